"""Text and options that keep an Excel workbook harmless: a text stays a text, whatever it begins with."""

MOST_UNITS = 32767  # of UTF-16, in one cell of Excel
CUT = " … (cut: a cell of Excel holds no more)"
# For xlsxwriter.Workbook: no text becomes a formula, a link or a number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def cell_text(text: str) -> str:
    """Return a text as one cell of Excel can hold it; a cut is marked.

    >>> len(cell_text("x" * 40_000)), cell_text("x" * 40_000)[-6:]
    (32767, ' more)')
    """
    whole = text.encode("utf-16-le", "replace")
    if len(whole) <= 2 * MOST_UNITS:
        return whole.decode("utf-16-le")
    return whole[: 2 * (MOST_UNITS - len(CUT))].decode("utf-16-le", "ignore") + CUT


def turns_into_formula(text: str) -> bool:
    """Tell whether a cell with this text turns into a formula once somebody edits it; such a cell gets a quote prefix.

    >>> turns_into_formula("=1+1"), turns_into_formula("a=1")
    (True, False)
    """
    return text[:1] in tuple("=+-@")
