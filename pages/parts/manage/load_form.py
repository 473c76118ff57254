"""The last step: into which dataset, a check of the whole file, and the load."""

import pandas as pd
import streamlit as st

from core.access.door import Door
from core.background import Work
from core.intake.batch import Imported, Target
from core.intake.draft import faults, without_leftovers
from core.intake.dry_run import DryRun
from core.intake.fields import FIELD_BY_NAME
from core.intake.imports import Watch
from core.intake.plan import ReadingPlan
from core.intake.reading import Inspection
from core.intake.uploads import Spooled
from core.wording import count, percent, plain
from pages.parts import dataset_picker, show
from pages.parts.manage import reading_form, work
from pages.parts.manage.asking import Asking
from pages.parts.manage.meaning_form import Meaning
from pages.parts.manage.receipt import words
from pages.parts.manage.upload import Chosen
from pages.parts.office import office

LOAD, CHECK = "load", "check"
NEW_OFFICE, NEW_ADHOC = "New: the office's own data", "New: an ad-hoc dataset"
CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY", "INR", "CAD", "AUD", "BRL"]


def target(chosen: Chosen) -> Target | None:
    """Ask into which dataset the records go; None while a new one has no name."""
    present = [info for info in office().datasets() if not info.synthetic]
    words = {info.dataset_id: info.name for info in present}
    news = [NEW_ADHOC] if any(info.kind == "office" for info in present) else [NEW_OFFICE, NEW_ADHOC]
    shown = dataset_picker.current()
    options = [*words, *news]
    usual = shown.dataset_id if shown and shown.dataset_id in words else news[0]
    with st.grid(3, min_column_width=220, gap="medium"):
        choice = st.selectbox(
            "Add to dataset",
            options,
            options.index(usual),
            format_func=lambda one: words.get(one, one),
            key=f"{chosen.key}target",
            persist_state="session",
            help="Synthetic data and your own are never mixed.",
        )
        if choice in words:
            return Target(choice)
        name = st.text_input(
            "Name of the dataset",
            "Customer service" if choice == NEW_OFFICE else _stem(chosen.file),
            max_chars=80,
            key=f"{chosen.key}new_name_{choice == NEW_OFFICE}",
            persist_state="session",
            help="As the sidebar shows it.",
        )
        currency = st.selectbox(
            "Currency",
            CURRENCIES,
            key=f"{chosen.key}currency",
            persist_state="session",
            accept_new_options=True,
            help="The three-letter code of all money in this dataset.",
        )
    return Target("", name, "office" if choice == NEW_OFFICE else "ad-hoc", str(currency)) if name.strip() else None


def _stem(file: Spooled) -> str:
    return file.file_name.split(".")[0][:80]


def checked(plan: ReadingPlan) -> DryRun | None:
    """Return the check of the present plan; None when there is none or the plan has changed since."""
    done = work.current(CHECK)
    same = st.session_state.get("checked_plan") == (plan.dialect, plan.mapping.columns, plan.mapping.fixed)
    return done.result if done and done.state == "done" and same else None


def load_or_check(chosen: Chosen, found: Inspection, meaning: Meaning, into: Target | None, asking: Asking) -> int:
    """Show what still blocks, the check, and the one button that loads; returns how much blocks."""
    plan = ReadingPlan(found.dialect, without_leftovers(meaning.mapping), meaning.privacy)
    blocked = [*asking.open, *faults(plan.mapping), *([] if into else ["Name the new dataset."])]
    if blocked:
        st.markdown("**Before it can be loaded**\n" + "\n".join(f"- {plain(one)}" for one in blocked))
    alike = [chosen.file, *_alike(chosen, found)]
    keep = st.toggle(
        "Remember how this file is read",
        True,
        key=f"{chosen.key}remember",
        persist_state="session",
        help="The next file with these columns is then set up by itself.",
    )
    with st.container(horizontal=True):
        label = (
            f"Load {plain(chosen.file.file_name)}" if len(alike) == 1 else f"Load {len(alike)} files with these columns"
        )
        st.button(
            label,
            key="load",
            type="primary",
            icon=":material/download_done:",
            disabled=bool(blocked),
            on_click=_load,
            args=(found, plan, into, tuple(alike), keep),
            help="One transaction a file: all of it or nothing. It can be undone.",
        )
        st.button(
            "Check the whole file first",
            key="check",
            icon=":material/fact_check:",
            disabled=bool(blocked),
            on_click=_check,
            args=(chosen.file, plan),
            help="Read it as planned without loading: what would be rejected and why.",
        )
    work.follow(CHECK)
    if (result := checked(plan)) is not None:
        _show_check(result)
    return len(blocked)


def _alike(chosen: Chosen, found: Inspection) -> list[Spooled]:
    """Return the other files of the upload that have the same columns."""
    others = [file for file in chosen.all if file != chosen.file]
    same = []
    for file in others:
        seen = reading_form.look_quietly(file)
        if seen is not None and seen.shape_key == found.shape_key and seen.dialect.format == found.dialect.format:
            same.append(file)
    return same


def _check(file: Spooled, plan: ReadingPlan) -> None:
    st.session_state["checked_plan"] = (plan.dialect, plan.mapping.columns, plan.mapping.fixed)
    work.start(
        CHECK,
        f"Check {file.file_name}",
        lambda door, watch: door.check_file(file, plan, watch),
    )


def _load(found: Inspection, plan: ReadingPlan, into: Target, files: tuple[Spooled, ...], keep: bool) -> None:
    plans = []
    for place, file in enumerate(files):
        seen = found if place == 0 else reading_form.look_quietly(file)
        dialect = plan.dialect if place == 0 or seen is None else seen.dialect
        plans.append((file, ReadingPlan(dialect, plan.mapping, plan.privacy)))

    def task(door: Door, watch: Watch) -> Imported:
        result = door.import_files(into, plans, watch)
        if keep:
            door.remember_mapping(plan.mapping, plan.privacy, found.shape_key)
        return result

    work.clear(CHECK)
    work.start(LOAD, f"Load {files[0].file_name}" if len(files) == 1 else f"Load {len(files)} files", task)


def running() -> Work | None:
    """Return the load that is under way."""
    found = work.current(LOAD)
    return found if found and not found.over else None


def _show_check(result: DryRun) -> None:
    with st.container(border=True):
        verdict = "every record can be read"
        if result.rejected:
            verdict = f"{count(result.rejected)} would be rejected ({percent(result.rejected_share)})"
        st.markdown(f"**Checked:** of {count(result.read)} records {verdict}\\. Duplicates show at the load.")
        reasons = list(result.reasons.items())[:10]
        st.markdown("\n".join(f"- {count(records)} × {plain(words(reason))}" for reason, records in reasons))
        for note in result.notes:
            st.caption(plain(note))
        if result.rejects:
            rows = pd.DataFrame([{**reject, "reason": words(reject["reason"])} for reject in result.rejects])
            column = st.column_config.Column
            config = {
                "line_number": show.column("line"),
                "column_name": column("Column"),
                "value": column("Value"),
                "reason": column("Why"),
                "raw_line": column("The line in the file"),
            }
            show.table(rows, config, show.Choice("check_rejects", "The first rejected records"))
        records = pd.DataFrame(result.records)
        config = {str(name): st.column_config.Column(_label(str(name))) for name in records.columns}
        show.as_read(records, config, show.Choice("check_records", "The first records as they would be loaded"))
        st.caption("The first records as they would be loaded; times are UTC.")


def _label(name: str) -> str:
    return FIELD_BY_NAME[name].label if name in FIELD_BY_NAME else name.replace("_", " ").capitalize()
