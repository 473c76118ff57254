"""What an anonymous round keeps back does not come out of any file."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace

from hypothesis import given, settings

from core.maturity.answered_round import AnsweredRound
from core.maturity.answers import Response
from core.maturity.example import SMALL
from core.maturity.printing import leader_page, leader_pdf
from core.maturity.reading import shipped_models
from core.maturity.report import RoundReport
from core.maturity.tables import tables
from core.maturity.workbook import workbook
from tests.export.poppler import pages
from tests.maturity.reports import crowd, report
from tests.maturity.small_model import answer, rounds

JOURNEYS = next(one for one in shipped_models() if one.code == "journey_management")


def numbers(value: object) -> Iterator[float]:
    """Yield every number in a result, wherever it stands."""
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield float(value)


@settings(deadline=None, max_examples=60)
@given(rounds)
def test_every_number_in_the_tables_is_one_of_the_results(of: AnsweredRound) -> None:
    found = report(SMALL, of.responses, anonymous=True)
    results = found.standing.results
    allowed = {float("nan"), *numbers(asdict(results))}
    for capability in results.capabilities:
        for one in capability.statements:
            allowed |= {float(one.known), one.yes_share or 0.0}
    made = tables(found)
    for name in ("findings", "levels", "statements", "groups", "comments"):
        assert set(numbers(made[name].rows)) <= allowed, name


@settings(deadline=None, max_examples=60)
@given(rounds)
def test_a_group_kept_back_has_words_in_place_of_numbers(of: AnsweredRound) -> None:
    found = report(SMALL, of.responses, anonymous=True)
    rows = iter(tables(found)["groups"].rows)
    for one in found.standing.results.capabilities:
        for group in (*one.groups.roles, *one.groups.teams):
            _, _, name, level, n = next(rows)
            assert name == group.name
            assert (level, n) == ((group.kept_back,) * 2 if group.kept_back else (group.level, group.n))
            assert not group.kept_back or level in ("under 5", "not shown")
    assert next(rows, None) is None


@settings(deadline=None, max_examples=60)
@given(rounds)
def test_comments_are_of_nobody(of: AnsweredRound) -> None:
    found = report(SMALL, of.responses, anonymous=True)
    table = tables(found)["comments"]
    assert [one.name for one in table.columns] == ["Capability", "Comment"]
    texts = [str(text) for _, text in table.rows]
    assert texts == sorted(texts)
    if found.standing.results.is_kept_back:
        assert texts == []


def test_a_round_of_few_hands_on_their_number_and_nothing_else() -> None:
    found = report(JOURNEYS, crowd(JOURNEYS, 4), anonymous=True, targets={"people": 3}, before=crowd(JOURNEYS, 9))
    made = tables(found)
    assert [len(made[name].rows) for name in ("findings", "levels", "statements", "groups", "comments", "actions")] == [
        1, 1, 0, 0, 0, 0,
    ]  # fmt: skip
    assert list(numbers(made["levels"].rows)) == [4.0]
    for text in everything(found):
        assert "Comment 1 on it" not in text
        assert "Agent" not in text


def test_swapping_two_hidden_groups_changes_no_file() -> None:
    """Those in hidden groups answer the opposite, and the files are the same letter by letter."""
    others = [answer("yynyy", role="c")] * 7
    one = report(SMALL, [*[answer("yyyyy", role="a")] * 4, *[answer("nnnnn", role="b")] * 4, *others], anonymous=True)
    other = report(SMALL, [*[answer("nnnnn", role="a")] * 4, *[answer("yyyyy", role="b")] * 4, *others], anonymous=True)
    # The seats, which hold names, follow the order of the answers; they are the same here.
    assert one.standing.round.seats == other.standing.round.seats
    assert workbook(one) == workbook(other)
    assert leader_pdf(leader_page(one)) == leader_pdf(leader_page(other))


def test_no_name_address_or_link_of_anybody_is_handed_on() -> None:
    for anonymous in (True, False):
        found = report(JOURNEYS, crowd(JOURNEYS, 9), anonymous=anonymous)
        named = tuple(replace(seat, name=f"Zaphod{n}", email=f"z{n}@example.org") for n, seat in
                      enumerate(found.standing.round.seats))  # fmt: skip
        standing = replace(found.standing, round=replace(found.standing.round, seats=named))
        for text in everything(replace(found, standing=standing)):
            assert not any(word in text for word in ("Zaphod", "@example.org", "secret-token", "seat0"))


def test_a_small_group_is_named_as_kept_back_on_the_page() -> None:
    people: list[Response] = [*[answer("yynyy", role="lead")] * 2, *[answer("yypyy", role="agent")] * 6]
    page = leader_page(report(SMALL, [*people, *[answer("yynyn", role="owner")] * 7], anonymous=True))
    assert any("agent, lead" in line for line in page.held_back)


def everything(found: RoundReport) -> Iterator[str]:
    """Yield the texts of every file that is made of a report."""
    yield from pages(leader_pdf(leader_page(found)))
    files = zipfile.ZipFile(io.BytesIO(workbook(found)))
    yield from (files.read(name).decode("utf-8") for name in files.namelist())
    yield repr(tables(found))
