"""What may be counted twice, and that an answer takes off its share, once."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from core.business_case.case import Case
from core.business_case.evidence import hindrances
from core.business_case.lines import BenefitLine, Factor, Overlap, Saves
from core.business_case.overlaps import overlapping, question, unanswered
from core.business_case.result import result
from core.errors import InvalidInputError
from tests.business_case.cases import small


def line(code: str, saves: Saves, *journey_types: str) -> BenefitLine:
    return BenefitLine(code, code.title(), (Factor("journeys_a_year"), Factor("saving")), saves=saves,
                       journey_types=journey_types)  # fmt: skip


def having(*lines: BenefitLine, overlaps: tuple[Overlap, ...] = ()) -> Case:
    return replace(small(2), benefits=lines, overlaps=overlaps)


@pytest.mark.parametrize(
    ("first", "second", "types", "others", "overlap"),
    [
        ("contact cost", "contact cost", (), (), True),
        ("contact cost", "agent time", (), (), True),
        ("agent time", "new hires", (), (), True),
        ("new hires", "contact cost", (), (), True),
        ("customer value", "customer value", (), (), True),
        ("extra sales", "extra sales", (), (), True),
        ("contact cost", "customer value", (), (), False),
        ("customer value", "extra sales", (), (), False),
        ("agent time", "extra sales", (), (), False),
        ("other", "other", (), (), False),
        ("other", "contact cost", (), (), False),
        ("contact cost", "agent time", ("billing",), ("billing",), True),
        ("contact cost", "agent time", ("billing", "moving"), ("moving", "fault"), True),
        ("contact cost", "agent time", ("billing",), ("moving",), False),
        ("contact cost", "agent time", ("billing",), (), True),  # none named: all of them
        ("contact cost", "agent time", (), ("billing",), True),
    ],
)
def test_which_pairs_may_count_the_same(
    first: Saves, second: Saves, types: tuple[str, ...], others: tuple[str, ...], overlap: bool
) -> None:
    case = having(line("one", first, *types), line("two", second, *others))
    found = [(one.code, other.code) for one, other in overlapping(case)]
    assert found == ([("one", "two")] if overlap else [])
    assert unanswered(case) == overlapping(case)
    assert len([each for each in hindrances(case) if each.startswith("Both")]) == len(found)


def test_each_pair_of_many_is_asked_once_and_no_longer_when_answered() -> None:
    lines = [line(code, "contact cost") for code in ("a", "b", "c", "d")]
    case = having(*lines)
    assert [(one.code, other.code) for one, other in overlapping(case)] == list(combinations("abcd", 2))
    answer = Overlap("c", "a", 0.0, "other calls", "Ann")  # in either order
    left = unanswered(replace(case, overlaps=(answer,)))
    assert [(one.code, other.code) for one, other in left] == [
        pair for pair in combinations("abcd", 2) if pair != ("a", "c")
    ]


def test_the_question_says_what_both_save() -> None:
    case = having(line("one", "contact cost"), line("two", "contact cost"), line("three", "agent time"))
    first, mixed, _ = overlapping(case)
    assert question(*first) == (
        "Both 'One' and 'Two' save the cost of a contact. How much of the second is already in the first?"
    )
    assert question(*mixed) == (
        "Both 'One' and 'Three' save the same agents' work. How much of the second is already in the first?"
    )


@settings(deadline=None, max_examples=40)
@over(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_an_answer_takes_exactly_its_share_off_the_second(ab: int, ac: int, bc: int) -> None:
    shares = {("a", "b"): ab / 1000, ("a", "c"): ac / 1000, ("b", "c"): bc / 1000}
    answers = tuple(Overlap(*pair, share, "the same calls", "Ann") for pair, share in shares.items())
    lines = tuple(line(code, "contact cost") for code in "abc")
    alone, together = result(having(*lines)), result(having(*lines, overlaps=answers))
    left = [1.0, 1 - shares["a", "b"], (1 - shares["a", "c"]) * (1 - shares["b", "c"])]
    for before, after, share in zip(alone.benefits, together.benefits, left, strict=True):
        assert after.counted == pytest.approx(before.counted * share, rel=1e-12)
        assert (after.gross, after.due, after.cashable) == (before.gross, before.due, before.cashable)


def test_all_of_it_in_the_other_is_worth_as_much_as_one_alone() -> None:
    lines = (line("one", "contact cost"), line("two", "agent time"))
    both = having(*lines, overlaps=(Overlap("one", "two", 1.0, "the same calls", "Ann"),))
    assert result(both).npv == result(having(lines[0])).npv


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((("one", "one", 0.5),), "The overlap of one and one is not of two benefits."),
        ((("one", "tool", 0.5),), "The overlap of one and tool is not of two benefits."),
        ((("one", "two", 0.5), ("one", "two", 0.5)),
         "The overlap of one and two is answered twice. Keep one of the answers."),
        ((("one", "two", 0.5), ("two", "one", 0.1)),
         "The overlap of one and two is answered twice. Keep one of the answers."),
    ],
)  # fmt: skip
def test_answers_that_cannot_be(answers: tuple[tuple[str, str, float], ...], sentence: str) -> None:
    lines = (line("one", "contact cost"), line("two", "agent time"))
    with pytest.raises(InvalidInputError) as raised:
        having(*lines, overlaps=tuple(Overlap(*each, "the same calls", "Ann") for each in answers))
    assert str(raised.value) == sentence


def test_an_answer_has_a_share_a_reason_and_somebody() -> None:
    for share in (-0.1, 1.2, float("nan")):
        with pytest.raises(InvalidInputError, match="An overlap is a share from 0 to 100 %"):
            Overlap("one", "two", share, "the same calls", "Ann")
    for reason, who in ((" ", "Ann"), ("the same calls", "")):
        with pytest.raises(InvalidInputError) as raised:
            Overlap("one", "two", 0.5, reason, who)
        assert str(raised.value) == "Say why the two benefits overlap or don't, and who says so."
