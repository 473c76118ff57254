"""Which figures move when a definition changes: the metric counted before and after, from one version of the data."""

from dataclasses import dataclass

from core.engine import Database
from core.errors import DataBusyError
from core.glossary.metric import Metric
from core.glossary.words import written
from core.numbers.estimates import Estimate
from core.scope import Scope
from core.scorecard.line import Line
from core.scorecard.reading import added, estimate_of, pairs_of
from core.scorecard.scorecard import Scorecard, scorecard
from core.wording import NOT_AVAILABLE, count

_ATTEMPTS = 5


@dataclass(frozen=True)
class Moved:
    """One figure before and after: its value with its interval, in the metric's unit, and n, the observations."""

    what: str
    before: Estimate
    after: Estimate


@dataclass(frozen=True)
class Effect:
    """What a change does to a metric's figures. There are no `figures` where it is counted as before, or `why_not`."""

    metric: Metric
    counted_anew: bool
    figures: tuple[Moved, ...]
    why_not: str
    currency: str
    data_version: int | None

    def sentences(self) -> tuple[str, ...]:
        """Say which figures move, one sentence each."""
        if not self.counted_anew:
            return ("No figure moves: it is counted as before.",)
        if self.why_not:
            return (f"It is counted in another way; no figure can be compared here: {self.why_not}",)
        return tuple(self._sentence(one) for one in self.figures)

    def _sentence(self, one: Moved) -> str:
        before, after = (self._words(each) for each in (one.before, one.after))
        return f"{one.what}: {before} so far, {after} after the change."

    def _words(self, one: Estimate) -> str:
        value = written(self.metric.unit, one.value, self.currency)
        return NOT_AVAILABLE if one.value is None else f"{value} (n = {count(one.n)})"


def effect_of(database: Database, scope: Scope, old: Metric, new: Metric) -> Effect:
    """Return a metric's value before and after a change: in the last month settled both ways, and over the scope.

    Raises `DataBusyError` while an import changes the data all the time.
    """
    if old.counts_like(new):
        return Effect(new, False, (), "", "", None)
    for _ in range(_ATTEMPTS):
        cards = [scorecard(database, scope, [metric], {}) for metric in (old, new)]
        first, second = (card.source for card in cards)
        if first.data_version == second.data_version:
            lines = [card.lines[0] for card in cards]
            refused = next((line.why_not for line in lines if line.why_not and not line.readings), "")
            figures = () if refused else (*_last(*lines), _whole(*cards))
            return Effect(new, True, figures, refused, first.currency, first.data_version)
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def _last(before: Line, after: Line) -> tuple[Moved, ...]:
    judged = {one.period: one for one in before.judged}
    both = [(judged[one.period], one) for one in after.judged if one.period in judged]
    if not both:
        return ()
    old, new = both[-1]
    return (Moved(f"{new.period.first_day:%B %Y}", old.estimate, new.estimate),)


def _whole(before: Scorecard, after: Scorecard) -> Moved:
    return Moved("The whole scope", _over_all(before), _over_all(after))


def _over_all(card: Scorecard) -> Estimate:
    metric = card.lines[0].metric
    rows = card.answers[metric.sql].rows.to_dict("records")
    return estimate_of(metric, added([pairs_of(metric, row) for row in rows]))
