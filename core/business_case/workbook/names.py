"""What the cells of a workbook are called: each input and each result has a name that formulas use."""

import re

from xlsxwriter.utility import xl_col_to_name

from core.business_case.case import Case

TIMING, DEPRECIATION = "term_timing", "term_depreciation_years"


def input_names(case: Case) -> dict[str, str]:
    """Return the name of each input's cell by its code.

    The prefix keeps a code such as R1C1 or a1 from being read as an address. Excel does not tell capital letters from
    small ones, and other signs than plain letters are replaced, so a name that is taken gets a number.
    """
    return _distinct("in", [one.code for one in case.assumptions])


def overlap_name(place: int) -> str:
    """Return the name of the cell with the share of the overlap at a place, counted from 0.

    >>> overlap_name(0)
    'overlap_1'
    """
    return f"overlap_{place + 1}"


def letters(place: int) -> str:
    """Return the letters of the line at a place, counted from 0, as Forrester's TEI tables have them.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    return str(xl_col_to_name(place))


def _distinct(prefix: str, codes: list[str]) -> dict[str, str]:
    """Return a name for each code.

    >>> _distinct("in", ["a1", "A1", "größe"])
    {'a1': 'in_a1', 'A1': 'in_A1_2', 'größe': 'in_gr__e'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        plain = f"{prefix}_{re.sub('[^A-Za-z0-9_]', '_', code)}"
        name, number = plain, 1
        while name.lower() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.lower())
        found[code] = name
    return found
