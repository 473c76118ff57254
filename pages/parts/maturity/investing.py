"""When to invest: each investment with its signs, what the office shows of them, and what people attest."""

from collections.abc import Mapping

import streamlit as st

from core.errors import JourneyOfficeError
from core.maturity.attestations import Attestation, attest, attestations
from core.maturity.evidence import Fact
from core.maturity.investing import ConditionView, InvestmentView, evaluate
from core.wording import day, plain
from pages.parts import show
from pages.parts.access import author, may
from pages.parts.manage.workspace import workspace

ICONS = {"met": ":material/check_circle:", "not met": ":material/cancel:", "not known": ":material/help:"}
WORDS = {True: "It is so", False: "It is not so", None: "Nobody says"}


def views(facts: Mapping[str, Fact]) -> None:
    """Show every investment."""
    said = attestations(workspace())
    attested = {code: one.holds for code, one in said.items() if one.holds is not None}
    by = {code: f"{one.by} on {day(one.at)}" for code, one in said.items()}
    show.failed("attest_failed")
    for view in evaluate(facts, attested, by):
        _one(view, said)


def _one(view: InvestmentView, said: Mapping[str, Attestation]) -> None:
    st.subheader(plain(view.investment.name), anchor=False)
    lead, _, rest = view.sentence.partition(":")
    st.markdown(f"**{plain(lead)}:** {plain(rest)}")
    for condition in view.conditions:
        _condition(condition, said.get(condition.condition.code))
    cost = view.cost
    st.caption(plain(f"Benchmark, not your own figure: {cost.published} {cost.unit}. Source: {cost.source}"))


def _condition(view: ConditionView, said: Attestation | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{ICONS[view.state]} **{plain(view.condition.text)}** {plain(view.basis)}", width="stretch")
        _says(view, said)
    if view.disagreement:
        st.caption(f":material/compare_arrows: {plain(view.disagreement)}")


def _says(view: ConditionView, said: Attestation | None) -> None:
    """Show what a person says about a sign, to choose for who may write."""
    code, holds, version = view.condition.code, said.holds if said else None, said.version if said else 0
    if not may("write"):
        st.caption(f"A person says: {WORDS[holds].lower()}")
        return
    key, options = f"attest_{code}_{version}", list(WORDS)
    st.selectbox(
        "A person says",
        options,
        options.index(holds),
        key=key,
        format_func=WORDS.__getitem__,
        width=160,
        on_change=_attest,
        args=(code, key, version),
        help=view.condition.judged,
    )


def _attest(code: str, key: str, seen: int) -> None:
    try:
        attest(author(), code, st.session_state[key], seen_version=seen)
    except JourneyOfficeError as error:
        st.session_state["attest_failed"] = str(error)
