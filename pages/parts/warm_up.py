"""Imports that cost seconds on first use, done once while the server starts."""

import altair
import pandas
import pyarrow

import core.engine

__all__ = ["altair", "core", "pandas", "pyarrow"]
