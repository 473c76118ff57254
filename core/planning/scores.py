"""Every initiative under every method: its score, its rank, and the range of ranks that its inputs allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.planning.scoring import PrioritySetup
from core.priorities.initiative import Initiative
from core.priorities.method import Method
from core.priorities.ranking import ranked
from core.priorities.stability import stability

DRAWS = 2_000


@dataclass(frozen=True)
class Score:
    """One initiative under one method, as `Row` and `Place` say it; None where it lacks an input, or none compares.

    `rank_low` and `rank_high` are the 5th and 95th percentile of its rank over the draws.
    """

    score: float | None = None
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    top_share: float | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scores:
    """The scores by method's code and initiative's id; `refused` is method's code to why it compares nothing."""

    methods: tuple[Method, ...]
    by_method: Mapping[str, Mapping[str, Score]]
    refused: Mapping[str, str]

    def of(self, code: str, initiative_id: str) -> Score:
        """Return one score; an empty one where the method compares nothing."""
        return self.by_method[code].get(initiative_id, Score())


def scores(initiatives: Sequence[Initiative], setup: PrioritySetup, draws: int = DRAWS, seed: int = 1) -> Scores:
    """Return each initiative's score and rank under each method of the office.

    A method whose scores can't be compared, as in several currencies, is refused with its sentence, and the others
    stand. Raises InvalidInputError when two initiatives have the same id, or for draws as `stability` does.

    By hand: RICE is 100 x 2 x 0.5 / 4.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.initiative import RiceInputs
    >>> inputs = RiceInputs(Estimate(100), Estimate(2), Estimate(0.5))
    >>> found = scores([Initiative("a", "A", rice=inputs, effort=Estimate(4)), Initiative("b", "B")], PrioritySetup())
    >>> found.of("rice", "a").score, found.of("rice", "a").rank, found.of("rice", "b").missing
    (25.0, 1, ('reach', 'impact', 'confidence', 'effort'))
    """
    found: dict[str, dict[str, Score]] = {}
    refused: dict[str, str] = {}
    for method in setup.methods():
        try:
            found[method.code] = _scores(initiatives, method, setup.top, draws, seed)
        except InvalidInputError as error:
            found[method.code], refused[method.code] = {}, str(error)
    if len(refused) == len(found):
        raise InvalidInputError(next(iter(refused.values())))
    return Scores(setup.methods(), found, refused)


def _scores(initiatives: Sequence[Initiative], method: Method, top: int, draws: int, seed: int) -> dict[str, Score]:
    places = {place.initiative_id: place for place in stability(initiatives, method, top, draws, seed).places}
    found = {}
    for row in ranked(initiatives, method).rows:
        place = places.get(row.initiative_id)
        if place is None:
            found[row.initiative_id] = Score(missing=row.missing)
        else:
            found[row.initiative_id] = Score(row.score, row.rank, place.rank_low, place.rank_high, place.top_share)
    return found
