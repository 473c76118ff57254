"""A business case as an Excel workbook whose formulas are live: change an input and everything follows."""
