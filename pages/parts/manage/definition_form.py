"""Changing a definition: what the office may set, which figures move, why, and saving it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, get_args

import streamlit as st

from core.errors import ConflictError, InvalidInputError, JourneyOfficeError
from core.glossary.governing import LEAST_REASON, MOST_REASON, Glossary, change
from core.glossary.kept import LIMITS, MOST_NAME, body_of, from_body
from core.glossary.metric import MOST_TEXT, Level, Metric, Parameter
from core.glossary.resting import resting_sentences, rests_on
from core.glossary.shipped import shipped
from core.glossary.table import DIRECTIONS
from core.locales import for_the_record
from core.scope import Scope
from core.scorecard.effect import Effect, effect_of
from core.wording import count, plain
from pages.parts import dataset_picker, editing, show
from pages.parts.access import author
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage.workspace import workspace
from pages.parts.office import office
from pages.parts.view import current_scope

KINDS = {"reach": "Reach a value", "hold": "No worse than before", "watch": "Only watched"}
TEXTS = ("name", "meaning", "formula", "owner", "target_basis")
CHOICES = ("level", "direction", "target_kind", "co_indicators")


def edit(metric: Metric, found: Glossary, currency: str) -> None:
    """Show the form of a definition, which figures its change moves, and what became of the last save."""
    show.said("definition_said")
    name = f"define-{metric.code}-"
    editing.start(name, found.seen.get(metric.code, 0), values_of(metric))
    editing.conflict(name, _typed(name, metric))
    with st.expander("Edit", icon=":material/edit:", key=f"open_{metric.code}"):
        st.button(
            "Fill in the shipped definition",
            key=f"as_shipped_{metric.code}",
            on_click=_fill,
            args=(name, shipped()[metric.code]),
            type="tertiary",
            icon=":material/restart_alt:",
            help="Puts the shipped values into the fields. Nothing is saved until you save it, with a reason.",
        )
        _fields(name, metric, found.metrics)
        _preview(name, metric, found.metrics, currency)
        st.text_area(
            "Why is it changed?",
            key=editing.key(name, "reason"),
            max_chars=MOST_REASON,
            height=80,
            help=f"At least {LEAST_REASON} characters. It stays with the version for everybody to read.",
        )
        st.button(
            "Save as a new version",
            key=f"save_{metric.code}",
            type="primary",
            on_click=_save,
            args=(name, metric, found.metrics, currency),
            help="It holds at once, on every page and in every report. Earlier versions stay in the list below.",
        )
    show.failed("definition_failed")


def values_of(metric: Metric) -> dict[str, Any]:
    """Return what the fields hold for a metric."""
    kept = body_of(metric)
    values = {name: kept[name] for name in (*TEXTS, *CHOICES)} | {"reason": ""}
    value = metric.target.value
    values["target_value"] = None if value is None else round(value * _scale(metric), 6)
    values |= {one.name: "\n".join(one.value) if isinstance(one.value, tuple) else float(one.value)
               for one in metric.parameters}  # fmt: skip
    return values | {"since": max(datetime.now(UTC).date(), metric.since)}


def _fields(name: str, metric: Metric, metrics: Mapping[str, Metric]) -> None:
    key, today = partial(editing.key, name), datetime.now(UTC).date()
    with st.grid(2, min_column_width=280, gap="small"):
        st.text_input("Name", key=key("name"), max_chars=MOST_NAME, help="No two metrics have the same name.")
        st.text_input("Owner", key=key("owner"), max_chars=MOST_TEXT, help="Who answers for it and for its target.")
    st.text_area("Meaning", key=key("meaning"), max_chars=MOST_TEXT, height=80, help="In one sentence, for everybody.")
    for one in metric.parameters:
        _parameter(key(one.name), one)
    if metric.parameters:
        st.text_area("Formula", key=key("formula"), max_chars=MOST_TEXT, height=80,
                     help="How it is counted, in words. It may change where a number or name above does.")  # fmt: skip
    with st.grid(3, min_column_width=200, gap="small"):
        st.selectbox("Which way is better", list(DIRECTIONS), key=key("direction"), format_func=DIRECTIONS.__getitem__,
                     help="What is neither can only be watched.")  # fmt: skip
        st.selectbox("Target", list(KINDS), key=key("target_kind"), format_func=KINDS.__getitem__,
                     help="How its latest period is judged.")  # fmt: skip
        unit = "in percent" if metric.unit == "share" else f"in {metric.unit}"
        st.number_input(f"Value to reach, {unit}", value=None, key=key("target_value"),
                        disabled=st.session_state[key("target_kind")] != "reach",
                        help="Only for a target to reach.")  # fmt: skip
        st.selectbox("Level", get_args(Level), key=key("level"), help="Who looks at it: from strategy to the floor.")
        st.date_input("Holds from", key=key("since"), min_value=metric.since, max_value=max(today, metric.since),
                      format="YYYY-MM-DD", help="Not before the version that it replaces.")  # fmt: skip
    st.text_input("Where the target comes from", key=key("target_basis"), max_chars=MOST_TEXT,
                  help="A contract, a benchmark, a decision; or that it is assumed.")  # fmt: skip
    others = [code for code in metrics if code != metric.code]
    st.multiselect("Never read without", others, key=key("co_indicators"),
                   format_func=lambda code: metrics[code].name,
                   help="Metrics that pull the other way when this one is pushed.")  # fmt: skip


def _parameter(key: str, one: Parameter) -> None:
    if isinstance(one.value, tuple):
        st.text_area(one.meaning, key=key, height=150, help="One name a line. Changing it changes what is counted.")
        return
    low, high = LIMITS[one.name]
    st.number_input(one.meaning, float(low), float(high), step=1.0, format="%g", key=key,
                    help=f"From {count(low)} to {count(high)}. Changing it changes what is counted.")  # fmt: skip


def _draft(name: str, metric: Metric) -> Metric:
    """Return the metric as the fields have it; raises `InvalidInputError` where they make none."""
    typed = {field: st.session_state.get(editing.key(name, field)) for field in values_of(metric)}
    body = body_of(metric) | {field: " ".join(str(typed[field] or "").split()) for field in TEXTS}
    body |= {field: typed[field] for field in CHOICES} | {"target_value": None}
    if typed["target_kind"] == "reach" and typed["target_value"] is not None:
        body["target_value"] = round(typed["target_value"] / _scale(metric), 8)
    body |= {one.name: _value(one, typed[one.name]) for one in metric.parameters}
    body["since"] = (typed["since"] or metric.since).isoformat()
    return from_body(shipped()[metric.code], body, metric.version - 1)


def _scale(metric: Metric) -> float:
    return 100.0 if metric.unit == "share" else 1.0  # shares are typed in percent


def _value(one: Parameter, typed: Any) -> float | list[str]:
    if isinstance(one.value, tuple):
        return list(dict.fromkeys(line.strip() for line in str(typed or "").splitlines() if line.strip()))
    if typed is None:
        raise InvalidInputError(f"{one.meaning}: give a number.")
    return float(typed)


def _typed(name: str, metric: Metric) -> dict[str, str]:
    try:
        body = body_of(_draft(name, metric))
    except JourneyOfficeError:
        return {}
    kept = {field: value for field, value in body.items() if field not in ("reason", "since")}
    return {field: "" if value is None else str(value) for field, value in kept.items()}


def _preview(name: str, metric: Metric, metrics: Mapping[str, Metric], currency: str) -> None:
    """Say what the change does, before it is saved."""
    st.subheader("Which figures move", anchor=False)
    try:
        new = _draft(name, metric)
        if replace(new, since=metric.since) == metric:
            st.caption("Nothing is changed yet.")
            return
        found = _effect(metric, new, metrics, currency)
    except JourneyOfficeError as error:
        st.caption(plain(str(error)))
        return
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found))
    if not new.counts_like(metric) and new.formula == metric.formula:
        st.caption("The formula reads as before. If it names what you changed, change its text too.")


def _effect(old: Metric, new: Metric, metrics: Mapping[str, Metric], currency: str) -> tuple[str, ...]:
    """Return the sentences that are shown before saving and kept with the version."""
    resting = resting_sentences(rests_on(workspace(), metrics, old.code), old, new, currency)
    dataset = dataset_picker.current()
    if old.counts_like(new):
        return ("No figure moves: it is counted as before.", *resting)
    if dataset is None or not dataset.journeys:
        return ("It is counted in another way; there is no data here to compare.", *resting)
    scope = current_scope()
    found = _moved(dataset.dataset_id, dataset.data_version, scope, old, new)
    where = f"Compared in {dataset.name}, data version {dataset.data_version}, {scope.describe()}."
    return (*found.sentences(), where, *resting)


@kept_by_locale(max_entries=30, show_spinner="Counting before and after …")
def _moved(dataset_id: str, data_version: int, scope: Scope, old: Metric, new: Metric) -> Effect:
    del data_version
    return effect_of(office().open(dataset_id), scope, old, new)


def _fill(name: str, metric: Metric) -> None:
    values = values_of(metric)
    for field in values:
        if field not in ("reason", "since"):
            st.session_state[editing.key(name, field)] = values[field]


def _save(name: str, metric: Metric, metrics: Mapping[str, Metric], currency: str) -> None:
    with show.refused("definition_failed"):
        new = _draft(name, metric)
        with for_the_record():
            effect = _effect(metric, new, metrics, currency)
        reason = st.session_state.get(editing.key(name, "reason")) or ""
        try:
            saved = change(author(), new, reason, seen_version=editing.seen(name), effect=effect)
        except ConflictError as error:
            editing.refused(name, error)
        else:
            editing.stop(name)
            st.session_state["definition_said"] = f"Saved: {saved.name}, version {saved.version}."
