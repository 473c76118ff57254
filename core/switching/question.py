"""What can be asked about one more channel: of which outcome, by which methods, and what is held fixed and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.address import read_number
from core.errors import InvalidInputError
from core.wording import count

Outcome = Literal["cost", "ces", "resolved"]
Method = Literal["doubly robust", "within customers"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
METHODS: tuple[Method, ...] = get_args(Method)
LARGEST_SAMPLE = 50_000
LARGEST_WITHIN = 200_000
# what is held fixed, and why it has to be
COVARIATES = {
    "issue": "hard issues need more channels and cost more, whatever the channels do",
    "region": "regions differ in queues and prices, and in which channels they have",
    "segment": "some customers bring harder cases and are served at more expense",
    "first channel": "where a journey begins decides what it costs and how it goes on, as when a chatbot is repaired",
    "month": "prices, volume and the offer of channels change over time",
}
COLUMNS = {"issue": "issue_code", "region": "region_code", "segment": "segment_code",
           "first channel": "first_channel_code", "month": "month_number"}  # fmt: skip


@dataclass(frozen=True)
class OutcomeWords:
    """How an outcome is spoken of: as a noun, as what an extra channel does to it, and what has none of it known."""

    noun: str
    known: str


WORDS: Mapping[Outcome, OutcomeWords] = {
    "cost": OutcomeWords("the cost of a journey", "a known cost"),
    "ces": OutcomeWords("the effort score (CES)", "an answer to the effort question (CES)"),
    "resolved": OutcomeWords("the share resolved", "a known outcome"),
}


@dataclass(frozen=True)
class ExtraChannelQuestion:
    """What one more channel goes along with: in the cost of a journey, in CES, or in the share resolved.

    Raw and regression are always answered, from sums over all journeys. The other `methods` look at single journeys: at
    most `sample` of them for the doubly robust estimate, drawn by customer with the `seed`.
    """

    outcome: Outcome = "cost"
    methods: tuple[Method, ...] = METHODS
    sample: int = LARGEST_SAMPLE
    seed: int = 1

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise InvalidInputError(f"The outcome is {self.outcome!r}. It can be {', '.join(OUTCOMES)}.")
        unknown = [name for name in self.methods if name not in METHODS]
        if unknown:
            raise InvalidInputError(f"There is no method {unknown[0]!r}. Choose of {', '.join(METHODS)}.")
        if not 1000 <= self.sample <= LARGEST_SAMPLE:
            raise InvalidInputError(
                f"A sample of {count(self.sample)} journeys is not possible. Choose 1,000 to {count(LARGEST_SAMPLE)}."
            )
        if not 0 <= self.seed < 2**31:
            raise InvalidInputError(f"The seed is {self.seed}. Choose a whole number from 0 to 2,147,483,647.")

    def to_query(self) -> dict[str, str]:
        """Return the question as URL parameters; defaults are left out."""
        found: dict[str, str] = {"effect_on": self.outcome} if self.outcome != "cost" else {}
        found |= {"methods": ".".join(self.methods)} if self.methods != METHODS else {}
        found |= {"sample": str(self.sample)} if self.sample != LARGEST_SAMPLE else {}
        return found | ({"seed": str(self.seed)} if self.seed != 1 else {})

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "ExtraChannelQuestion":
        """Read the question from URL parameters.

        >>> asked = ExtraChannelQuestion("ces", ("doubly robust",), 2000, 7)
        >>> ExtraChannelQuestion.from_query(asked.to_query()) == asked
        True
        """
        methods = tuple(part for part in query["methods"].split(".") if part) if "methods" in query else METHODS
        return ExtraChannelQuestion(
            query.get("effect_on", "cost"),  # type: ignore[arg-type]
            methods,  # type: ignore[arg-type]
            read_number(query, "sample", LARGEST_SAMPLE),
            read_number(query, "seed", 1),
        )
