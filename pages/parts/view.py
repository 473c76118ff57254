"""What the person is looking at: the dataset and the scope, as the sidebar and the URL have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from core.datasets import DatasetInfo
from core.engine import Database
from core.scope import Outcome, Scope
from pages.parts.office import office

OUTCOMES: dict[str, Outcome] = {"Resolved": "resolved", "Not resolved": "unresolved"}
ANYTHING: dict[str, Any] = {"from": None, "to": None, "issue": [], "region": [], "segment": [], "outcome": None}


@dataclass(frozen=True)
class View:
    """One dataset in one data version, seen through one scope. Everything shown is an answer about a view."""

    dataset: DatasetInfo
    scope: Scope

    @property
    def database(self) -> Database:
        """Return the dataset's open file."""
        return office().open(self.dataset.dataset_id)


def _chosen(name: str) -> Any:
    return st.session_state.get(name, ANYTHING[name])


def current_scope() -> Scope:
    """Return the scope that the sidebar's widgets hold now."""
    first, last = _chosen("from"), _chosen("to")
    return Scope(
        period_from=first if isinstance(first, date) else None,
        period_to=last if isinstance(last, date) else None,
        issues=tuple(_chosen("issue")),
        regions=tuple(_chosen("region")),
        segments=tuple(_chosen("segment")),
        outcome=OUTCOMES.get(_chosen("outcome"), "all"),
    )


def filters_active() -> int:
    """Count the filters that leave something out."""
    return sum(bool(_chosen(name)) and _chosen(name) != usual for name, usual in ANYTHING.items())


def reset_scope() -> None:
    """Take all filters off; for callbacks, which run before the widgets are made."""
    for name, usual in ANYTHING.items():
        st.session_state[name] = list(usual) if isinstance(usual, list) else usual


def keep_in_url() -> None:
    """Hold the sidebar's choices on to the URL; call it before its widgets are made.

    Streamlit takes the parameters off when a person changes the page, and puts back those of widgets that belong to a
    page; for the frame's own widgets it does so only when their value is assigned.
    """
    for name in ("dataset", *ANYTHING):
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def scope_query() -> dict[str, str | list[str]]:
    """Return the URL parameters under which dataset and scope open again, for links to other pages."""
    return _query({"dataset": st.session_state.get("dataset"), **{name: _chosen(name) for name in ANYTHING}})


def query_of(dataset_name: str, scope: Scope) -> dict[str, str | list[str]]:
    """Return the URL parameters under which a dataset and a scope open, whatever the sidebar holds now."""
    outcome = next((shown for shown, kept in OUTCOMES.items() if kept == scope.outcome), None)
    chosen = (
        scope.period_from,
        scope.period_to,
        list(scope.issues),
        list(scope.regions),
        list(scope.segments),
        outcome,
    )
    return _query({"dataset": dataset_name, **dict(zip(ANYTHING, chosen, strict=True))})


def _query(values: Mapping[str, Any]) -> dict[str, str | list[str]]:
    query: dict[str, str | list[str]] = {}
    for name, value in values.items():
        if value is None or value == ANYTHING.get(name):
            continue
        query[name] = [str(item) for item in value] if isinstance(value, list | tuple) else str(value)
    return query
