"""What will we improve next? The backlog with owners, due dates and service levels, and the log of decisions."""

from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from core.finding import Finding
from core.improvement.decisions import decisions
from core.improvement.items import Item, items, late_ones
from core.wording import count, day
from pages.parts import access, show
from pages.parts.act import decision_form, item_form
from pages.parts.manage.workspace import workspace
from pages.parts.one_of import one_of

QUESTION = "What will we improve next?"


def finding(found: tuple[Item, ...], today: date) -> Finding:
    """Say what is open and what is late."""
    still = [one for one in found if not one.over]
    if not still:
        return Finding("Nothing is open.", "Add what should be improved,", "or send actions from the maturity page.")
    late, lacking = late_ones(still, today), [one for one in still if one.lacks()]
    things = "1 item is open;" if len(still) == 1 else f"{count(len(still))} items are open;"
    if late:
        return Finding(things, f"{count(len(late))} should be finished by now.", f"The longest: {late[0].title}.")
    if lacking:
        return Finding(
            things, f"{count(len(lacking))} lack an owner, a due date or a service level,", "so nobody is bound."
        )
    return Finding(things, "none is late,", f"and the next is due on {day(still[0].latest_on())}.")


def headline(found: tuple[Item, ...], today: date) -> None:
    """Show the numbers of the backlog."""
    still = [one for one in found if not one.over]
    done = [one for one in found if one.state == "done"]
    show.numbers(
        [
            show.Number("items_open", count(len(still))),
            show.Number("items_late", count(len(late_ones(still, today)))),
            show.Number("items_not_bound", count(sum(bool(one.lacks()) for one in still))),
            show.Number("items_done", count(len(done))),
        ]
    )


def listed(found: tuple[Item, ...], today: date) -> Item | None:
    """Show the items and return the chosen one."""
    rows = pd.DataFrame([_row(one, today) for one in found])
    config = {name: st.column_config.Column() for name in rows.columns}
    config["Item"] = st.column_config.TextColumn(width="large")
    place = one_of("item", "Backlog", rows, [one.item_id for one in found], config)
    return None if place is None else found[place]


def _row(one: Item, today: date) -> dict[str, object]:
    return {
        "State": "late" if one.late(today) else one.state,
        "Item": one.title,
        "Owner": one.owner or "nobody yet",
        "Finish by": day(one.latest_on()) if one.latest_on() else "not given",
        "Service level": f"{one.service_level_days} days" if one.service_level_days else "not given",
        "Opened": day(one.opened_on),
        "From": one.origin,
    }


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    today = datetime.now(UTC).date()
    found = items(workspace())
    st.markdown(finding(found, today).markdown())
    headline(found, today)
    with st.container(border=True):
        st.header("Backlog", anchor=False)
        chosen = listed(found, today) if found else None
        if access.may("write"):
            item_form.edit(chosen, today)
    with st.container(border=True):
        st.header("Decisions", anchor=False)
        st.caption("What was decided, why and by whom, so that nobody has to decide it twice.")
        decision_form.listed_and_edited(decisions(workspace()), today, may_write=access.may("write"))


main()
