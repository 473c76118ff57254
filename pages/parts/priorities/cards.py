"""The cards of priorities: the score by its parts, value against feasibility, and whether the order can be trusted."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.export.csv import frame_csv
from core.measured.parts import MeasuredPart
from core.priorities.scoring import Scoring
from core.wording import count, money, money_digits, number, percent, plain, points
from pages.parts import show
from pages.parts.plan import charts

COLUMN = st.column_config
MOST_DRAWN = 20


def by_parts(scoring: Scoring, measured: Mapping[str, Mapping[str, MeasuredPart]], currency: str, key: str) -> None:
    """Show what each part adds to each score, and the measured parts in a table."""
    drawn = [row for row in scoring.rows if row.rank is not None][:MOST_DRAWN]
    if drawn:
        rows = pd.DataFrame(
            [
                (row.subject.name, part.criterion.label, part.contribution, place)
                for row in drawn
                for place, part in enumerate(row.parts)
                if part.contribution is not None
            ],
            columns=["label", "part", "amount", "place"],
        )
        show.drawn(charts.parts, rows, show.colours(), key=f"{key}_parts", name="What each part adds to the score")
    amounts = {
        code: [part.value for parts in measured.values() if (part := parts.get(code)) is not None]
        for code in {code for parts in measured.values() for code in parts}
    }
    table = pd.DataFrame(
        [
            {
                "Rank": "missing" if row.rank is None else f"{row.rank}{' =' if row.tied else ''}",
                "Name": row.subject.name,
                "Score": row.total,
                "Value": row.value,
                "Feasibility": row.feasibility,
                **{
                    part.criterion.label: _written(
                        measured.get(row.subject.subject_id, {}).get(part.criterion.code),
                        currency,
                        money_digits(amounts.get(part.criterion.code, ())),
                    )
                    if not part.criterion.judged
                    else "not judged"
                    if part.estimate is None
                    else number(part.estimate.value)
                    for part in row.parts
                },
            }
            for row in scoring.rows
        ]
    )
    config: dict[str, Any] = {name: COLUMN.TextColumn(alignment="right") for name in table.columns} | {
        "Name": COLUMN.TextColumn(pinned=True, width="medium"),
        "Score": show.column("score", digits=3),
        "Value": show.column("value_score", digits=3),
        "Feasibility": show.column("feasibility_score", digits=3),
    }
    if table["Feasibility"].isna().all():
        del config["Feasibility"]
    show.table(table, config, show.Choice(f"{key}_table", "Scores and their parts"))
    st.caption(plain(" ".join(scoring.notes)))
    st.caption("Each part counts as its share of the largest, so the parts of a score add up to it.")
    show.csv_button(
        "As CSV", lambda: frame_csv(table), "priorities.csv", key=f"{key}_csv", help="Scores with their parts."
    )


def _written(part: MeasuredPart | None, currency: str, digits: int | None) -> str:
    if part is None or part.value is None:
        return "not available"
    value = part.after_haircut if part.haircut_share else part.value
    if part.unit == currency or part.unit.startswith(currency):
        return money(value, currency, digits)
    if "share" in part.unit:
        return percent(value) if value is None or value >= 0 else points(value)
    return number(value, 0 if value is not None and abs(value) >= 100 else 2)


def can_be_drawn(scoring: Scoring) -> bool:
    """Tell whether anything has a value and a feasibility, so that one can be set against the other."""
    return any(row.value is not None and row.feasibility is not None for row in scoring.rows)


def picture(scoring: Scoring, chosen: tuple[str, ...], sizes: Mapping[str, float], key: str) -> None:
    """Show value against feasibility."""
    rows = pd.DataFrame(
        [
            (
                row.subject.name,
                row.subject.name,
                row.feasibility,
                row.value,
                sizes.get(row.subject.subject_id, 1.0),
                row.subject.subject_id in chosen,
            )
            for row in scoring.rows
            if row.value is not None and row.feasibility is not None
        ],
        columns=["label", "mark", "x", "y", "size", "chosen"],
    )
    if rows.empty:
        st.caption("Nobody has judged feasibility yet, so there is nothing to set the value against. Judge it below.")
        return
    names = (show.name_of("feasibility_score"), show.name_of("value_score"))
    show.drawn(charts.scatter, rows, names, show.colours(), None,
               key=f"{key}_picture", name="Value against feasibility")  # fmt: skip
    st.caption("Size: volume. Teal: proposed to start with.")


def trust(scoring: Scoring, key: str) -> None:
    """Show whether the order survives the ranges, and how far a weight can move."""
    st.markdown(plain(scoring.sentence))
    found = scoring.stability
    if found is None:
        return
    names = {row.subject.subject_id: row.subject.name for row in scoring.rows}
    if found.ranges:
        rows = pd.DataFrame(
            [
                (names[one.initiative_id], one.rank, one.rank_low, one.rank_high, one.top_share)
                for one in sorted(found.places, key=lambda place: (place.rank, place.initiative_id))[:MOST_DRAWN]
            ],
            columns=["label", "rank", "low", "high", "top_share"],
        )
        show.drawn(charts.ranks, rows, show.colours(), key=f"{key}_ranks", name="Ranks and their ranges")
        st.caption(f"Dot: the rank. Bar: 90 of 100 of {count(found.draws)} draws of the parts from their intervals.")
    labels = {one.code: one.label for one in scoring.criteria}
    swings = pd.DataFrame(
        [
            (
                labels.get(one.criterion, one.criterion),
                percent(one.weight_share, 0),
                "never" if one.first is None else f"{points(one.first.change)}: {names[one.first.up_id]} first",
                "never" if one.order is None else points(one.order.change),
            )
            for one in scoring.swings
        ],
        columns=["Part", "Weight", "The first place changes after", "Any order changes after"],
    )
    if not swings.empty:
        shown = {name: COLUMN.TextColumn() for name in swings.columns} | {"Weight": show.written("weight")}
        show.table(swings, shown, show.Choice(f"{key}_swings", "Weights"))
