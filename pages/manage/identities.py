"""Who is who? Which keys belong to one customer, why, and how to take a merge back."""

import streamlit as st

from core.finding import Finding
from core.intake.identities import blocks, merges, too_common
from core.intake.pairs import COLUMNS
from core.intake.receipt import Receipt
from core.quality import Measurement, indicators, quality
from core.wording import count, percent, plain
from pages.parts import access, page, show
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage import merges as merge_lists
from pages.parts.manage import receipt, work
from pages.parts.manage.merges import MOST, SLOT
from pages.parts.office import office
from pages.parts.view import View

QUESTION = "Who is who?"
EXAMPLE = f"{','.join(COLUMNS)}\ncustomer,K-1042,email,ann@example.org\ncustomer,K-1042,phone,+49 30 1234567\n"
STITCHING = ("stitched_customers", "stitched")


@kept_by_locale(max_entries=30, show_spinner="Counting keys …")
def stitching(dataset_id: str, data_version: int) -> tuple[Measurement, ...]:
    """Return how many customers and interactions are known under several keys."""
    del data_version
    chosen = tuple(one for one in indicators({}) if one.code in (*STITCHING, "customer", "several_customers"))
    return quality(office().open(dataset_id), chosen).overall


def finding(measured: dict[str, Measurement]) -> Finding:
    """Say how far customers are recognised across keys."""
    customers, contacts = measured["stitched_customers"], measured["stitched"]
    if customers.value is None:
        return Finding(
            "Customers are known under",
            "one kind of key only,",
            "so a customer who changes the channel may look like two. Upload a table of pairs, or map more "
            "keys in the import.",
        )
    return Finding(
        "",
        f"{percent(customers.value)} of customers",
        f"are known under more than one key; they made {percent(contacts.value)} of the interactions.",
    )


def upload_pairs(view: View) -> None:
    """Take a pair table in."""
    st.markdown(
        f"A CSV with the four columns `{', '.join(COLUMNS)}`: each line says that two keys are one customer. "
        f"The kinds are those of your imports."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            "An example to fill in",
            EXAMPLE,
            "identity pairs.csv",
            "text/csv",
            key="pairs_example",
            on_click="ignore",
            icon=":material/download:",
            help="A file with the right columns.",
        )
    file = st.file_uploader(
        "Drop the pair table here",
        key=f"pairs_{st.session_state.get('pair_uploads', 0)}",
        type="csv",
        help="UTF-8 CSV. It can be undone like any import.",
    )
    if file is not None:
        token = access.door().keep_upload([(file.name, file)])
        st.session_state["pair_uploads"] = st.session_state.get("pair_uploads", 0) + 1
        dataset_id = view.dataset.dataset_id
        work.start(SLOT, f"Load the pairs of {file.name}", lambda door, _: door.import_pairs(dataset_id, token))
        st.rerun()


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    work.keep_in_url(SLOT)
    done = work.follow(SLOT)
    running = work.current(SLOT)
    if running is not None and not running.over:
        return
    measured = {one.indicator.code: one for one in stitching(view.dataset.dataset_id, view.dataset.data_version)}
    opening.say(finding(measured), None)
    if done is not None:
        st.success(f"Done: {plain(done.title)}", icon=":material/check:")
        if isinstance(done.result, Receipt):
            receipt.account(done.result)
    show.numbers(
        [
            show.Number(
                one.indicator.term,
                percent(one.value),
                f"{count(one.part)} of {count(one.whole)}.",
                note=one.remark or f"{count(one.part)} of {count(one.whole)}",
            )
            for one in measured.values()
        ]
    )
    for title, content in (
        ("Add a table of pairs", upload_pairs),
        ("Keys that are one customer", merge_lists.merged),
        ("Pairs kept apart", merge_lists.kept_apart),
        ("Keys that are too common", merge_lists.common),
    ):
        with st.container(border=True):
            st.header(title, anchor=False)
            content(view)
    answers = {
        "Merges": merges(view.database, MOST),
        "Too common keys": too_common(view.database),
        "Pairs kept apart": blocks(view.database),
    }
    page.provenance(view, answers, {one.indicator.label: one.indicator.meaning for one in measured.values()})


main()
