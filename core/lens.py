"""The lens a path is seen through: what a step is called, and whether repeats count once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.errors import InvalidInputError

By = Literal["channel", "activity", "touchpoint"]
BY: tuple[By, ...] = get_args(By)


@dataclass(frozen=True)
class Lens:
    """What a step shows: its channel, its activity or both (`touchpoint`).

    With `collapse`, neighbouring steps of the same name count as one: it is the last of them that is kept, so the time
    to the next step runs from the end of the run.

    >>> Lens("channel", collapse=True).variant_column
    'channel_run_variant'
    """

    by: By = "channel"
    collapse: bool = False

    def __post_init__(self) -> None:
        if self.by not in BY:
            raise InvalidInputError(f"Steps can't be shown by {self.by!r}. Choose one of: {', '.join(BY)}.")

    @property
    def name(self) -> str:
        """The lens as the tables name it: `channel`, `channel_run`, ..."""
        return f"{self.by}_run" if self.collapse else self.by

    @property
    def code_column(self) -> str:
        """The column of `steps` that says what this step is."""
        return f"{self.by}_code"

    @property
    def next_column(self) -> str:
        """The column of `steps` that says what the next step is."""
        return f"next_{self.by}_code"

    @property
    def number_column(self) -> str:
        """The column of `steps` that numbers the steps of a journey from 1."""
        return f"{self.by}_run" if self.collapse else "step_number"

    @property
    def variant_column(self) -> str:
        """The column of `journeys` that holds the variant of this lens."""
        return f"{self.name}_variant"

    def noun(self, count: int = 2) -> str:
        """Return what a step is, in words: "channel", "activities", ..."""
        plural = {"channel": "channels", "activity": "activities", "touchpoint": "touchpoints"}
        return self.by if count == 1 else plural[self.by]

    def to_query(self) -> dict[str, str]:
        """Return the lens as URL parameters; defaults are left out."""
        query = {"by": self.by} if self.by != "channel" else {}
        return query | ({"repeats": "collapsed"} if self.collapse else {})

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "Lens":
        """Read the lens from URL parameters.

        >>> Lens.from_query(Lens("activity", True).to_query()) == Lens("activity", True)
        True
        """
        repeats = query.get("repeats", "kept")
        if repeats not in ("kept", "collapsed"):
            raise InvalidInputError(f"'repeats' is {repeats!r} in the address. It can be 'kept' or 'collapsed'.")
        return Lens(query.get("by", "channel"), repeats == "collapsed")  # type: ignore[arg-type]
