"""The two effects of one more channel, taken over from switching and retention as those pages show them."""

from collections.abc import Callable
from dataclasses import dataclass

from core.contract import SMALL_SAMPLE
from core.engine import Answer, Database
from core.figure import Figure
from core.measured.results import Measured
from core.numbers.unavailable import Unavailable
from core.retention.adjusted import adjusted
from core.retention.basis import usual_question
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.question import ExtraChannelQuestion
from core.text import counted


@dataclass(frozen=True)
class Effect:
    """An effect in one scope: its figure, or why there is none; what a reader should know, and where it was read."""

    figure: Figure | None
    why_not: str
    notes: tuple[str, ...]
    data_version: int
    answers: tuple[Answer, ...]


Reading = Callable[[Database, Scope], Effect]


def cost_of_extra_channel(database: Database, scope: Scope) -> Effect:
    """Return the regression's figure of what one more channel adds to the cost of a journey."""
    found = extra_channel(database, scope, ExtraChannelQuestion(methods=()))
    rung = found.estimate("regression")
    figure, effect = (None, None) if rung is None else (rung.figure, rung.effect)
    why, notes = ("", ()) if effect is None else (effect.why_not, effect.notes)
    return _enough(Effect(figure, why, (*notes, *found.notes), found.source.data_version, found.answers))


def retention_per_extra_channel(database: Database, scope: Scope) -> Effect:
    """Return the adjusted difference in retention per extra channel, at the horizon that its page begins with.

    Its sign is that of retention: −0.03 says that 3 of 100 customers more are lost per extra channel.
    """
    found = adjusted(database, scope, usual_question(database))
    why = found.adjusted.reason if isinstance(found.adjusted, Unavailable) else ""
    return _enough(Effect(found.figure, why, found.notes, found.basis.data_version, (found.answer,)))


# each effect and how it is read
EFFECTS: dict[str, Reading] = {
    "cost_of_extra_channel": cost_of_extra_channel,
    "retention_lost_per_extra_channel": retention_per_extra_channel,
}


def read_effects(database: Database, scope: Scope, wider: Scope | None) -> dict[str, tuple[Effect, Effect | None]]:
    """Return every effect in the scope and, where it can't be told there, in the wider one."""
    found: dict[str, tuple[Effect, Effect | None]] = {}
    for code, read in EFFECTS.items():
        own = read(database, scope)
        found[code] = (own, None if own.figure is not None or wider is None else read(database, wider))
    return found


def effect_measured(code: str, own: Effect, wide: Effect | None) -> Measured:
    """Return an effect; where only the wider scope can tell it, its figure is that one and the note says so."""
    if own.figure is not None:
        return Measured(code, own.figure, " ".join(own.notes))
    why = own.why_not or "It can't be told here."
    if wide is None or wide.figure is None:
        return Measured(code, None, why)
    note = f"For this journey type alone it can't be told. {why} The figure is that of all journey types in the scope."
    return Measured(code, wide.figure, " ".join((note, *wide.notes)))


def _enough(found: Effect) -> Effect:
    """Take the figure away where fewer than 30 journeys carry it."""
    n = None if found.figure is None else found.figure.n
    if n is None or n >= SMALL_SAMPLE:
        return found
    why = f"{counted(n, 'journey')} can be compared: too few, it takes {SMALL_SAMPLE}."
    return Effect(None, why, (), found.data_version, found.answers)
