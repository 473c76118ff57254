"""Progress on planted trends: one that will get there, one that won't, one that is there; and what suffers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.glossary.shipped import shipped
from core.objectives.findings import overall, told
from core.objectives.progress import Progress, metrics_for, progress
from core.objectives.tables import cone, course, guard_lines
from tests.objectives.planted import TODAY, Month, card, months, newer, objective, office, wanted

RISING = (20, 21, 20, 22, 23, 25, 25, 27, 29, 29)
FLAT = (20, 21, 20, 21, 20, 21, 20, 20, 21, 20)


def found(folder: Path, resolved: tuple[int, ...], target: float = 0.8, **more: object) -> Progress:
    satisfied = more.pop("satisfied", [25] * len(resolved))
    made = office(folder, [Month(one, two) for one, two in zip(resolved, satisfied, strict=True)])  # type: ignore[call-overload]
    read = card(made)
    return progress(objective(read, wanted(target=target, **more)), read, shipped(), TODAY)  # type: ignore[arg-type]


def test_a_trend_that_will_get_there_is_on_track(tmp_path: Path) -> None:
    one = found(tmp_path, RISING, 0.7)
    assert one.status == "on track"
    assert one.forecast is not None
    assert one.forecast.low < one.forecast.value < one.forecast.high
    assert one.forecast.chance > 0.7
    assert one.way_share == pytest.approx((29 / 50 - 61 / 150) / (0.7 - 61 / 150))
    assert "the chance of 70.0 % or better" in one.sentence


def test_a_trend_that_will_not_is_off_track(tmp_path: Path) -> None:
    one = found(tmp_path, FLAT)
    assert one.status == "off track"
    assert one.forecast is not None
    assert one.forecast.chance < 0.05
    assert one.way_share is not None
    assert one.way_share < 0


def test_between_the_two_it_is_at_risk(tmp_path: Path) -> None:
    ahead = found(tmp_path / "a", RISING, 0.7).forecast
    assert ahead is not None
    one = found(tmp_path / "b", RISING, ahead.value)
    assert one.status == "at risk"
    assert one.forecast is not None
    assert one.forecast.chance == pytest.approx(0.5)


def test_it_is_reached_by_a_whole_interval_or_twice_in_a_row_and_not_by_one_lucky_month(tmp_path: Path) -> None:
    assert found(tmp_path / "a", (20, 21, 20, 22, 21, 45), 0.6).status == "reached"
    assert found(tmp_path / "b", (20, 21, 20, 22, 31, 32), 0.6).status == "reached"
    assert found(tmp_path / "c", (20, 21, 20, 22, 20, 32), 0.6).status != "reached"


def test_too_few_readings_are_too_early(tmp_path: Path) -> None:
    assert found(tmp_path / "a", (20, 21, 20)).status == "too early"
    one = found(tmp_path / "b", (20, 21, 20, 25, 26))
    assert (one.status, len(one.since)) == ("too early", 2)
    assert "2 settled months so far" in one.sentence


def test_after_the_due_date_the_last_reading_before_it_decides(tmp_path: Path) -> None:
    made = office(tmp_path, [Month(one) for one in (20, 21, 20, 22, 45, 20)])
    read = card(made)
    for target, status in ((0.85, "reached"), (0.95, "off track")):
        one = objective(read, wanted(target=target, due_on=date(2025, 5, 31)), today=date(2025, 4, 2))
        assert progress(one, read, shipped(), TODAY).status == status


def test_a_co_indicator_that_suffers_is_named(tmp_path: Path) -> None:
    one = found(tmp_path, RISING, 0.7, satisfied=[40] * 3 + [15] * 7, guards=("csat", "cost_per_resolution", "nps"))
    assert one.suffered == ("CSAT",)
    read = card(office(tmp_path / "x", [Month(20)] * 3))
    said = told(objective(read, wanted(target=0.7)), one).text()
    assert "Resolved moved as promised, and CSAT got worse meanwhile." in said
    lines = guard_lines(objective(read, wanted(target=0.7)), one)
    assert any("CSAT: worse. 80.0 % in the baseline, 30.0 % since (−50.0 pts)." in line for line in lines)
    assert any(line.startswith("NPS: not available. Nothing in this scope") for line in lines)


def test_a_definition_that_counts_otherwise_does_not_move_progress(tmp_path: Path) -> None:
    """CSAT counted from 1 would be 100 %: the objective is read by the definition that its baseline was counted by."""
    made = office(tmp_path, [Month(20, one) for one in (20, 21, 20, 22, 23, 25, 26)])
    one = objective(card(made), wanted("csat", 0.7, guards=()))
    before = progress(one, card(made), shipped(), TODAY)
    now = newer("csat", 2, satisfied_from=1.0)
    assert card(made, now).of("csat").readings[-1].estimate.value == 1.0
    after = progress(one, card(made, {each.code: each for each in metrics_for(one, now)}), now, TODAY)
    assert after.since == before.since
    assert "version 2 and counts otherwise" in after.note
    gone = {code: each for code, each in shipped().items() if code != "csat"}
    assert progress(one, card(made), gone, TODAY).status == "not available"
    other = {**shipped(), "csat": replace(shipped()["csat"], sql="contacts")}
    assert progress(one, card(made), other, TODAY).status == "not available"


def test_picture_and_table_are_of_the_same_rows(tmp_path: Path) -> None:
    made = office(tmp_path, [Month(one) for one in RISING])
    read = card(made)
    one = objective(read, wanted(target=0.7, span=months(0, 2)))
    how = progress(one, read, shipped(), TODAY)
    rows = course(one, how)
    assert list(rows["part"]) == ["baseline"] * 3 + ["since"] * 7 + ["forecast"]
    assert list(rows["value"][:10]) == [each / 50 for each in RISING]
    assert cone(one, how)["value"].tolist() == [rows["value"].iloc[-2], rows["value"].iloc[-1]]
    assert cone(one, replace(how, forecast=None)).empty


def test_all_together_in_one_sentence() -> None:
    assert overall([]).text().startswith("No objective is open.")
    assert overall(["on track"]).text() == "1 of 1 objective is on track or reached."
    many = overall(["on track", "reached", "off track", "at risk", "too early"]).text()
    assert many == ("2 of 5 objectives are on track or reached; 1 is off track, 1 is at risk, 1 is too early to tell.")
