"""Initiatives: the backlog's items that are not over, with what is estimated of them and their business cases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.improvement.items import Item, items
from core.planning.case_values import CaseValue, case_value
from core.planning.estimates import KeptEstimate, estimates
from core.priorities.initiative import Initiative, MoneyInputs
from core.workspace import Workspace

NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True)
class Joined:
    """One initiative with where it comes from.

    `initiative` has the backlog item's title, the value and cost of its case where it names one, and builds on items
    that are still to be done only. `item` is None for an example. `estimate` is at version 0 where nothing is estimated
    yet. `case` is None where none is named or it is gone. `unmet` are sentences about what it builds on and will not
    come; `notes` are others that a reader must know.
    """

    initiative: Initiative
    item: Item | None
    estimate: KeptEstimate
    case: CaseValue | None = None
    unmet: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def example(self) -> bool:
        """Whether this belongs to the example set and is no real initiative."""
        return self.item is None

    @property
    def value_from(self) -> str:
        """Return where its value comes from, in words; empty when it has none."""
        if self.case is not None and self.initiative.money.value is not None:
            return self.case.words
        return "estimated here" if self.initiative.money.value is not None else ""


@dataclass(frozen=True)
class Examples:
    """How many examples are kept, and whether they are shown: only until something of one's own is estimated."""

    count: int
    shown: bool

    def sentence(self) -> str:
        """Say it; empty when there is none.

        >>> Examples(12, False).sentence()
        '12 examples are kept and not shown, as there are estimates of your own. They can be removed.'
        """
        if not self.count:
            return ""
        if self.shown:
            return f"{self.count} of these are examples, not real. They are hidden once one of yours is estimated."
        return f"{self.count} examples are kept and not shown, as there are estimates of your own. They can be removed."


def initiatives(workspace: Workspace) -> tuple[Initiative, ...]:
    """Return every backlog item that is not over as an initiative, as `joined` does; one not estimated lacks all."""
    return tuple(each.initiative for each in joined(workspace))


def joined(workspace: Workspace) -> tuple[Joined, ...]:
    """Return every initiative with where it comes from, in the backlog's order; examples last, while they are shown.

    What is estimated of an item that is over or was removed is left out.
    """
    every, kept = items(workspace), estimates(workspace)
    known = {item.item_id: item for item in every}
    parts: list[tuple[Item | None, KeptEstimate]] = []
    parts += [(item, kept.get(item.item_id, _nothing(item))) for item in every if not item.over]
    parts += [(None, one) for one in kept.values() if one.example and _examples(kept).shown]
    wanted = sorted({one.initiative.money.value_case or "" for _, one in parts} - {""})
    cases = {case_id: case_value(workspace, case_id) for case_id in wanted}
    return tuple(_joined(item, one, cases, known) for item, one in parts)


def examples(workspace: Workspace) -> Examples:
    """Return how many examples are kept and whether they are shown."""
    return _examples(estimates(workspace))


def _examples(kept: Mapping[str, KeptEstimate]) -> Examples:
    count = sum(one.example for one in kept.values())
    return Examples(count, count == len(kept) and count > 0)


def _nothing(item: Item) -> KeptEstimate:
    return KeptEstimate(Initiative(item.item_id, item.title))


def _joined(
    item: Item | None, one: KeptEstimate, cases: Mapping[str, CaseValue | None], known: Mapping[str, Item]
) -> Joined:
    initiative, unmet = one.initiative, NOTHING
    if item is not None:
        initiative, unmet = _building_on(replace(initiative, title=item.title), known)
    case_id = initiative.money.value_case
    if not case_id:
        return Joined(initiative, item, one, None, unmet)
    case = cases[case_id]
    money, notes = _money(initiative.money, case)
    return Joined(replace(initiative, money=money), item, one, case, unmet, notes)


def _building_on(initiative: Initiative, known: Mapping[str, Item]) -> tuple[Initiative, tuple[str, ...]]:
    """Take out what is done, and say what will not come."""
    before = [(needed, known.get(needed)) for needed in initiative.depends_on]
    unmet = [
        "It builds on an item that was removed." if item is None else f"It builds on '{item.title}', which was dropped."
        for _, item in before
        if item is None or item.state == "dropped"
    ]
    still = tuple(needed for needed, item in before if item is not None and not item.over)
    return replace(initiative, depends_on=still), tuple(unmet)


def _money(money: MoneyInputs, case: CaseValue | None) -> tuple[MoneyInputs, tuple[str, ...]]:
    if case is None:
        return money, ("Its business case was removed, so value and cost are not available.",)
    notes: tuple[str, ...] = (case.warning,) if case.warning else ()
    if money.cost_of_delay is not None and money.currency != case.currency:
        said = f"Its business case is in {case.currency}, its cost of delay in {money.currency}"
        return money, (*notes, f"{said}, so value and cost are not available.")
    if case.cost is None:
        notes += ("Its business case has no cost that can be counted, so its cost is not available.",)
    filled = replace(money, currency=case.currency, value=case.net_value, cost=case.cost, value_basis="npv")
    return filled, notes
