"""Setting an objective: metric, baseline, target, date, owner, reason; the five letters are worked out on the way."""

from datetime import date

import streamlit as st

from core.errors import InvalidInputError
from core.improvement.items import items
from core.objectives import keeping
from core.objectives.before_after import last_settled
from core.objectives.objective import Objective, Terms, Why
from core.objectives.setting import Wanted, can_be_set, frozen_baseline, running, set_objective
from core.objectives.span import Span, period_words
from core.objectives.words import TYPED_IN, read, span, written
from core.scorecard.period import KINDS, PeriodKind
from core.scorecard.scorecard import Scorecard
from core.wording import count, plain
from pages.parts import access, show
from pages.parts.manage.workspace import workspace
from pages.parts.objectives import detail, known
from pages.parts.view import View

NEW = "objective_new"


def shown(view: View, today: date) -> None:
    """Show the form; what it needs is said as long as something is missing."""
    st.session_state.setdefault(f"{NEW}_id", keeping.new_id())
    st.caption(
        plain(f"Of: {running(view.scope).describe()}. Change it with the filters of the sidebar; days play no part.")
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind: PeriodKind = st.segmented_control(
            "Read by", KINDS, default="month", required=True, key=f"{NEW}_kind", help="The periods it is read in."
        )
        metrics = {code: one for code, one in known.metrics().items() if can_be_set(one)}
        code = st.selectbox(
            "Metric",
            list(metrics),
            index=list(metrics).index("fcr") if "fcr" in metrics else 0,
            key=f"{NEW}_metric",
            format_func=lambda each: metrics[each].name,
            width=320,
            help="What shall change. Its definition is frozen with the baseline.",
        )
    card = known.card(view, running(view.scope), kind)
    base = _baseline(view, card, code)
    if base is None:
        return
    found, why_not = _asked(card, code, base, today)
    if found is not None:
        detail.letters(found, today)
    else:
        st.caption(plain(why_not))
    st.button(
        "Set the objective",
        key=f"{NEW}_save",
        type="primary",
        icon=":material/flag:",
        disabled=found is None,
        on_click=_set,
        args=(found,),
        help="Freezes the baseline and keeps the objective with your name and the time.",
    )


def _baseline(view: View, card: Scorecard, code: str) -> Span | None:
    line = card.of(code)
    usual = last_settled(card, line)
    if usual is None:
        st.caption(plain(line.why_not or "There is no settled period here yet that could be a baseline."))
        return None
    numbers = [each.number for each in card.periods]
    first, last = st.select_slider(
        "Baseline",
        numbers,
        value=(usual.first, usual.last),
        format_func=lambda number: period_words(card.kind, number),
        key=show.key_for(f"{NEW}_baseline", view, card.kind, code),
        help="Where the metric stands today. It is frozen: data imported later don't move it.",
    )
    chosen = Span(card.kind, first, last)
    try:
        base = frozen_baseline(card, line, chosen)
    except InvalidInputError as error:
        st.caption(plain(str(error)))
        return None
    unit, currency = line.metric.unit, base.currency
    st.markdown(
        f"Baseline: **{plain(written(unit, base.value, currency))}** (95 % interval "
        f"{plain(span(unit, base.low, base.high, currency))}, {count(base.n)} observations)"
    )
    return chosen


def _asked(card: Scorecard, code: str, base: Span, today: date) -> tuple[Objective | None, str]:
    line = card.of(code)
    unit, currency = line.metric.unit, card.source.currency
    with st.container(horizontal=True):
        target = st.number_input(
            f"Target, {currency if unit == 'money' else TYPED_IN[unit]}",
            value=None,
            key=f"{NEW}_target_{code}",
            width=180,
            help="What shall be reached, in the metric's unit.",
        )
        due_on = st.date_input(
            "Due date", value=None, key=f"{NEW}_due_on", format="YYYY-MM-DD", width=160, help="By when."
        )
        owner = st.text_input("Owner", key=f"{NEW}_owner", max_chars=80, width=220, help="Who answers for it.")
    reason = st.text_area(
        "Why it matters", key=f"{NEW}_reason", max_chars=1000, height=80, help="What is better for whom when it is so."
    )
    names = {each.metric.code: each.metric.name for each in card.lines if each.metric.code != code}
    guards = st.multiselect(
        "Must not get worse",
        list(names),
        default=list(line.metric.co_indicators),
        format_func=names.__getitem__,
        key=f"{NEW}_guards_{code}",
        help="Co-indicators that are named beside progress when they suffer.",
    )
    backlog = {"": "none", **{each.item_id: each.title for each in items(workspace()) if not each.over}}
    item = st.selectbox(
        "Brought by",
        list(backlog),
        format_func=backlog.__getitem__,
        key=f"{NEW}_item",
        help="The initiative or backlog item that should bring it.",
    )
    if target is None or not isinstance(due_on, date):
        return None, "Give a target and a due date; the five letters of SMART are then worked out here."
    try:
        terms = Terms(read(unit, float(target)), due_on, owner)
        wanted = Wanted(code, base, terms, Why(reason, tuple(guards), item))
        return set_objective(card, wanted, st.session_state[f"{NEW}_id"], today), ""
    except InvalidInputError as error:
        return None, str(error)


def _set(found: Objective) -> None:
    with show.refused(detail.FAILED):
        kept = keeping.save(access.author(), found)
        for key in [key for key in st.session_state if str(key).startswith(f"{NEW}_")]:
            del st.session_state[key]
        st.query_params["objective"] = kept.objective_id
        st.session_state[detail.SAID] = f"Set: {kept.counting.name}"
