"""What the values mean: times, outcomes that are resolutions, what counts as not given, what is kept private."""

from dataclasses import dataclass, replace

import streamlit as st

from core.intake.draft import column_of
from core.intake.dry_run import DryRun
from core.intake.plan import Mapping, Privacy
from core.intake.reading import Inspection
from core.intake.reading.proposing import propose_outcomes
from core.wording import count
from core.workspace.mappings import remembered
from pages.parts.manage.asking import Asking
from pages.parts.manage.mapping_form import Columns
from pages.parts.manage.times_form import times
from pages.parts.manage.upload import Chosen, key_of
from pages.parts.manage.workspace import workspace

KINDS = ("customer", "account", "email", "phone", "login", "crm")
TEXTS = {"keep": "Keep as it is", "mask": "Mask e-mail addresses and numbers", "drop": "Leave out"}


@dataclass(frozen=True)
class Meaning:
    """The mapping with everything that was answered, and the privacy."""

    mapping: Mapping
    privacy: Privacy


def values_mean(
    chosen: Chosen, found: Inspection, columns: Columns, source: str, checked: DryRun | None, asking: Asking
) -> Meaning:
    """Show what is asked about the values and return the answers."""
    key = key_of(chosen, found)
    mapping = replace(found.mapping, source=source.strip(), columns=columns.columns, fixed=columns.fixed)
    mapping = times(key, found, mapping, asking)
    if "outcome" in mapping.columns:
        mapping = _outcomes(key, found, mapping, checked)
    with st.expander("More about this file", icon=":material/tune:", key=f"{key}more"):
        mapping = _more(key, found, mapping)
        privacy = _privacy(key, _usual_privacy(found))
    return Meaning(mapping, privacy)


def _usual_privacy(found: Inspection) -> Privacy:
    known = [one for one in remembered(workspace()) if found.remembered and one.mapping.source == found.remembered]
    return known[0].privacy if known else Privacy()


def _outcomes(key: str, found: Inspection, mapping: Mapping, checked: DryRun | None) -> Mapping:
    column = mapping.columns["outcome"]
    seen = dict(checked.outcomes) if checked and checked.outcomes else dict(column_of(found, column).common)
    proposed = propose_outcomes(list(seen))
    if found.mapping.columns.get("outcome") == column:
        proposed = found.mapping.resolved_values, found.mapping.unresolved_values
    options = list(dict.fromkeys((*seen, *proposed[0], *proposed[1])))
    where = "the whole file" if checked and checked.outcomes else "the first records"
    picked = []
    with st.grid(2, min_column_width=260, gap="medium"):
        for name, label, usual in (
            ("resolved", "Outcomes that mean resolved", proposed[0]),
            ("unresolved", "Outcomes that mean not resolved", proposed[1]),
        ):
            picked.append(
                st.multiselect(
                    label,
                    options,
                    list(usual),
                    format_func=lambda one: f"{one} ({count(seen.get(one, 0))})",
                    accept_new_options=True,
                    key=f"{key}{name}_{column}",
                    persist_state="session",
                    placeholder="None",
                    help=f"Counts are those of {where}. An outcome in neither list counts as unknown.",
                )
            )
    return replace(mapping, resolved_values=tuple(picked[0]), unresolved_values=tuple(picked[1]))


def _more(key: str, found: Inspection, mapping: Mapping) -> Mapping:
    names = [column.name for column in found.columns]
    with st.grid(2, min_column_width=260, gap="medium"):
        kinds = list(dict.fromkeys((mapping.customer_kind, *KINDS)))
        kind = st.selectbox(
            "Kind of customer id",
            kinds,
            0,
            key=f"{key}kind",
            persist_state="session",
            accept_new_options=True,
            help="Ids of one kind are the same customer in every file. Give ids of another system another kind.",
        )
        parts = st.multiselect(
            "Join to the activity",
            names,
            list(mapping.activity_parts),
            key=f"{key}parts",
            persist_state="session",
            disabled="activity" not in mapping.columns,
            placeholder="None",
            help="Further columns that make up the activity, joined with a plus sign.",
        )
        nulls = st.multiselect(
            "Values that mean nothing",
            list(mapping.null_values),
            list(mapping.null_values),
            accept_new_options=True,
            key=f"{key}nulls",
            persist_state="session",
            format_func=lambda one: one or "(blank)",
            help="A cell with one of these counts as not given.",
        )
        ordering = st.segmented_control(
            "Interactions at the same time",
            ["time", "file"],
            default=mapping.ordering,
            required=True,
            key=f"{key}ordering",
            format_func={"time": "By time", "file": "By the file's order"}.__getitem__,
            persist_state="session",
            help="By the file's order: an interaction is never put before the one above it of the same case.",
        )
        repeats = st.toggle(
            "Load exact repeats",
            mapping.keep_repeats,
            key=f"{key}repeats",
            persist_state="session",
            help="Off: a record that repeats another one of the file word for word counts as a duplicate.",
        )
    return replace(
        mapping,
        customer_kind=str(kind).strip() or "customer",
        activity_parts=tuple(parts) if "activity" in mapping.columns else (),
        null_values=tuple(nulls),
        ordering=ordering,  # type: ignore[arg-type]
        keep_repeats=repeats,
    )


def _privacy(key: str, usual: Privacy) -> Privacy:
    with st.grid(2, min_column_width=260, gap="medium"):
        pseudonymise = st.toggle(
            "Pseudonymise customers and agents",
            usual.pseudonymise,
            key=f"{key}pseudonymise",
            persist_state="session",
            help="Ids, phone numbers, e-mail addresses and agents are replaced by keyed codes; the file "
            "itself is not kept.",
        )
        text = st.selectbox(
            "What was said",
            list(TEXTS),
            list(TEXTS).index(usual.text),
            format_func=TEXTS.__getitem__,
            key=f"{key}text",
            persist_state="session",
            help="What happens to free text.",
        )
    return Privacy(pseudonymise, text)  # type: ignore[arg-type]
