"""A page in five beats: question, answer in a sentence, what it rests on, content, and where it came from."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from core.engine import Answer
from core.errors import JourneyOfficeError, QueryError
from core.finding import Finding
from core.wording import count, day, plain
from pages.parts import access, dataset_picker, navigation, show
from pages.parts.view import View, current_scope, filters_active, reset_scope, scope_query

PROVENANCE = "provenance"
Colour = Literal["blue", "green", "orange", "gray", "violet"]


@dataclass(frozen=True)
class Badge:
    """A small fact beside the finding."""

    text: str
    icon: str
    colour: Colour = "gray"
    help: str = ""


def has_data() -> bool:
    """Tell whether the chosen dataset has any journey."""
    dataset = dataset_picker.current()
    return dataset is not None and dataset.journeys > 0


def link_query() -> dict[str, str | list[str]]:
    """Return the URL parameters of the view, for links to other pages."""
    return scope_query()


def case_link(issues: Sequence[str], key: str) -> None:
    """Lead to the business cases with journey types chosen for a new one; for those who may write."""
    if access.may("write") and navigation.exists("business_case"):
        with st.container(key=key):
            st.page_link(
                navigation.page("business_case"),
                label="Begin a business case on these numbers",
                icon=":material/account_balance:",
                query_params={**link_query(), "journey_type": list(issues)},
            )


def view_or_guide(question: str) -> View:
    """Return what the person looks at; without data, say how to get some and stop the page."""
    dataset = dataset_picker.current()
    if dataset is not None and dataset.journeys:
        return View(dataset, current_scope())
    st.title(question, anchor=False)
    others = any(one.journeys for one in dataset_picker.listed())
    st.markdown(
        "There is **no data here yet**, so there is nothing to show."
        + (" Choose another dataset in the sidebar, or bring some in." if others else "")
    )
    guide_to_data()
    return st.stop()


def guide_to_data() -> None:
    """Point to the two ways of getting data, for those who may bring some."""
    if not access.may("import data"):
        st.markdown("Your role can't import. Ask somebody whose role is **analyst**, **editor** or **owner**.")
        return
    with st.container(horizontal=True):
        st.page_link(navigation.page("import"), label="Import a file", icon=":material/upload_file:")
        # the overview of an office without data has the button
        st.page_link(navigation.page(""), label="Load the demo", icon=":material/science:")


@dataclass(frozen=True)
class Opening:
    """The head of a page: its title is shown at once, the rest when the answer is there."""

    view: View
    finding: Any
    badges: Any

    def say(self, finding: Finding, journeys: int | None, view: View | None = None) -> None:
        """Show the answer in one sentence and what it rests on; `journeys` is the denominator.

        `view` is given where the answer is about another one than the page's.
        """
        self.finding.markdown(finding.markdown())
        with self.badges.container(horizontal=True, gap="small"):
            for badge in _badges(view or self.view, journeys):
                st.badge(
                    plain(badge.text), icon=f":material/{badge.icon}:", color=badge.colour, help=badge.help or None
                )


def opening(question: str, view: View) -> Opening:
    """Show the title and keep the places for the finding and the badges."""
    st.title(question, anchor=False)
    return Opening(view, st.empty(), st.empty())


def nothing_found(
    title: str = "No journeys here",
    text: str = "Nothing matches these filters and choices. Take a filter off, or choose another step.",
) -> None:
    """Say that the scope holds no journey, or too little for an answer, and how to get out of it."""
    with st.container(border=True):
        st.header(title, anchor=False)
        st.markdown(text)
        st.button(
            "Reset filters",
            key="reset_filters_here",
            on_click=reset_scope,
            icon=":material/restart_alt:",
            help="Show all journeys of this dataset again.",
        )


def _badges(view: View, journeys: int | None) -> list[Badge]:
    data, scope = view.dataset, view.scope
    first, last = scope.period_from or data.data_from, scope.period_to or data.data_until
    found = [Badge(f"{day(first)} to {day(last)}", "calendar_month", help="Days on which the journeys started.")]
    if journeys is not None:
        found.append(
            Badge(f"{count(journeys)} journeys", "groups", help="The journeys in this scope: the denominator.")
        )
    if filters_active():
        found.append(
            Badge(scope.describe(), "filter_alt", "blue", "The filters that are on. Change them in the sidebar.")
        )
    if data.synthetic:
        found.append(
            Badge("Synthetic demo data", "science", "orange", "Made by a generator; no real customer is in it.")
        )
    return found


def provenance(view: View, answers: Mapping[str, Answer], definitions: Mapping[str, str]) -> None:
    """Show where the page's numbers came from: data version, scope, definitions and the exact queries."""
    with show.folded("Where this comes from", icon=":material/fact_check:", key=PROVENANCE) as is_open:
        if not is_open:
            return
        versions = sorted({answer.data_version for answer in answers.values()})
        st.markdown(
            f"Dataset **{plain(view.dataset.name)}**, data version **{', '.join(map(str, versions))}** · "
            f"Scope: {plain(view.scope.describe())}"
        )
        if definitions:
            st.markdown("\n".join(f"- **{plain(name)}**: {plain(meaning)}" for name, meaning in definitions.items()))
        for name, answer in answers.items():
            cut = "" if answer.whole else " · shortened by a limit"
            st.markdown(f"**{plain(name)}** · {count(len(answer.rows))} rows in {count(answer.seconds * 1000)} ms{cut}")
            st.code(answer.sql.strip(), language="sql", height=240)
            if answer.parameters:
                st.code("\n".join(f"{key} = {value!r}" for key, value in answer.parameters.items()), language=None)


def failure(error: JourneyOfficeError) -> None:
    """Show an expected failure as the sentence it is."""
    with st.container(border=True):
        st.header("This did not work", anchor=False)
        st.text(str(error))
        if isinstance(error, QueryError) and error.sql:
            with st.expander("The query", key="failed_query"):
                st.code(error.sql, language="sql")


@contextmanager
def refusals() -> Iterator[None]:
    """Show an expected failure of what is done inside as the sentence it is; for callbacks, which no page surrounds."""
    try:
        yield
    except JourneyOfficeError as error:
        failure(error)
