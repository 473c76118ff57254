"""The leader's page is one page and says what the results say; the questionnaire asks every statement."""

from dataclasses import replace
from datetime import date

import pytest

from core.maturity.change import change_sentence
from core.maturity.example import SMALL
from core.maturity.model import Model
from core.maturity.printing import form_pdf, leader_page, leader_pdf, question_form
from core.maturity.reading import shipped_models
from core.maturity.report import Commitment
from core.maturity.sentences import headline
from core.wording import number
from tests.export.poppler import info, pages, squeezed
from tests.maturity.reports import AT, crowd, large_model, report

MODELS = {one.code: one for one in shipped_models()}
JOURNEYS = MODELS["journey_management"]


def full(model: Model, anonymous: bool = False, **more):
    top = {one.code: len(model.stages) for one in model.capabilities}
    return report(model, crowd(model, 14, likely=0.75), anonymous=anonymous, targets=top,
                  before=crowd(model, 12, 2, 0.5), **more)  # fmt: skip


@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize(
    "model",
    [
        SMALL,
        *MODELS.values(),
        large_model(),
        large_model("W" * 80),
        large_model("長い名前" * 20),
        large_model("<b>&amp; #x *y* \u202e 😀 " * 8),
    ],
    ids=lambda one: f"{one.code}-{one.name[:6]}",
)
def test_it_is_one_page(model: Model, anonymous: bool) -> None:
    made = leader_pdf(leader_page(full(model, anonymous)))
    facts = info(made)
    assert (facts["Pages"], facts["Title"], facts["Tagged"]) == ("1", "How mature is our office?", "yes")
    assert facts["Page size"].endswith("(A4)")
    assert "printed28Nov2026" in pages(made)[0]  # the footer is there, so nothing ran over it


def test_it_says_what_the_results_say() -> None:
    sent = {"managers_have_room": Commitment("Jana Okafor", date(2027, 1, 31), "open")}
    given = full(JOURNEYS, commitments=sent)
    found, results = given.standing, given.standing.results
    said = pages(leader_pdf(leader_page(given)))[0]
    assert found.change is not None
    assert found.change.overall is not None
    wanted = [
        "How mature is our office?",
        headline(results).text(),
        "Autumn 2026", "14 of 17 answered", "Named", "Journey management, edition 1", "1 Oct 2026 to 31 Oct 2026",
        f"{results.staged} of 3", f"{number(results.additive)} of 3", "not reliable",
        change_sentence(found.change.overall).text(),
        "Compared with Spring 2026",
        *(one.name for one in results.capabilities),
        *(f"{number(one.additive.low)} to {number(one.additive.high)}, n {one.additive.n}"
          for one in results.capabilities),
        *(one.statement.action for one in found.actions[:5]),
        "Jana Okafor", "31 Jan 2027", "no owner yet",
        "Population: the 17 people asked; n = 14 who answered", "Contact centre, version 7",
        "printed 28 Nov 2026, 09:30",
    ]  # fmt: skip
    for words in wanted:
        assert squeezed(words) in said, words
    assert said.count("reached·target") == sum(one.staged == 3 for one in results.capabilities)
    gaps = [one for one in found.gaps if (one.gap or 0) > 0]
    assert len(leader_page(given).gaps) == min(3, len(gaps))


def test_reached_and_target_are_told_without_colour() -> None:
    page = leader_page(report(SMALL, crowd(SMALL, 7, likely=1.3), targets={"data": 2}))
    assert [(one.reached, one.target) for one in page.matrix] == [(3, 2), (3, None)]
    said = pages(leader_pdf(page))[0]
    assert (said.count("reached"), said.count("target")) >= (2, 1)


def test_the_biggest_gaps_come_first_and_unknown_ones_are_said() -> None:
    given = report(JOURNEYS, crowd(JOURNEYS, 9, likely=0.2), targets={one.code: 3 for one in JOURNEYS.capabilities})
    one, *rest = given.standing.gaps
    changed = replace(given, standing=replace(given.standing, gaps=(replace(one, gap=None), *rest)))
    page = leader_page(changed)
    assert len(page.gaps) == 3
    assert page.gaps_note.startswith("4 capabilities are below")
    assert "Of 1 capability the level is not available." in page.gaps_note


def test_without_targets_earlier_round_or_actions_it_says_so() -> None:
    page = leader_page(report(SMALL, crowd(SMALL, 6, likely=2.0)))
    assert page.gaps_note == "No targets are set, so there is no gap to name."
    assert page.change == ("There is no earlier round of this model with answers that may be shown.",)
    assert page.actions_note == "Every statement up to the targets is met."
    assert page.held_back == ()
    assert info(leader_pdf(page))["Pages"] == "1"


def test_a_round_of_few_anonymous_people_prints_their_number_only() -> None:
    page = leader_page(report(JOURNEYS, crowd(JOURNEYS, 4), anonymous=True))
    said = pages(leader_pdf(page))[0]
    assert "Nothingisshownyet:4peopleansweredthisanonymousround,ofatleast5." in said
    assert (page.matrix, page.cards, page.actions, page.gaps, page.mismatches) == ((), (), (), (), ())


@pytest.mark.parametrize("model", [*MODELS.values(), large_model()], ids=lambda one: one.code)
def test_the_form_asks_every_statement_on_one_page_each(model: Model) -> None:
    made = form_pdf(question_form(model, AT))
    said = pages(made)
    assert info(made)["Tagged"] == "yes"
    for statement in model.statements():
        # With its boxes below it, on the same page.
        assert any(squeezed(f"{statement.text} Yes Partly No Don't know") in one.replace("’", "'") for one in said)
    text = "".join(said)
    assert text.count("YesPartlyNoDon") == len(model.statements())
    assert text.count("LowMediumHigh") == len(model.capabilities)
    for capability in model.capabilities:
        assert squeezed(capability.question) in text
        assert all(squeezed(cell.observable) in text for cell in capability.cells)
    for place, one in enumerate(said, 1):
        assert f"Page{place}of{len(said)}" in one


def test_an_anonymous_form_asks_for_no_name() -> None:
    given = report(JOURNEYS, crowd(JOURNEYS, 6), anonymous=True).standing.round
    anonymous, named = question_form(given, AT), question_form(replace(given, anonymous=False), AT)
    assert anonymous.fields == ("Team", "Role")
    assert named.fields == ("Name", "Team", "Role")
    assert anonymous.note.startswith("This round is anonymous")
    assert anonymous.note.endswith("Hand it in by 31 Oct 2026.")
    said = pages(form_pdf(anonymous))
    assert "secret-token" not in "".join(said)
    assert "PersonNumber" not in "".join(said)


def test_printing_twice_gives_the_same_file() -> None:
    assert leader_pdf(leader_page(full(JOURNEYS))) == leader_pdf(leader_page(full(JOURNEYS)))
    assert form_pdf(question_form(SMALL, AT)) == form_pdf(question_form(SMALL, AT))
