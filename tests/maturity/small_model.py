"""A small model and quick ways to answer it."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from core.maturity.answered_round import AnsweredRound
from core.maturity.answers import REPLIES, Confidence, Reply, Response
from core.maturity.example import SMALL
from core.maturity.model import Capability, Cell, Model, Stage, Statement

LETTERS: Mapping[str, Reply] = {"y": "yes", "p": "partly", "n": "no", "?": "unknown"}
CODES = ("a", "b", "c", "d", "e")


def replies(letters: str) -> dict[str, Reply]:
    """Return the replies to a, b, c, d, e from their letters (y, p, n, ?), as far as there are."""
    return {code: LETTERS[letter] for code, letter in zip(CODES, letters, strict=False)}


def answer(letters: str, role: str = "agent", team: str = "one", name: str = "", **more: object) -> Response:
    return Response(team, role, replies(letters), respondent=name, **more)  # type: ignore[arg-type]


def answered(*responses: Response, anonymous: bool = False) -> AnsweredRound:
    return AnsweredRound(SMALL, responses, anonymous)


def named(letters: Sequence[str]) -> AnsweredRound:
    """Return a named round, one respondent for each text of letters."""
    return answered(*(answer(text, name=f"p{place}") for place, text in enumerate(letters)))


def model(capabilities: Mapping[str, Sequence[Sequence[str]]], stages: int = 3, edition: int = 1) -> Model:
    """Return a model from the statement codes of each capability's stages."""
    return Model(
        "small",
        "Small model",
        "",
        "",
        edition,
        tuple(Stage(f"s{place}", f"Stage {place}", "") for place in range(1, stages + 1)),
        tuple(
            Capability(
                code, code.title(), "", tuple(Cell("", tuple(_statement(one) for one in cell)) for cell in cells)
            )
            for code, cells in capabilities.items()
        ),
    )


def _statement(code: str) -> Statement:
    return Statement(code, f"Statement {code} holds.", "", "small")


def confident(*levels: Confidence) -> AnsweredRound:
    return answered(*(answer("yyyyy", confidences={"data": level}) for level in levels))


responses = st.builds(
    Response,
    team=st.sampled_from(["one", "two", ""]),
    role=st.sampled_from(["agent", "lead", "analyst"]),
    replies=st.dictionaries(st.sampled_from(CODES), st.sampled_from(REPLIES)),
    confidences=st.dictionaries(st.sampled_from(["data", "people"]), st.sampled_from(["low", "high"])),
    comments=st.dictionaries(st.sampled_from(["data", "people"]), st.sampled_from(["fine", "hm", " "])),
)
rounds = st.builds(
    AnsweredRound, st.just(SMALL), st.lists(responses, min_size=1, max_size=14).map(tuple), st.booleans()
)
