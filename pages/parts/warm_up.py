"""Imports that cost seconds on first use, done once while the server starts."""

from contextlib import suppress

import altair
import pandas
import pyarrow

import core.engine
from core.errors import JourneyOfficeError
from pages.parts.office import office

__all__ = ["altair", "core", "open_office", "pandas", "pyarrow"]


def open_office() -> None:
    """Open the datasets before the first visitor comes; what fails is said on the page, not here."""
    with suppress(JourneyOfficeError):
        office()
