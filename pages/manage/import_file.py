"""Which contacts do you want to add? From a dropped file to a receipt that adds up."""

import streamlit as st

from core.datasets import DatasetInfo
from core.errors import NotFoundError
from core.finding import Finding
from core.intake.batch import Imported
from core.intake.history import past_import
from core.intake.plan import Mapping, Privacy, ReadingPlan
from core.intake.reading import Inspection
from core.wording import plain
from core.workspace.mappings import forget, remembered
from pages.parts.manage import load_form, mapping_form, meaning_form, reading_form, receipt, upload, work
from pages.parts.manage.workspace import workspace
from pages.parts.office import office

QUESTION = "Which contacts do you want to add?"


def finding(found: Inspection, asked: int) -> Finding:
    """Say how well the file is understood."""
    known = len(found.mapping.columns) + len(found.mapping.fixed)
    lead = f"{len(found.columns)} columns were found;"
    point = (
        f"{known} fields are proposed"
        if not found.remembered
        else f"the mapping remembered for {found.remembered} fits"
    )
    rest = {0: "and nothing is open.", 1: "and one question is open."}.get(asked, f"and {asked} questions are open.")
    return Finding(lead, point, rest)


def use_no_memory(found: Inspection) -> None:
    """Propose this file's mapping from its content alone, and forget the remembered one."""
    st.session_state["proposed_anew"] = found.shape_key
    forget(workspace(), found.shape_key)


def set_up(chosen: upload.Chosen) -> None:
    """Show the steps of setting up one file."""
    place = st.empty()
    with st.container(border=True):
        st.header("1 · How the file is read", anchor=False)
        found = reading_form.read_as(chosen)
    with st.container(border=True):
        st.header("2 · What its columns mean", anchor=False)
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
        source = st.text_input("Source", found.mapping.source, key=f"{chosen.key}source", persist_state="session", max_chars=80,
                               help="The system the file comes from. Quality is shown per source; ids are unique within one.")  # fmt: skip
        columns = mapping_form.columns_mean(chosen, found)
    with st.container(border=True):
        st.header("3 · What its values mean", anchor=False)
        draft = ReadingPlan(found.dialect, Mapping(source, columns.columns, fixed=columns.fixed))
        usual = next(
            (one.privacy for one in remembered(workspace()) if one.mapping.source == found.remembered), Privacy()
        )
        meaning = meaning_form.values_mean(chosen, found, columns, load_form.checked(draft), usual, source)
    with st.container(border=True):
        st.header("4 · Where it goes", anchor=False)
        into = load_form.target(chosen)
        asked = [one.text for one in reading_form.open_questions(chosen, reading_form.look(chosen.file))]
        load_form.load_or_check(chosen, found, meaning, into, asked)
    place.markdown(finding(found, len(asked) + len(meaning.open)).markdown())


def finished(result: Imported) -> None:
    """Show the receipts of a load."""
    try:
        info = office().info(result.dataset_id)
    except NotFoundError:
        st.info("The dataset of this import was deleted.", icon=":material/info:")
        return
    for one in result.receipts:
        show_receipt(info, one.import_number, one.already_imported)
    for name, sentence in result.refused:
        with st.container(border=True):
            st.markdown(f"**{plain(name)} was refused**")
            st.text(sentence)
    receipt.ways_on(info.name)


def show_receipt(info: DatasetInfo, number: int, already: bool) -> None:
    """Show one receipt with its ways back."""
    if already:
        st.info("This very file was imported before. It added nothing.", icon=":material/content_copy:")
        return
    database = office().open(info.dataset_id)
    past = past_import(database, number)
    with st.container(border=True):
        st.header(
            f"{plain(past.receipt.file_name)} is in {plain(info.name)}"
            if past.undone_at is None
            else f"{plain(past.receipt.file_name)} was taken out again",
            anchor=False,
        )
        st.markdown(plain(past.receipt.sentence()))
        receipt.account(past.receipt)
        if past.undone_at is None:
            with st.container(horizontal=True):
                receipt.rejects_button(database, past.receipt, f"new_{number}")
                receipt.undo_button("undo", info.dataset_id, past, f"new_{number}")


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
