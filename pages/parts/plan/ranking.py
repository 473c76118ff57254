"""Methods side by side, how far an order can be trusted, and where methods disagree."""

import pandas as pd
import streamlit as st

from core.export.csv import frame_csv
from core.planning.export import exported
from core.planning.scores import Score, Scores
from core.planning.scoring import WEIGHTED
from core.priorities.disagreement import disagreement
from core.priorities.method import Method
from core.priorities.stability import Stability
from core.priorities.weights import weight_sensitivity
from core.wording import count, number, percent, plain, points
from pages.parts import show
from pages.parts.one_of import one_of
from pages.parts.plan import charts, known
from pages.parts.plan.known import Seen

COLUMN = st.column_config
MOST_DRAWN = 25
MISSING = "missing: "


def side_by_side(of: Seen, scored: Scores) -> None:
    """Show the rank of each initiative under each method; a tie as a tie, what is missing as missing."""
    lead = of.setup.chosen().code
    order = sorted(
        of.found, key=lambda one: (scored.of(lead, one.initiative.initiative_id).rank or 10_000, one.initiative.title)
    )
    first, others = of.setup.chosen().name, [one for one in scored.methods if one.code != lead]
    rows = pd.DataFrame(
        [
            {
                first: _rank(scored.of(lead, one.initiative.initiative_id), scored, lead),
                "Initiative": one.initiative.title,
                "Lever": one.initiative.lever or "not given",
                **{
                    method.name: _rank(scored.of(method.code, one.initiative.initiative_id), scored, method.code)
                    for method in others
                },
            }
            for one in order
        ]
    )
    config = {name: COLUMN.TextColumn() for name in rows.columns} | {
        first: COLUMN.TextColumn(help="The rank by the method that the office goes by."),
        "Initiative": COLUMN.TextColumn(width="large"),
    }
    one_of("initiative", "Initiatives by method", rows, [one.initiative.initiative_id for one in order], config)
    for method in scored.methods:
        if method.code in scored.refused:
            st.caption(plain(f"{method.name}: {scored.refused[method.code]}"))
    st.caption("Ranks; = is a tie. Choose a row to estimate it below.")
    with st.expander("What each method does", key="plan_formulas", icon=":material/function:"):
        st.markdown(
            "\n".join(f"- **{plain(one.name)}**: {plain(one.formula)}. {plain(one.source)}" for one in scored.methods)
        )
    table = exported(of.found, scored)
    show.csv_button(
        "As CSV",
        lambda: frame_csv(pd.DataFrame(list(table.rows), columns=list(table.headers))),
        "initiatives.csv",
        key="plan_csv",
        help="Every input with its range and evidence, every score and rank.",
    )


def _rank(one: Score, scored: Scores, code: str) -> str:
    if code in scored.refused:
        return "not comparable"
    if one.rank is None:
        return MISSING + ", ".join(one.missing)
    others = [other for other in scored.by_method[code].values() if other.rank == one.rank]
    return f"{one.rank}{' =' if len(others) > 1 else ''}"


def trust(of: Seen, method: Method) -> None:
    """Show how far the order under one method can be trusted."""
    found = known.stable(of, method)
    st.markdown(plain(_sentence(found)))
    if found.places and found.ranges:
        rows = pd.DataFrame(
            [
                (of.titles[one.initiative_id], one.rank, one.rank_low, one.rank_high, one.top_share)
                for one in sorted(found.places, key=lambda place: (place.rank, place.initiative_id))[:MOST_DRAWN]
            ],
            columns=["label", "rank", "low", "high", "top_share"],
        )
        show.drawn(charts.ranks, rows, show.colours(), key=f"plan_ranks_{method.code}", name="Ranks and their ranges")
        st.caption(
            f"Dot: the rank as estimated. Bar: 90 of 100 of {count(found.draws)} draws. {found.ranges} of "
            f"{found.inputs} "
            "inputs have a range; they are drawn independently."
        )
        beats = pd.DataFrame(
            [(of.titles[d.first_id], percent(d.first_share, 0), of.titles[d.second_id]) for d in found.neighbours],
            columns=["This", "Comes before, in", "that"],
        )
        show.table(
            beats,
            {name: COLUMN.TextColumn() for name in beats.columns} | {"Comes before, in": show.written("before_share")},
            show.Choice(f"plan_duels_{method.code}", "How often one comes before the next"),
        )
        _duel(of, found, method)
    if method.code == WEIGHTED:
        _weights(of)


def _duel(of: Seen, found: Stability, method: Method) -> None:
    ids = [one.initiative_id for one in found.places]
    if len(ids) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = st.selectbox(
            "How often does",
            ids,
            key=f"plan_first_{method.code}",
            format_func=of.titles.__getitem__,
            width=300,
            help="One of two to compare.",
        )
        second = st.selectbox(
            "come before",
            [one for one in ids if one != first],
            key=f"plan_second_{method.code}",
            format_func=of.titles.__getitem__,
            width=300,
            help="The other.",
        )
    if first and second:
        share = found.duel(first, second)
        st.markdown(
            plain(f"In {percent(share.first_share, 0)} of the draws; they tie in {percent(share.tie_share, 0)}.")
        )


def _sentence(found: Stability) -> str:
    if found.top_verdict is None:
        return found.sentence
    verdict = {"clear": "is clear", "partly": "is clear in part", "noise": "is noise"}[found.top_verdict]
    return f"{found.sentence} Who is among the first {found.top} {verdict}."


def _weights(of: Seen) -> None:
    swings = weight_sensitivity(of.initiatives, of.setup.weights)
    rows = pd.DataFrame(
        [
            (
                one.criterion,
                percent(one.weight_share, 0),
                "never" if one.first is None else f"{points(one.first.change)} to {percent(one.first.weight_share, 0)}",
                "" if one.first is None else f"{of.titles[one.first.up_id]} before {of.titles[one.first.down_id]}",
                "never" if one.order is None else points(one.order.change),
            )
            for one in swings
        ],
        columns=["Criterion", "Weight", "The first place changes after", "Then", "Any order changes after"],
    )
    if not rows.empty:
        st.markdown("**How far a weight must move before the order changes**")
        config = {name: COLUMN.TextColumn() for name in rows.columns} | {"Weight": show.written("weight")}
        show.table(rows, config, show.Choice("plan_weights", "Weights"))


def apart(of: Seen, scored: Scores) -> None:
    """Show where two methods disagree, and why."""
    usable = [one for one in scored.methods if one.code not in scored.refused]
    names = {one.code: one.name for one in usable}
    with st.container(horizontal=True):
        first = st.selectbox(
            "One method",
            list(names),
            key="plan_one",
            format_func=names.__getitem__,
            width=260,
            help="The order on one side.",
        )
        others = [code for code in names if code != first]
        second = st.selectbox(
            "Another",
            others,
            key="plan_other",
            format_func=names.__getitem__,
            width=260,
            help="The order on the other side.",
        )
    if first is None or second is None:
        return
    by_code = {one.code: one for one in usable}
    found = disagreement(of.initiatives, by_code[first], by_code[second])
    if found.tau_b is None:
        st.caption("Fewer than two initiatives have what both methods need.")
        return
    st.markdown(
        plain(
            f"Of {found.pairs} pairs that both tell apart, {found.opposite_pairs} come in the opposite order "
            f"(Kendall's tau-b {number(found.tau_b, 2)})."
        )
    )
    for one in found.biggest[:5]:
        st.markdown(f"- {plain(one.why)}")
