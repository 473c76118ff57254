"""What every sheet is written from."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from core.business_case.case import Case
from core.business_case.cash import Numbers
from core.business_case.result import Result
from core.business_case.workbook.pen import Pen
from core.wording import day


@dataclass(frozen=True)
class Content:
    """A case, what it comes to, the names of its inputs' cells, and when and as what the workbook is made."""

    case: Case
    result: Result
    names: dict[str, str]
    pen: Pen
    made_at: datetime
    version: str
    status: str

    @property
    def made_on(self) -> str:
        """The day, in words."""
        return day(self.made_at)

    @property
    def years(self) -> Numbers:
        """The year of each period, from 1; 0 at the start."""
        return np.array([0, *self.case.terms.years_of_periods()], dtype=float)

    @property
    def a_period(self) -> str:
        """What a yearly amount is divided by in a formula."""
        return "" if self.case.terms.periods_per_year == 1 else "/term_periods_per_year"

    @property
    def a_period_in_words(self) -> str:
        """The same, in the words beside a formula."""
        return "" if self.case.terms.periods_per_year == 1 else " ÷ 4"

    def label(self, code: str) -> str:
        """Return what an input is called."""
        return self.case.by_code[code].label

    def value(self, code: str) -> float:
        """Return an input's value."""
        return self.case.by_code[code].value
