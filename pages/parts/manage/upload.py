"""Bringing files in: dropped, spooled to disk, listed; the upload is in the URL, so a reload goes on where it was."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.errors import NotFoundError
from core.intake.reading import Inspection
from core.intake.uploads import Spooled, spooled
from core.wording import number as written
from core.wording import plain
from pages.parts import access, page
from pages.parts.office import office

SLOT = "upload"
WAYS: dict[str, Literal[True, "directory"]] = {"Files": True, "A folder": "directory"}


@dataclass(frozen=True)
class Chosen:
    """The file being set up, the others of its upload, and the start of every widget key that belongs to it."""

    file: Spooled
    all: tuple[Spooled, ...]
    key: str


def choose() -> Chosen | None:
    """Show the drop zone, or the files of the present upload; returns the one to set up."""
    token = st.query_params.get(SLOT) or st.session_state.get(SLOT)
    if token:
        try:
            files = spooled(office().settings.home, token)
        except NotFoundError as error:
            page.failure(error)
            clear()
        else:
            st.session_state[SLOT] = st.query_params[SLOT] = token
            return _listed(token, files)
    _drop_zone()
    return None


def key_of(chosen: Chosen, found: Inspection) -> str:
    """Return the start of the keys of widgets whose proposals rest on these columns and what is remembered of them."""
    return f"{chosen.key}{found.shape_key}_{'known_' if found.remembered else ''}"


def clear() -> None:
    """Forget the present upload; its files are removed."""
    token = st.session_state.pop(SLOT, None) or st.query_params.get(SLOT)
    st.query_params.pop(SLOT, None)
    if token:
        with page.refusals():
            access.door().discard_upload(token)


def _drop_zone() -> None:
    limit = office().settings.upload_limit_mb
    with st.container(border=True):
        way = st.segmented_control(
            "What do you bring?",
            list(WAYS),
            default="Files",
            required=True,
            key="upload_way",
            help="A folder brings every file in it, also those in folders inside.",
        )
        files = st.file_uploader(
            "Drop interaction exports here",
            accept_multiple_files=WAYS[way],
            key=f"uploader_{st.session_state.get('uploads', 0)}",
            max_upload_size=limit,
            help=f"CSV, Excel, Parquet, JSON lines or XES, also inside gzip or zip; "
            f"up to {written(limit, 0)} MB a file.",
        )
        st.caption(
            "CSV, Excel, Parquet, JSON lines or XES, also inside gzip or zip. Nothing leaves this machine, "
            "and nothing is loaded before you say so."
        )
    if files:
        with st.spinner("Writing the upload to disk …"):
            token = access.door().keep_upload([(file.name, file) for file in files])
        st.session_state[SLOT] = token
        # a new key lets go of the copy in memory
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        st.rerun()


def _listed(token: str, files: tuple[Spooled, ...]) -> Chosen:
    several = len(files) > 1
    with st.container(horizontal=True, vertical_alignment="bottom" if several else "center"):
        number = 0
        if several:
            number = st.selectbox(
                "File",
                range(len(files)),
                index=max(range(len(files)), key=lambda place: files[place].size),
                format_func=lambda place: files[place].file_name,
                key=f"{token[:8]}_file",
                persist_state="session",
                width=420,
                help="Which of the uploaded files is being set up; the largest unless you choose another.",
            )
        else:
            st.markdown(f"**{plain(files[0].file_name)}** · {size(files[0].size)}")
        st.button(
            "Choose other files",
            key="other_files",
            icon=":material/restart_alt:",
            on_click=clear,
            help="Leave this upload without loading it.",
        )
    return Chosen(files[number], files, f"{token[:8]}_{number}_")


def size(count: int) -> str:
    """Write a number of bytes.

    >>> size(999), size(12_300_000)
    ('999 bytes', '12.3 MB')
    """
    for unit, one in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= one:
            return f"{written(count / one)} {unit}"
    return f"{count} bytes"
