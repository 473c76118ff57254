"""Actions of a maturity round as items of the backlog: making them, and reading what became of them."""

from collections.abc import Iterable
from datetime import date

from core.improvement.items import Item
from core.maturity.actions import ProposedAction
from core.maturity.model import Model
from core.maturity.report import Commitment
from core.maturity.rounds import Round


def item_of(one: Round, action: ProposedAction, owner: str, due_on: date | None, today: date) -> Item:
    """Return the item that an action becomes; sending it twice from one round gives the same item."""
    model = one.model
    stage, capability = model.stages[action.stage].name, model.capability(action.capability).name
    return Item(
        f"{_start(model)}{action.statement.code}/{one.round_id}",
        action.statement.action[:200],
        today,
        f"So that this holds: {action.statement.text}\nNeeded for {capability}: {stage}.",
        owner.strip(),
        due_on,
        origin=f"Maturity: {model.name}, {one.name}"[:200],
    )


def commitments(model: Model, found: Iterable[Item]) -> dict[str, Commitment]:
    """Return what the backlog says about actions that were sent to it, by statement code; the first item counts.

    Pass the backlog with the open items first.

    >>> from core.maturity.example import SMALL
    >>> sent = Item("maturity/small/a/r1", "Do a.", date(2026, 1, 1), owner="Ann", due_on=date(2026, 3, 1))
    >>> commitments(SMALL, [sent])["a"].owner
    'Ann'
    """
    known: dict[str, Commitment] = {}
    for item in found:
        if item.item_id.startswith(_start(model)):
            code = item.item_id.removeprefix(_start(model)).partition("/")[0]
            known.setdefault(code, Commitment(item.owner, item.due_on, item.state))
    return known


def _start(model: Model) -> str:
    return f"maturity/{model.code}/"
