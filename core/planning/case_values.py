"""What a kept business case says an initiative is worth and costs: as approved, or else as its draft stands."""

from dataclasses import dataclass

from core.business_case.case import Case
from core.business_case.headline import Headline, headline
from core.business_case.result import result
from core.casebook import keeping
from core.casebook.freezing import frozen
from core.casebook.status import status
from core.errors import NotFoundError
from core.priorities.estimate import LARGEST, SMALLEST_POSITIVE, Estimate
from core.workspace import Workspace


@dataclass(frozen=True)
class CaseValue:
    """A case's figures in its `currency`.

    `net_value` is the net present value, its range what it is below in 10 and 90 of 100 draws; `cost` is the present
    value of costs, None where there are none. Both are None where they are too large for an estimate. `version` is the
    approved one, None for the draft; `years` is how long the case looks ahead. `warning` is a sentence, empty where
    there is nothing to say.
    """

    case_id: str
    title: str
    currency: str
    net_value: Estimate | None
    cost: Estimate | None
    years: int
    version: int | None
    warning: str = ""

    @property
    def words(self) -> str:
        """Return where the figures come from, for people."""
        which = "the draft" if self.version is None else f"version {self.version}, approved,"
        return f"net present value and cost from {which} of the business case '{self.title}'"


def case_value(workspace: Workspace, case_id: str) -> CaseValue | None:
    """Return a case's figures: the newest approved version's, else the draft's; None when the case is gone."""
    try:
        kept, stands = keeping.one(workspace, case_id), status(workspace, case_id)
    except NotFoundError:
        return None
    warning = f"The business case '{kept.case.title}' is archived." if kept.archived else ""
    if stands.state == "damaged":
        warning = f"A frozen version of the business case '{kept.case.title}' was altered past the app."
    if stands.in_force is None:
        return _value(case_id, kept.case, headline(kept.case), None, warning)
    version = frozen(workspace, f"{case_id}/{stands.in_force}")
    return _value(case_id, version.case, version.headline, version.number, warning)


def _value(case_id: str, case: Case, top: Headline, version: int | None, warning: str) -> CaseValue:
    costs = result(case).costs_value
    return CaseValue(
        case_id, case.title, case.currency, _estimate(top.npv, top.low, top.high),
        _estimate(costs, costs, costs) if costs >= SMALLEST_POSITIVE else None, case.terms.years, version, warning,
    )  # fmt: skip


def _estimate(value: float, low: float, high: float) -> Estimate | None:
    if max(map(abs, (value, low, high))) > LARGEST:
        return None
    return Estimate(value, low, high) if low < high and low <= value <= high else Estimate(value)
