"""A business case as an Excel workbook whose formulas are live: change an input and everything follows."""

from core.business_case.workbook.writer import workbook

__all__ = ["workbook"]
