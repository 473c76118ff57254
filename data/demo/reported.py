"""Invented figures of two other systems for the demo: `python -m data.demo.reported > data/demo/reported.csv`."""

import csv
import sys
from datetime import date
from pathlib import Path

import numpy as np

from core.glossary.reported import Report, ReportedMonth

SEED = 20260101
SOURCE = "Example figures of the demo: invented"
FILE = Path(__file__).parent / "reported.csv"
MONTHS = 18
QA_PASS, QA_REVIEWS = 0.91, 400
EXCEPTIONS, CONTACTS = 0.018, 10_500


def lines() -> list[str]:
    """Return the file's lines: a header, then metric, month, part and whole."""
    chance = np.random.default_rng(SEED)
    found = ["metric,month,part,whole"]
    for code, share, usual, spread in (
        ("qa_pass", QA_PASS, QA_REVIEWS, 25),
        ("exception_rate", EXCEPTIONS, CONTACTS, 600),
    ):
        for number in range(MONTHS):
            whole = usual + int((2 * chance.random() - 1) * spread)
            part = int((chance.random(whole) < share).sum())
            found.append(f"{code},{2025 + number // 12}-{number % 12 + 1:02d},{part},{whole}")
    return found


def demo_report(metric_code: str) -> Report | None:
    """Return the invented months of a metric; None where there are none."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["metric"] == metric_code]
    months = tuple(
        ReportedMonth(date.fromisoformat(f"{row['month']}-01"), int(row["part"]), int(row["whole"])) for row in rows
    )
    return Report(metric_code, months, SOURCE) if months else None


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
