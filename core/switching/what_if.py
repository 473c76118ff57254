"""What-if of a scope: its journeys by channels, its adjusted effect, and what a move saves."""

from dataclasses import dataclass

from core.engine import Answer, Database
from core.errors import DataBusyError
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.by_channels import ChannelCosts, by_channels
from core.switching.calculate import Move, Saving, saving
from core.switching.question import ExtraChannelQuestion
from core.switching.results import ExtraChannel

_ATTEMPTS = 5


@dataclass(frozen=True)
class WhatIf:
    """What a move saves; `saving` is None where the adjusted effect can't be told, and `why_not` says why."""

    move: Move
    journeys: int
    saving: Saving | None
    why_not: str
    answers: tuple[Answer, ...]


def what_if(database: Database, scope: Scope, move: Move) -> WhatIf:
    """Answer what a move saves, by the regression's effect in the same scope; reads sums only."""
    for _ in range(_ATTEMPTS):
        costs = by_channels(database, scope)
        effect = extra_channel(database, scope, ExtraChannelQuestion(methods=()))
        if costs.source.data_version == effect.source.data_version:
            break
    else:
        raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")
    return what_if_of(costs, effect, move)


def what_if_of(costs: ChannelCosts, effect: ExtraChannel, move: Move) -> WhatIf:
    """Answer what a move saves where both were asked of the same scope and version already."""
    journeys = costs.journeys_with(move.channels_from)
    rung = effect.estimate("regression")
    answers = (costs.answer, *effect.answers)
    if rung is None or rung.figure is None:
        return WhatIf(move, journeys, None, "" if rung is None else rung.effect.why_not, answers)
    return WhatIf(move, journeys, saving(move, journeys, rung.figure), "", answers)
