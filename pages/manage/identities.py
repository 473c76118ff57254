"""Who is who? Which keys belong to one customer, why, and how to take a merge back."""

from functools import partial

import streamlit as st

from core.errors import InvalidInputError
from core.finding import Finding
from core.intake.change import block_merge, set_identity_cap, unblock_merge
from core.intake.identities import blocks, merges, too_common
from core.intake.imports import Upload
from core.intake.pairs import COLUMNS, import_identity_pairs
from core.intake.receipt import Receipt
from core.intake.uploads import discard, spool, spooled
from core.quality import Measurement, indicators, quality
from core.wording import count, percent, plain
from pages.parts import page, show
from pages.parts.manage import receipt, work
from pages.parts.manage.workspace import ACTOR
from pages.parts.office import office
from pages.parts.view import View

QUESTION = "Who is who?"
SLOT = "identity"
MOST = 1000
EXAMPLE = f"{','.join(COLUMNS)}\ncustomer,K-1042,email,ann@example.org\ncustomer,K-1042,phone,+49 30 1234567\n"
STITCHING = ("stitched_customers", "stitched")


@st.cache_data(max_entries=30, show_spinner="Counting keys …")
def stitching(dataset_id: str, data_version: int) -> tuple[Measurement, ...]:
    """Return how many customers and contacts are known under several keys."""
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
            "so a customer who changes the channel may look like two. Upload a table of pairs, or map more keys in the import.",
        )
    return Finding(
        "",
        f"{percent(customers.value)} of customers",
        f"are known under more than one key; they made {percent(contacts.value)} of the contacts.",
    )


def upload_pairs(view: View) -> None:
    """Take a pair table in."""
    st.markdown(
        f"A CSV with the four columns `{', '.join(COLUMNS)}`: each line says that two keys are one customer. The kinds are those of your imports."
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
        token = spool(office().settings.home, [(file.name, file)])
        st.session_state["pair_uploads"] = st.session_state.get("pair_uploads", 0) + 1
        work.start(SLOT, f"Load the pairs of {file.name}", lambda _: _load(view.dataset.dataset_id, token))
        st.rerun()


def _load(dataset_id: str, token: str) -> Receipt:
    home = office().settings.home
    try:
        file = spooled(home, token)[0]
        return import_identity_pairs(office(), dataset_id, Upload.of(file.path, file.file_name, ACTOR))
    finally:
        discard(home, token)


def merged(view: View) -> None:
    """List the merges with their evidence; a chosen one can be split."""
    answer = merges(view.database, MOST)
    if answer.rows.empty:
        st.caption("No two keys are one customer yet.")
        return
    rows = answer.rows
    config = {
        "kind_a": st.column_config.TextColumn("Kind", width="small"),
        "value_a": st.column_config.TextColumn("Key"),
        "kind_b": st.column_config.TextColumn("is also kind", width="small"),
        "value_b": st.column_config.TextColumn("key"),
        "records": st.column_config.NumberColumn("Records that say so", format="localized"),
        "imports": st.column_config.NumberColumn("Imports that say so"),
    }
    key = show.key_for("merges", view)
    picked = show.table(rows, config, show.Choice(key, "Keys that are one customer", "single-row"), height=320)
    st.caption(
        f"The first {count(MOST)} merges."
        if len(rows) == MOST
        else f"{count(len(rows))} merges. Choose one to split it."
    )
    if picked:
        row = rows.iloc[picked[0]]
        keys = tuple(str(row[name]) for name in ("kind_a", "value_a", "kind_b", "value_b"))
        with st.form("split_form"):
            st.markdown(f"Keep **{plain(keys[1])}** and **{plain(keys[3])}** apart?")
            reason = st.text_input(
                "Why they are not one customer",
                max_chars=200,
                key="split_reason",
                help="Others will read it; a reason is required.",
            )
            if st.form_submit_button(
                "Split them", help="Journeys of these customers are built anew. It can be taken back below."
            ):
                if not reason.strip():
                    raise InvalidInputError("Splitting two customers needs a reason, so that others can follow it.")
                work.start(
                    SLOT, f"Split {keys[1]} and {keys[3]}", partial(_split, view.dataset.dataset_id, keys, reason)
                )
                st.rerun()


def _split(dataset_id: str, keys: tuple[str, str, str, str], reason: str, _: object) -> None:
    block_merge(office(), dataset_id, keys, reason, ACTOR)


def kept_apart(view: View) -> None:
    """List the pairs people keep apart, with a way to take it back."""
    rows = blocks(view.database).rows
    if rows.empty:
        st.caption("No pair is kept apart.")
        return
    shown = rows.assign(blocked_at=rows["blocked_at"].dt.strftime("%Y-%m-%d %H:%M"))
    names = {
        "kind_a": "Kind",
        "value_a": "Key",
        "kind_b": "Kind of the other",
        "value_b": "Other key",
        "reason": "Why",
        "actor": "By",
        "blocked_at": "When (UTC)",
    }
    config = {name: st.column_config.TextColumn(words) for name, words in names.items()}
    picked = show.table(shown, config, show.Choice(show.key_for("blocks", view), "Pairs kept apart", "single-row"))
    if picked:
        row = rows.iloc[picked[0]]
        keys = tuple(str(row[name]) for name in ("kind_a", "value_a", "kind_b", "value_b"))
        st.button("Let them be one customer again", key="unsplit", on_click=work.start, args=(SLOT, f"Join {keys[1]} and {keys[3]}", partial(_join, view.dataset.dataset_id, keys)),
                  help="The evidence of the imports counts again.")  # fmt: skip


def _join(dataset_id: str, keys: tuple[str, str, str, str], _: object) -> None:
    unblock_merge(office(), dataset_id, keys)


def common(view: View) -> None:
    """List keys that are too common to tell a customer, and the limit for it."""
    cap = view.dataset.identity_cap
    rows = too_common(view.database).rows
    st.markdown(
        f"A key linked to more than **{cap} other keys** merges nobody: a switchboard, a shared mailbox, a test account."
    )
    if rows.empty:
        st.caption("No key is over the limit.")
    else:
        config = {
            "kind": st.column_config.TextColumn("Kind", width="small"),
            "value": st.column_config.TextColumn("Key"),
            "linked_keys": st.column_config.NumberColumn("Linked keys", format="localized"),
        }
        show.table(rows, config, show.Choice(show.key_for("common", view), "Keys that are too common"))
    with st.form("cap_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.number_input(
            "Most linked keys",
            1,
            1000,
            cap,
            key=f"cap_{view.dataset.data_version}",
            width=200,
            help="A key with more links than this merges nobody.",
        )
        if st.form_submit_button("Set the limit", help="Customers are stitched anew."):
            work.start(
                SLOT,
                f"Set the limit to {chosen} keys",
                lambda _: set_identity_cap(office(), view.dataset.dataset_id, int(chosen)),
            )
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
                one.indicator.label,
                percent(one.value),
                f"{one.indicator.meaning} {count(one.part)} of {count(one.whole)}.",
                note=one.remark or f"{count(one.part)} of {count(one.whole)}",
            )
            for one in measured.values()
        ]
    )
    for title, content in (
        ("Add a table of pairs", upload_pairs),
        ("Keys that are one customer", merged),
        ("Pairs kept apart", kept_apart),
        ("Keys that are too common", common),
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
