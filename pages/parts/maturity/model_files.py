"""The maturity models as files: to read, to take out and edit, and to add."""

import streamlit as st

from core.errors import JourneyOfficeError
from core.maturity.library import library, upload
from core.maturity.model import Model
from core.maturity.reading import SIZE_LIMIT, model_to_toml
from core.wording import plain
from pages.parts import show
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.office import office


def listed_and_added() -> None:
    """Show each model with its files, and take in an edited or a new one."""
    found = library(workspace(), office().settings.home)
    for sentence in found.refused:
        st.warning(plain(sentence), icon=":material/draft:")
    for model in found.models.values():
        _one(model)
    show.said("model_said")
    show.failed("model_failed")
    place = st.session_state.setdefault("model_uploads", 0)
    st.file_uploader(
        "Add a model, or a new edition of one",
        type="toml",
        key=f"model_file_{place}",
        on_change=_take,
        args=(f"model_file_{place}",),
        max_upload_size=1,
        help="A TOML file as the ones above. Rounds that run keep the edition they began with.",
    )


def _one(model: Model) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        stages = " → ".join(plain(stage.name) for stage in model.stages)
        with st.container(width="stretch"):
            st.markdown(
                f"**{plain(model.name)}**, edition {model.edition} · {len(model.statements())} statements · {stages}"
            )
        st.download_button(
            "Model as a file",
            lambda: model_to_toml(model).encode(),
            f"{model.code}.toml",
            "application/toml",
            key=f"model_{model.code}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            help="Edit it with any text editor, raise its edition, and add it below.",
        )


def _take(key: str) -> None:
    state, file = st.session_state, st.session_state[key]
    if file is None:
        return
    state["model_uploads"] += 1
    try:
        raw = file.getvalue()
        text = raw.decode("utf-8") if len(raw) <= SIZE_LIMIT else "x" * (SIZE_LIMIT + 1)
        model = upload(author(), text, file.name, library(workspace(), office().settings.home))
    except UnicodeDecodeError:
        state["model_failed"] = f"{file.name} is not UTF-8 text. Save it as UTF-8 in your editor, then add it again."
    except JourneyOfficeError as error:
        state["model_failed"] = str(error)
    else:
        state["model_said"] = f"Added {model.name}, edition {model.edition}, with {len(model.statements())} statements."
