"""What fewer channels would save: inputs in, figure out. Knows no data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.address import read_number
from core.errors import InvalidInputError
from core.figure import Figure
from core.wording import count, percent

DAYS_A_YEAR = 365.25
LEAST_DAYS = 28


@dataclass(frozen=True)
class Move:
    """Move a `share` (0 to 1) of the journeys with `channels_from` channels to `channels_to`, which are fewer."""

    channels_from: int = 3
    channels_to: int = 1
    share: float = 0.25

    def __post_init__(self) -> None:
        if not 1 <= self.channels_to < self.channels_from <= 100:
            raise InvalidInputError(
                f"Journeys with {self.channels_from} channels can't be moved to {self.channels_to}. "
                "Choose fewer channels than before, and at least one."
            )
        if not 0 <= self.share <= 1:
            raise InvalidInputError(f"A share of {self.share} can't be moved. Choose 0 to 100 %.")

    @property
    def channels_less(self) -> int:
        """How many channels a moved journey needs less."""
        return self.channels_from - self.channels_to

    def to_query(self) -> dict[str, str]:
        """Return the move as URL parameters; the share is in ten-thousandths."""
        return {"move_from": str(self.channels_from), "move_to": str(self.channels_to),
                "move_share": str(round(self.share * 10_000))}  # fmt: skip

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "Move":
        """Read the move from URL parameters.

        >>> Move.from_query(Move(4, 2, 0.125).to_query())
        Move(channels_from=4, channels_to=2, share=0.125)
        """
        return Move(read_number(query, "move_from", 3), read_number(query, "move_to", 1),
                    read_number(query, "move_share", 2500) / 10_000)  # fmt: skip


@dataclass(frozen=True)
class Saving:
    """What a move saves in the period of the effect's data, in the effect's unit.

    `journeys_moved` out of `journeys`. `value` with `low` and `high` is without, `counted_on` after the haircut, which
    comes off a positive saving alone. `a_year` is `counted_on` per 365.25 days; None when the data cover fewer than 28.
    `figure` is `value` with its evidence, its haircut still to be taken.
    """

    move: Move
    journeys: int
    journeys_moved: float
    value: float
    low: float | None
    high: float | None
    haircut_share: float
    counted_on: float
    counted_on_low: float | None
    counted_on_high: float | None
    a_year: float | None
    figure: Figure


def saving(move: Move, journeys: int, effect: Figure) -> Saving:
    """Return what a move saves: journeys moved x channels less x effect of one more channel on a journey's cost.

    By hand: a quarter of 400 journeys from three channels to one at 8 each is 100 x 2 x 8 = 1,600; less 20 % 1,280.

    >>> effect = Figure("e", "One more channel", 8.0, "EUR", "measured", "adjusted", "m", "p", 7.0, 9.0, 900,
    ...     data_version=1, haircut_share=0.2)
    >>> found = saving(Move(3, 1, 0.25), 400, effect)
    >>> found.journeys_moved, found.value, found.low, found.high, found.counted_on
    (100.0, 1600.0, 1400.0, 1800.0, 1280.0)
    """
    if journeys < 0:
        raise InvalidInputError(f"{journeys} journeys can't be moved.")
    moved = move.share * journeys
    channels = moved * move.channels_less
    ends = [None if end is None else end * channels for end in (effect.value, effect.low, effect.high)]
    value = effect.value * channels
    after = [None if end is None else _less(end, effect.haircut_share) for end in ends]
    counted_on = _less(value, effect.haircut_share)
    days = _days(effect)
    return Saving(
        move, journeys, moved, value, ends[1], ends[2], effect.haircut_share, counted_on, after[1], after[2],
        None if days is None or days < LEAST_DAYS else counted_on * DAYS_A_YEAR / days,
        replace(
            effect, code="switching.saving", value=value, low=ends[1], high=ends[2],
            label=f"Saving: {percent(move.share)} of journeys from {move.channels_from} channels to {move.channels_to}",
            method=f"{count(moved)} journeys x {move.channels_less} channels less x {effect.method}",
        ),
    )  # fmt: skip


def _less(value: float, haircut: float) -> float:
    return value * (1 - haircut) if value > 0 else value


def _days(effect: Figure) -> int | None:
    if effect.period_from is None or effect.period_to is None:
        return None
    return (effect.period_to - effect.period_from).days + 1
