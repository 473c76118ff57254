"""The backlog's and the audit page's questions."""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.command.options import command
from core.command.output import Output, Table
from core.datasets import Office
from core.improvement.decisions import decisions
from core.improvement.items import items
from core.wording import count
from core.workspace import Workspace
from core.workspace.history import COLUMNS, history_table

if TYPE_CHECKING:
    from core.command.options import Commands

ITEM = ("title", "state", "owner", "due_on", "service_level_days", "opened_on", "origin")
DECISION = ("decided_on", "title", "decided_by", "reason")


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    command(commands, "backlog", "what will we improve next?", backlog)
    command(commands, "decisions", "what was decided?", decided)
    changes = command(commands, "audit", "who changed what?", audit)
    changes.add_argument("--most", type=int, default=100, metavar="N", help="how many changes; default: %(default)s")
    changes.add_argument("--before", type=int, metavar="ROW", help="only rows before this one, to go further back")


def backlog(office: Office, _: argparse.Namespace) -> Output:
    """List the backlog, the open items first, the soonest due of them first."""
    workspace, today = Workspace.of(office.settings), datetime.now(UTC).date()
    try:
        found = items(workspace)
    finally:
        workspace.close()
    rows = [[getattr(one, name) for name in ITEM] + [one.late(today)] for one in found]
    data = {"items": [{**asdict(one), "late": one.late(today)} for one in found]}
    return Output(data, (Table.of("", (*ITEM, "late"), rows),))


def decided(office: Office, _: argparse.Namespace) -> Output:
    """List the decisions, the newest first."""
    workspace = Workspace.of(office.settings)
    try:
        found = decisions(workspace)
    finally:
        workspace.close()
    rows = [[getattr(one, name) for name in DECISION] for one in found]
    return Output({"decisions": found}, (Table.of("", DECISION, rows),))


def audit(office: Office, args: argparse.Namespace) -> Output:
    """List changes, the last one first; 'check' says whether the record is whole."""
    workspace = Workspace.of(office.settings)
    try:
        found, head = workspace.changes(most=max(1, args.most), before=args.before), workspace.head()
    finally:
        workspace.close()
    rows = history_table(found)
    names = ("number", "at", "actor", "action", "what", "which")
    table = rows.rename(columns=dict(zip(COLUMNS, names, strict=True)))
    data = {"changes": table.assign(hash=[entry.hash for entry in found]), "rows": head.number, "hash": head.hash}
    return Output(
        data, (Table("", table),), (f"The record has {count(head.number)} rows; its last hash is {head.hash}.",)
    )
