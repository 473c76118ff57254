import pytest

from data.demo.reported import EXCEPTIONS, FILE, MONTHS, QA_PASS, demo_report, lines


def test_the_file_of_invented_figures_is_what_its_drawing_gives():
    assert FILE.read_text(encoding="utf-8").splitlines() == lines(), "run: python -m data.demo.reported > " + FILE.name


@pytest.mark.parametrize(("code", "share", "near"), [("qa_pass", QA_PASS, 0.01), ("exception_rate", EXCEPTIONS, 0.001)])
def test_the_invented_figures_say_that_they_are(code, share, near):
    report = demo_report(code)
    assert len(report.months) == MONTHS
    assert "invented" in report.source
    assert sum(one.part for one in report.months) / sum(one.whole for one in report.months) == pytest.approx(
        share, abs=near
    )


def test_of_what_is_counted_there_are_none():
    assert demo_report("csat") is None
