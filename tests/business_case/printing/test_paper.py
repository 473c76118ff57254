"""The brief on paper is two pages, whatever the case, and says what the case comes to."""

import pytest

from core.business_case.printing import brief_pdf
from core.business_case.printing.scale import Scale
from core.business_case.words import rate_text
from core.wording import money
from tests.business_case.briefs import SIGNED, cases, template, told
from tests.export.poppler import info, pages, squeezed

CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_it_is_two_pages_and_nothing_runs_over_the_foot(name: str) -> None:
    _, made = told(CASES[name])
    content = brief_pdf(made)
    facts = info(content)
    assert (facts["Pages"], facts["Tagged"]) == ("2", "yes")
    assert facts["Page size"].endswith("(A4)")
    first, second = pages(content)
    assert "Page1of2" in first
    assert "Page2of2" in second
    assert squeezed("The decision wanted") in first
    assert squeezed("Approval") in second
    assert squeezed(made.kpis[0].value) in first


@pytest.mark.parametrize("name", ["ranged", "ten years by quarter", "two rates"])
def test_it_says_what_the_case_comes_to(name: str) -> None:
    found, made = told(CASES[name], SIGNED)
    content = brief_pdf(made)
    assert content == brief_pdf(made)
    assert b"pdfuaid" in content
    assert info(content)["Title"] == made.title
    first, second = pages(content)
    on_first = [
        *made.answer, *made.badges, made.decision, made.ask_said, made.waterfall_said, rate_text(found.found),
        *(text for row in made.ask.rows for text in row),
        *(text for one in made.kpis for text in (one.value, one.note)),
        *(money(step.amount, made.currency) for step in made.steps),
    ]  # fmt: skip
    on_second = [
        made.cash_said, made.drawn_said[1:], made.tornado_said, made.basis_said,
        *made.break_evens, made.waiting_said, made.scenarios_said,
        *(text for one in made.scenarios for text in (one.name, one.npv, one.rate, one.payback)), *made.approval,
        *(text for one in made.bars for text in (one.label, one.low, one.high)),
    ]  # fmt: skip
    assert not [text for text in on_first if squeezed(text) not in first]
    assert not [text for text in on_second if squeezed(text) not in second]
    assert "Signature" not in second


def test_a_draft_has_room_for_a_signature() -> None:
    second = pages(brief_pdf(told(template())[1]))[1]
    assert "NameSignatureDate" in second or all(word in second for word in ("Name", "Signature", "Date"))


@pytest.mark.parametrize("amounts", [[0.0], [-1e9, 3e9], [0.004], [5.0, 7.0], [-3.0], [1e15, -2.0]])
def test_a_scale_holds_every_amount_and_zero(amounts: list[float]) -> None:
    scale = Scale.of(amounts, "EUR")
    assert all(-1e-9 <= scale.at(amount) <= 1 + 1e-9 for amount in [0.0, *amounts])
    assert [share for share, _ in scale.ticks()] == sorted(share for share, _ in scale.ticks())
    assert 2 <= len(scale.ticks()) <= 8
    assert "0" in [label for _, label in scale.ticks()]
