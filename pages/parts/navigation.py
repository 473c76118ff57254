"""The one list of pages: what exists, in which section, under which address."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Entry:
    """One page. `address` is its place in the URL; the default page has none."""

    section: str
    file: str
    title: str
    address: str
    icon: str
    help: str


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "Start",
        "start/overview.py",
        "Overview",
        "",
        "space_dashboard",
        "What data is here, its headline numbers and where to go from here.",
    ),
    Entry(
        "Understand",
        "understand/path_flows.py",
        "Path flows",
        "paths",
        "conversion_path",
        "Which steps journeys take, one after the other, and where they end.",
    ),
    Entry(
        "Understand",
        "understand/loop_map.py",
        "Loop map",
        "loops",
        "cycle",
        "Which step directly follows which, with time and cost: where customers go round in circles.",
    ),
    Entry(
        "Understand",
        "understand/patterns.py",
        "Patterns",
        "patterns",
        "search_insights",
        "How often one step is followed by another, without or within something.",
    ),
    Entry(
        "Understand",
        "understand/comparison.py",
        "Compare",
        "compare",
        "compare_arrows",
        "Two groups, or before and after, side by side with intervals.",
    ),
    Entry(
        "Understand",
        "understand/journeys.py",
        "Journeys",
        "journeys",
        "format_list_bulleted",
        "The journeys behind a number, and one customer's timeline.",
    ),
    Entry(
        "Act",
        "act/backlog.py",
        "Backlog",
        "backlog",
        "checklist",
        "What will be improved, by whom and by when, and what was decided.",
    ),
    Entry(
        "Manage",
        "manage/import_file.py",
        "Import",
        "import",
        "upload_file",
        "Add contacts from an export: CSV, Excel, Parquet and more.",
    ),
    Entry(
        "Manage",
        "manage/datasets.py",
        "Datasets",
        "datasets",
        "database",
        "What data there is, what each import did, and how journeys are cut.",
    ),
    Entry(
        "Manage",
        "manage/quality.py",
        "Data quality",
        "quality",
        "verified",
        "Whether the data can carry the numbers: leading indicators with limits and owners.",
    ),
    Entry(
        "Manage",
        "manage/identities.py",
        "Identities",
        "identities",
        "join_inner",
        "Which keys belong to one customer, why, and how to take a merge back.",
    ),
    Entry(
        "Manage",
        "manage/maturity.py",
        "Maturity",
        "maturity",
        "stairs",
        "How mature the office is: stage by capability, agreement, evidence, gaps and actions.",
    ),
    Entry(
        "Manage",
        "manage/rounds.py",
        "Rounds",
        "rounds",
        "groups",
        "Rounds of the maturity self-assessment: whom to ask, their links, and who has answered.",
    ),
    Entry(
        "Manage",
        "manage/answer.py",
        "Answer",
        "answer",
        "how_to_reg",
        "The questionnaire of the maturity self-assessment.",
    ),
    Entry(
        "Manage",
        "manage/audit.py",
        "Audit",
        "audit",
        "history",
        "Every change to what people wrote: who, when, what, before and after, and whether the record is whole.",
    ),
)
BY_ADDRESS = {entry.address: entry for entry in ENTRIES}


def page(address: str) -> Any:
    """Return the Streamlit page of an address, for links and for the navigation."""
    entry = BY_ADDRESS[address]
    return st.Page(
        FOLDER / entry.file,
        title=entry.title,
        icon=f":material/{entry.icon}:",
        url_path=entry.address or None,
        default=not entry.address,
        help=entry.help,
    )


def sections() -> dict[str, list[Any]]:
    """Return the pages by section, in order."""
    found: dict[str, list[Any]] = {}
    for entry in ENTRIES:
        found.setdefault(entry.section, []).append(page(entry.address))
    return found


def exists(address: str) -> bool:
    """Say whether a page is in the list, for pages that point to one that may not be built in."""
    return address in BY_ADDRESS
