"""The synthetic company: a seeded generator of interaction exports with a planted truth. Nothing in it is real."""

from data.demo.planted import Company, Planted
from data.demo.write import DemoFiles, write_demo

__all__ = ["Company", "DemoFiles", "Planted", "write_demo"]
