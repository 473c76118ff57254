"""The change story says what is known, with its evidence, and asks for what is not."""

import re
from dataclasses import replace
from datetime import date

import pytest

from core.business_case.story import Beat, cfo_story, peers_story, service_story, story_markdown, story_text
from core.business_case.worked import worked
from core.figure import Figure
from tests.business_case.briefs import DRAWS, HOSTILE, cases, ranged, template
from tests.business_case.cases import given, having, small

JARGON = ("net present value", "npv", "irr", "rate of return", "discount", "payback", "roi", "cash flow", "tornado")


def figure(code: str, value: float) -> Figure:
    return Figure(
        code, code, value, "share", "measured", "raw", "share", "journeys with a known outcome (all data)", n=50_000,
        period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), data_version=3,
    )  # fmt: skip


def test_the_team_hears_six_beats_with_their_evidence() -> None:
    figures = {"resolved_share": figure("resolved_share", 0.81), "several_channels_share": figure("s", 0.4)}
    on = "(measured on 50,000 journeys with a known outcome, Jan to Dec 2025)"
    told = service_story(worked(template(), DRAWS), figures, ["I explained it three times."])
    assert [beat.title for beat in told] == [
        "Where we are good", "Another way to see it", "The numbers", "What it feels like", "A new way",
        "What we will do",
    ]  # fmt: skip
    assert told[0].text == (
        f"81 % of journeys are resolved {on}. 60 % of journeys need one channel only {on}. "
        "That is where you stand today."
    )
    assert told[2].text == (
        "There are 600,000 such journeys a year (assumed, nobody answers for it yet). As it is, one costs €8.37 "
        "(benchmark, as of Sep 2024). With each further channel its cost is €7.79 higher (benchmark, as of Sep 2024; "
        "associated, not caused)."
    )
    assert told[3].text == "“I explained it three times.”"
    assert told[5].text == (
        "People: Journey managers, Analysts and Stakeholders' time. Technology: Journey mapping tool and Analytics and "
        "orchestration. Change and training: Training and change. Ask Ann Kovač."
    )


def test_what_is_not_known_is_asked_for() -> None:
    told = {beat.title: beat.text for beat in service_story(worked(having(small(), costs=(), owner=""), DRAWS))}
    assert told["Where we are good"] == (
        "[To find out: what this team is good at, with a number: the share of journeys resolved, or with one channel "
        "only.]"
    )
    assert told["Another way to see it"].endswith("[To find out: how many channels a journey takes beyond its first.]")
    assert told["What it feels like"].startswith("[To find out: ")
    assert told["What we will do"] == "[To find out: what we will do, and with which people and tools.]"
    assert told["The numbers"] == (
        "There are 1,000 such journeys a year (assumed by Ann). As it is, one costs €30.00 (assumed by Ann)."
    )


def test_nobody_is_told_that_less_than_half_is_good() -> None:
    told = service_story(worked(small(), DRAWS), {"resolved_share": figure("resolved_share", 0.3)})
    assert told[0].text.startswith("[To find out: ")


@pytest.mark.parametrize("name", cases())
def test_the_team_hears_no_words_of_finance_and_each_number_has_evidence(name: str) -> None:
    if name in ("hostile", "many lines", "long words"):
        return
    for beat in service_story(worked(cases()[name], DRAWS)):
        assert not any(re.search(rf"\b{word}\b", beat.text.lower()) for word in JARGON), beat
        for sentence in re.split(r"(?<=[.\]]) ", beat.text):
            if re.search(r"\d", sentence):
                assert re.search(r"\((assumed|benchmark|measured)", sentence), sentence


def test_the_cfo_reads_ask_return_evidence_risks_and_decision() -> None:
    told = {beat.title: beat.text for beat in cfo_story(worked(ranged(), DRAWS))}
    assert list(told) == ["The ask", "The return", "The evidence", "The risks", "The decision wanted"]
    assert told["The ask"] == (
        "€11,000 over 3 years, of which €5,000.00 at the start, contingency included. At most €5,000.00 are tied up."
    )
    assert told["The return"].endswith("Worked out from 18 inputs: 0 measured, 0 from benchmarks, 18 assumed.")
    assert "The case breaks even where “Saving” is €4.01." in told["The risks"]
    assert told["The decision wanted"] == "Release €11,000 over 3 years from 1 Jan 2027."


def test_a_case_that_loses_money_or_lacks_a_part_asks_for_no_release() -> None:
    losing = cfo_story(worked(having(small(), given("saving", 1.0, "money effect")), DRAWS))[-1].text
    assert losing == "Whether to go on: as it stands, the case does not return what it costs."
    assert (
        cfo_story(worked(having(small(), costs=()), DRAWS))[-1].text == "None yet: the case lacks a cost or a benefit."
    )
    assert cfo_story(worked(having(small(), costs=()), DRAWS))[0].text == "No money is asked for."


def test_peers_hear_what_is_needed_and_by_when() -> None:
    told = peers_story(worked(template(), DRAWS))
    assert [beat.title for beat in told] == ["What we do", "What it needs from you", "By when"]
    assert told[0].text == (
        "Fixing billing disputes for Billing dispute and Card lost. It is to bring: Fewer channels per journey, "
        "Journeys that need no contact and Customers kept."
    )
    assert told[1].text == (
        "8 people take part (assumed, nobody answers for it yet). Each of them gives 60 hours a year (assumed, nobody "
        "answers for it yet). [To find out: which departments, and who in each.]"
    )
    assert told[2].text == (
        "It begins on 1 Jan 2027. Of the change, this much is to be in use: 30 % in year 1, 80 % in year 2 and 100 % "
        "in year 3 (assumed, nobody answers for it yet)."
    )


def test_evidence_that_differs_is_said_of_each() -> None:
    case = small(2)
    case = case.with_assumption(replace(case.by_code["adoption_year_2"], owner="Bo"))
    assert peers_story(worked(case, DRAWS))[2].text == (
        "It begins on 1 Jan 2027. Of the change, this much is to be in use: 100 % in year 1 (assumed by Ann) and "
        "100 % in year 2 (assumed by Bo)."
    )


def test_markup_and_line_breaks_from_data_do_nothing() -> None:
    beat = Beat("T", f"a\n# b {HOSTILE}")
    assert story_text((beat,)).count("\n") == 2
    written = story_markdown((beat,))
    assert written.startswith("### T\n\na \\# b \\=cmd")
    assert "<b>" not in written.replace("\\<b\\>", "")
    assert "\u202e" not in written
