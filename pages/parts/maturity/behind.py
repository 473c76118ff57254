"""What lies behind the levels: the sentences, the spread, roles and teams, change, evidence, statements, comments."""

from typing import Any

import pandas as pd
import streamlit as st

from core.maturity.change import caution, change_sentence
from core.maturity.results import CapabilityResult
from core.maturity.sentences import (
    additive_sentence,
    agreement_sentence,
    difference_sentence,
    gap_sentence,
    interval_words,
    staged_sentence,
)
from core.maturity.standing import Standing
from core.wording import number, percent, plain, signed
from pages.parts import show
from pages.parts.maturity import charts
from pages.parts.maturity.known import changes, facts

TEXT = st.column_config.TextColumn


def section(found: Standing) -> None:
    """Let a person choose what to look into, and show it."""
    parts = {
        "Evidence": ("Answers beside what the office shows", evidence),
        "Agreement": ("How far people agree", agreement),
        "Levels": ("How the levels are counted", levels),
        "Change": ("Since the last round", change),
        "Statements": ("Every statement", statements),
        "Comments": ("Comments", comments),
    }
    with st.container(border=True):
        chosen = st.segmented_control(
            "Look into",
            list(parts),
            default="Evidence",
            key="maturity_part",
            required=True,
            bind="query-params",
            help="What lies behind the levels.",
        )
        title, part = parts[chosen or "Evidence"]
        st.header(title, anchor=False)
        part(found)


def levels(found: Standing) -> None:
    """Explain staged and additive, and show both for each capability."""
    results = found.results
    for sentence in (staged_sentence(results), additive_sentence(results), difference_sentence(results)):
        st.markdown(sentence.markdown())
    rows = pd.DataFrame([_level(one, results.stages) for one in results.capabilities])
    config: dict[str, Any] = {
        "Capability": TEXT(),
        "Staged": show.written("staged_level"),
        "Additive": show.written("additive_level"),
        "95 % interval": show.written("interval"),
        "Respondents": show.column("respondents"),
        "Lowest": show.written("low", of="additive level of one respondent"),
        "Highest": show.written("high", of="additive level of one respondent"),
        "Std. deviation": show.written("deviation"),
        "Confidence": show.written("confidence"),
    }
    show.table(rows, config, show.Choice("levels", "Levels"))


def _level(one: CapabilityResult, stages: tuple[str, ...]) -> dict[str, object]:
    return {
        "Capability": one.name,
        "Staged": "not available" if one.staged is None else f"{one.staged}: {stages[one.staged - 1]}",
        "Additive": number(one.additive.value, 2),
        "95 % interval": _interval(one.additive.low, one.additive.high),
        "Respondents": one.additive.n,
        "Lowest": number(one.lowest, 1),
        "Highest": number(one.highest, 1),
        "Std. deviation": number(one.deviation, 2),
        "Confidence": "not available" if one.confidence is None else f"{number(one.confidence)} of 3",
    }


def _interval(low: float | None, high: float | None) -> str:
    return "not available" if low is None or high is None else f"{number(low, 2)} to {number(high, 2)}"


def agreement(found: Standing) -> None:
    """Show how respondents spread, how far they agree, and which roles and teams see it differently."""
    results = found.results
    st.markdown(agreement_sentence(results).markdown())
    st.markdown(gap_sentence(results).markdown())
    charts.spread_card(found.round.round_id, changes(), show.tone(), found)
    with st.grid(2, min_column_width=320, gap="medium"):
        for title, of in (("By role", "roles"), ("By team", "teams")):
            with st.container():
                st.markdown(f"**{title}**: additive level, and how many have one")
                table = _groups(results.capabilities, of)
                if table.empty:
                    st.caption("Not shown: the groups are too many and too small.")
                    continue
                show.table(table, {name: st.column_config.Column() for name in table.columns}, show.Choice(of, title))


def _groups(capabilities: tuple[CapabilityResult, ...], of: str) -> pd.DataFrame:
    rows: dict[str, dict[str, str]] = {}
    for capability in capabilities:
        for group in getattr(capability.groups, of):
            shown = group.n_words if group.level is None else f"{number(group.level)} ({group.n_words})"
            rows.setdefault(group.name, {"Group": group.name})[capability.name] = shown
    return pd.DataFrame(list(rows.values()))


def change(found: Standing) -> None:
    """Show what changed, with intervals."""
    if found.change is None or found.before is None:
        st.caption("There is no earlier round of this model with answers that may be shown.")
        return
    if found.change.overall is not None:
        st.markdown(change_sentence(found.change.overall).markdown())
    rows = pd.DataFrame(
        [
            {
                "Capability": one.name,
                "Change": "not available" if one.estimate.value is None else signed(one.estimate.value, 2),
                "95 % interval": interval_words(one.estimate, "person").strip(" ()")
                if one.estimate.low is not None
                else "not available",
                "Told": one.direction or "not available",
                "Compared": "the same people" if one.how == "paired" else "two groups",
                "Note": "statements were reworded" if one.is_reworded else "",
            }
            for one in found.change.capabilities
        ]
    )
    if not rows.empty:
        config = {name: st.column_config.Column() for name in rows.columns} | {
            "Change": show.written("level_change"),
            "95 % interval": show.written("interval"),
        }
        show.table(rows, config, show.Choice("change", "Change"))
    left = f" Left out, not in both rounds: {', '.join(found.change.left_out)}." if found.change.left_out else ""
    st.caption(plain(f"Compared with {found.before.name}. {caution(found.change)}{left}"))


def evidence(found: Standing) -> None:
    """Show the human answer beside the office's own, and point out where they differ."""
    for one in found.mismatches:
        st.warning(f"**{plain(one.statement.text)}** {plain(one.sentence)}", icon=":material/compare_arrows:")
    known = facts()
    shares = {s.code: s for capability in found.results.capabilities for s in capability.statements}
    rows = [
        (
            s.text,
            percent(shares[s.code].yes_share, 0),
            shares[s.code].known,
            known[s.evidence].state,
            known[s.evidence].sentence,
        )
        for s in found.round.model.statements()
        if s.evidence in known
    ]
    table = pd.DataFrame(rows, columns=["Statement", "Say yes", "Of", "The office says", "Because"])
    config: dict[str, Any] = {name: st.column_config.Column() for name in table.columns} | {
        "Statement": TEXT(width="large"),
        "Say yes": show.written("yes_share"),
        "Of": show.column("respondents", of="who know"),
    }
    show.table(table, config, show.Choice("evidence", "Answers beside what the office shows"))
    st.caption(
        "The office's own answer is of today and of the dataset in the sidebar; “unknown” means that it can't tell, "
        "never that something is missing."
        + ("" if found.mismatches else " Nowhere do most people say the opposite of what the office shows.")
    )


def statements(found: Standing) -> None:
    """Show the counts behind every statement."""
    texts = {statement.code: statement.text for statement in found.round.model.statements()}
    rows = pd.DataFrame(
        [
            (
                capability.name,
                texts[s.code],
                s.yes,
                s.partly,
                s.no,
                s.unknown,
                "not known" if s.met is None else "met" if s.met else "not met",
            )
            for capability in found.results.capabilities
            for s in capability.statements
        ],
        columns=["Capability", "Statement", "Yes", "Partly", "No", "Don't know", "For the group"],
    )
    replies = ("Yes", "Partly", "No", "Don't know")
    config: dict[str, Any] = {name: st.column_config.Column() for name in rows.columns} | {
        "Statement": TEXT(width="large"),
        **{reply: show.column("replies", of=reply) for reply in replies},
    }
    show.table(rows, config, show.Choice("statements", "Every statement"), height=380)
    st.caption("A statement is met when more than half of those who know say yes.")


def comments(found: Standing) -> None:
    """Show what people wrote."""
    names = {one.code: one.name for one in found.results.capabilities}
    rows = pd.DataFrame(
        [(names.get(c.capability, c.capability), c.text, c.role, c.team) for c in found.results.comments],
        columns=["Capability", "Comment", "Role", "Team"],
    )
    if rows.empty:
        st.caption("Nobody wrote a comment.")
        return
    shown = rows.drop(columns=["Role", "Team"]) if found.round.anonymous else rows
    config = {name: st.column_config.Column() for name in shown.columns} | {"Comment": TEXT(width="large")}
    show.table(shown, config, show.Choice("comments", "Comments"))
