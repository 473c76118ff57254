"""Which interactions do you want to add? From a dropped file to a receipt that adds up."""

import streamlit as st

from core.datasets import DatasetInfo
from core.errors import NotFoundError
from core.finding import Finding
from core.intake.batch import Imported
from core.intake.history import past_import
from core.intake.plan import Mapping, ReadingPlan
from core.intake.reading import Inspection
from core.intake.receipt import Receipt
from core.text import counted
from core.wording import count, plain
from pages.parts import access, page
from pages.parts.manage import load_form, mapping_form, meaning_form, reading_form, receipt, upload, work
from pages.parts.manage.asking import Asking
from pages.parts.manage.mapping_form import Columns
from pages.parts.office import office

QUESTION = "Which interactions do you want to add?"


def finding(found: Inspection, columns: Columns, left: int) -> Finding:
    """Say how well the file is understood, and how much is left to say before it can be loaded."""
    known = len(columns.columns) + len(columns.fixed)
    lead = f"{counted(len(found.columns), 'column')} found;"
    point = (
        f"{counted(known, 'field')} mapped"
        if not found.remembered
        else f"the mapping remembered for {found.remembered} fits"
    )
    rest = f"{counted(left, 'thing')} left to say before it can be loaded." if left else "It can be loaded."
    return Finding(lead, f"{point}.", rest)


def use_no_memory(found: Inspection) -> None:
    """Propose this file's mapping from its content alone, and forget the remembered one."""
    st.session_state["proposed_anew"] = found.shape_key
    with page.refusals():
        access.door().forget_mapping(found.shape_key)


def set_up(chosen: upload.Chosen) -> None:
    """Show the steps of setting up one file."""
    place = st.empty()
    reading_form.look(chosen.file)  # a file that can't be read is refused before a step is shown
    asking = Asking()
    with st.container(border=True):
        st.header("1 · How the file is read", anchor=False)
        found = reading_form.read_as(chosen, asking)
    with st.container(border=True):
        st.header("2 · What its columns mean", anchor=False)
        source = whose(chosen, found)
        columns = mapping_form.columns_mean(chosen, found)
    with st.container(border=True):
        st.header("3 · What its values mean", anchor=False)
        draft = ReadingPlan(found.dialect, Mapping(source, columns.columns, fixed=columns.fixed))
        meaning = meaning_form.values_mean(chosen, found, columns, source, load_form.checked(draft), asking)
    with st.container(border=True):
        st.header("4 · Where it goes", anchor=False)
        into = load_form.target(chosen)
        left = load_form.load_or_check(chosen, found, meaning, into, asking)
    place.markdown(finding(found, columns, left).markdown())


def whose(chosen: upload.Chosen, found: Inspection) -> str:
    """Ask which system the file comes from; say when its mapping is remembered."""
    if found.remembered:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(f"As remembered for {plain(found.remembered)}", icon=":material/history:", color="blue")
            st.button(
                "Forget it and propose anew",
                key="forget",
                on_click=use_no_memory,
                args=(found,),
                help="For when the columns mean something else now.",
            )
    return st.text_input(
        "Source",
        found.mapping.source,
        key=f"{chosen.key}source_{found.remembered}",
        persist_state="session",
        max_chars=80,
        width=420,
        help="The system the file comes from. Quality is shown per source; ids are unique within one.",
    )


def finished(result: Imported) -> None:
    """Show the receipts of a load."""
    try:
        info = office().info(result.dataset_id)
    except NotFoundError:
        st.info("The dataset of this import was deleted.", icon=":material/info:")
        return
    for one in result.receipts:
        show_receipt(info, one)
    for name, sentence in result.refused:
        with st.container(border=True):
            st.markdown(f"**{plain(name)} was refused**")
            st.text(sentence)
    receipt.ways_on(info.name)


def show_receipt(info: DatasetInfo, found: Receipt) -> None:
    """Show one receipt with its ways back."""
    if found.already_imported:
        st.info(f"{plain(found.sentence())}", icon=":material/content_copy:")
        return
    database = office().open(info.dataset_id)
    past = past_import(database, found.import_number)
    number = f"new_{found.import_number}"
    with st.container(border=True):
        if past.undone_at is not None:
            st.header(f"{plain(found.file_name)} was taken out again", anchor=False)
            st.caption("Its records no longer count anywhere. The file can be imported again.")
            return
        st.header(f"{plain(found.file_name)} is in {plain(info.name)}", anchor=False)
        st.markdown(outcome(found).markdown())
        receipt.account(found)
        with st.container(horizontal=True):
            receipt.rejects_button(database, found, number)
            receipt.undo_button("undo", info.dataset_id, past, number)


def outcome(found: Receipt) -> Finding:
    """Say in one sentence what came of a file."""
    point = f"{count(found.loaded)} of {count(found.read)} records were loaded;"
    if found.loaded == found.read:
        return Finding("", f"All {count(found.read)} records were loaded.")
    return Finding(
        "",
        point,
        f"{count(found.rejected)} were rejected and {count(found.duplicates)} were duplicates. Nothing is "
        f"missing: the four numbers add up.",
    )


def start_over() -> None:
    """Make room for the next file."""
    work.clear(load_form.LOAD)
    work.clear("undo")
    upload.clear()


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    for slot in (load_form.LOAD, "undo"):
        work.keep_in_url(slot)
    done = work.follow(load_form.LOAD)
    if load_form.running() is not None:
        return
    if done is not None:
        work.follow("undo")
        finished(done.result)
        st.button(
            "Import another file",
            key="another",
            icon=":material/upload_file:",
            on_click=start_over,
            help="Start with a new upload.",
        )
        return
    chosen = upload.choose()
    if chosen is not None:
        set_up(chosen)


main()
