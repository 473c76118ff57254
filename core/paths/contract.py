"""The contract line, under the name by which the path questions know it."""

from core.contract import Contract

__all__ = ["Contract"]
