"""Two periods on a planted office, by hand; publishing them, and what is published stays as it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.access import OPERATOR
from core.errors import DataDamagedError, InvalidInputError, NotFoundError
from core.export.csv import frame_csv
from core.numbers.holm import holm
from core.objectives import publishing
from core.objectives.before_after import BeforeAfter, before_after, finding, usual_spans
from core.objectives.difference import p_value
from core.objectives.objective import Terms
from core.objectives.printing import printed_page, published_pdf
from core.objectives.span import Span
from core.objectives.tables import exported, shown
from core.workspace import Workspace
from tests.export.poppler import info, pages, squeezed
from tests.objectives.planted import FIRST, Month, card, months, newer, office

SPANS = months(0, 1), months(2, 3)
HOSTILE = '=1+1 "x" #let y <script> *b* \u202eabc [1] @a/b:1 ' + "w" * 60


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Resolved rises from 40 to 80 of 100, satisfied falls from 80 to 50, each journey costs 12 instead of 10."""
    before, later = Month(20, 40, 10.0), Month(40, 25, 12.0)
    return office(tmp_path_factory.mktemp("both"), [before, before, later, later])


@pytest.fixture(scope="module")
def found(made) -> BeforeAfter:
    return before_after(card(made), SPANS, "Planted")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def test_by_hand(found: BeforeAfter) -> None:
    """Newcombe on 80 of 100 against 40 of 100: Wilson gives 0.7112 to 0.8666 and 0.3094 to 0.4980."""
    rows = {one.code: one for one in found.rows}
    one = rows["resolution"]
    assert (one.before.value, one.later.value, one.before.n, one.later.n) == (0.4, 0.8, 100, 100)
    assert one.difference.low == pytest.approx(0.4 - (0.0888**2 + 0.0980**2) ** 0.5, abs=2e-4)
    assert one.difference.high == pytest.approx(0.4 + (0.0666**2 + 0.0906**2) ** 0.5, abs=2e-4)
    assert {code: rows[code].verdict for code in ("resolution", "csat", "csat_mean", "ces", "volume")} == {
        "resolution": "better", "csat": "worse", "csat_mean": "worse", "ces": "not available",
        "volume": "no clear change",
    }  # fmt: skip
    cost = rows["cost_per_resolution"]  # 1,050 for 40 resolved; 1,250 for 80
    assert (cost.before.value, cost.later.value, cost.verdict) == (26.25, 15.625, "better")
    assert "Resolved" in finding(found).text()


def test_p_is_holms_over_all_that_could_be_tested(made, found: BeforeAfter) -> None:
    tested = [one for one in found.rows if one.p is not None]
    days = tuple(span.days for span in SPANS)
    plain = [p_value(card(made).of(one.code).metric, *one.sums, days) for one in tested]
    assert [one.p for one in tested] == pytest.approx(list(holm(plain)))
    alone = before_after(card(made), SPANS, "Planted", ["csat"]).rows
    assert len(alone) == 1
    assert alone[0].p == pytest.approx(plain[[one.code for one in tested].index("csat")])


def test_too_few_is_said_and_nothing_is_concluded(tmp_path: Path) -> None:
    small = card(office(tmp_path, [Month(0, n=12), Month(12, n=12)]))
    row = before_after(small, (months(0, 0), months(1, 1)), "Small", ["resolution"]).rows[0]
    assert (row.verdict, row.p, row.difference.value) == ("too few", None, 1.0)


def test_what_can_not_be_compared_is_refused(made) -> None:
    for spans, sentence in (
        ((months(0, 2), months(2, 3)), "must be over"),
        ((Span("week", 2900, 2901), SPANS[1]), "months"),
    ):
        with pytest.raises(InvalidInputError, match=sentence):
            before_after(card(made), spans, "x")
    with pytest.raises(InvalidInputError, match="There is no metric x"):
        before_after(card(made), SPANS, "x", ["x"])
    with pytest.raises(InvalidInputError, match="Swap the two"):
        months(3, 1)


def test_both_periods_are_counted_by_one_version_and_it_is_said(made) -> None:
    now = newer("csat", 2, satisfied_from=1.0)
    row = before_after(card(made, now), SPANS, "x", ["csat"]).rows[0]
    assert (row.before.value, row.later.value, row.version) == (1.0, 1.0, 2)
    assert "Version 2 of its definition holds since 1 Mar 2025; both periods are counted by it." in row.note


def test_targets_and_owners_are_the_objectives_where_there_is_one(made) -> None:
    row = before_after(card(made), SPANS, "x", ["csat"], {"csat": Terms(0.9, date(2026, 6, 30), "Ann")}).rows[0]
    assert (row.target, row.owner) == ("90.0 % by 30 Jun 2026", "Ann")
    assert before_after(card(made), SPANS, "x", ["sla_compliance"]).rows[0].target == "80.0 % or more"


def test_what_is_compared_unless_somebody_chooses(made, tmp_path: Path) -> None:
    assert usual_spans(card(made)) == (months(0, 1), months(2, 3))
    year = card(office(tmp_path, [Month(20, n=30)] * 16))
    assert usual_spans(year) == (Span("month", FIRST + 1, FIRST + 3), Span("month", FIRST + 13, FIRST + 15))


def test_published_stays_as_it_was(workspace: Workspace, found: BeforeAfter) -> None:
    author = workspace.by(OPERATOR)
    first = publishing.publish(author, found, " For the board ")
    assert (first.number, first.comment, first.found) == (1, "For the board", found)
    with pytest.raises(InvalidInputError, match="were published as number 1 already"):
        publishing.publish(author, found, "For the board")
    second = publishing.publish(author, replace(found, rows=found.rows[:5]), "")
    assert publishing.published(workspace, "test") == (second, first)
    assert publishing.one(workspace, "test/1") == first
    with pytest.raises(NotFoundError):
        publishing.one(workspace, "test/3")
    with pytest.raises(InvalidInputError, match="No metric can be compared"):
        publishing.publish(author, replace(found, rows=found.of("not available")), "")


@pytest.mark.parametrize(
    "change",
    ["body = replace(body, 'For the board', 'For nobody')", "body = replace(body, '0.4', '0.5')", "version = 2",
     "key = 'test/7'", "body = '{}'"],
)  # fmt: skip
def test_what_was_altered_past_the_app_is_found(workspace: Workspace, found: BeforeAfter, change: str) -> None:
    publishing.publish(workspace.by(OPERATOR), found, "For the board")
    with workspace.store.engine.begin() as connection:
        connection.execute(sa.text(f"update documents set {change} where kind = 'published_scorecard'"))
    with pytest.raises(DataDamagedError, match="is not what was published"):
        publishing.published(workspace, "test")


def test_paper_and_csv_say_what_was_published(workspace: Workspace, found: BeforeAfter) -> None:
    one = publishing.publish(workspace.by(OPERATOR), found, "For the board")
    paper = published_pdf(printed_page(one))
    said = "".join(pages(paper))
    assert info(paper)["Title"] == "What changed in service?"
    for row in shown(found).itertuples(index=False):
        assert all(squeezed(cell) in said for cell in row[:4])
    for words in (one.digest, "For the board", "Associated, not caused", "better", "worse", "number 1"):
        assert squeezed(words) in said
    assert paper == published_pdf(printed_page(publishing.one(workspace, "test/1")))
    text = frame_csv(exported(found, one)).decode("utf-8-sig")
    assert text.count(one.digest) == len(found.rows)
    assert "0.4,0.3094" in text


def test_hostile_text_is_printed_as_text(workspace: Workspace, found: BeforeAfter) -> None:
    rows = tuple(replace(one, name=HOSTILE, owner=HOSTILE, note=HOSTILE, target=HOSTILE) for one in found.rows)
    bad = replace(found, dataset_name=HOSTILE, rows=rows)
    one = publishing.publish(workspace.by(OPERATOR), bad, HOSTILE)
    said = "".join(pages(published_pdf(printed_page(one))))
    assert squeezed("#let y <script> *b* abc") in said
    assert b"\n=1+1" not in frame_csv(exported(bad, one))
