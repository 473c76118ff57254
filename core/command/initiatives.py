"""The initiatives' question: what could be done, and what comes first by which method."""

import argparse
from typing import TYPE_CHECKING, Any

from core.access import OPERATOR
from core.command.options import command
from core.command.output import Output, Table, csv_blocks
from core.datasets import Office
from core.planning.example import load_example, remove_example
from core.planning.export import exported
from core.planning.joining import Joined, examples, joined
from core.planning.scores import Scores, scores
from core.planning.scoring import WEIGHTED, setup
from core.priorities.methods import METHODS
from core.text import counted
from core.wording import NOT_AVAILABLE, number
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the command of this group."""
    asked = command(commands, "initiatives", "which initiatives are there, and which come first?", listed)
    asked.add_argument(
        "--method", choices=(*METHODS, WEIGHTED), help="in whose order; default: the method that the office goes by"
    )
    example = asked.add_mutually_exclusive_group()
    example.add_argument(
        "--example", action="store_true", help="load 12 made-up initiatives first; refused beside real ones"
    )
    example.add_argument("--remove-example", action="store_true", help="remove the made-up initiatives first")


def listed(office: Office, args: argparse.Namespace) -> Output:
    """List the initiatives in the order of a method, those that it can't rank last."""
    workspace = Workspace.of(office.settings)
    try:
        done = _examples(workspace, args)
        found, chosen, told = joined(workspace), setup(workspace), examples(workspace).sentence()
    finally:
        workspace.close()
    scored = scores([each.initiative for each in found], chosen)
    code = args.method or chosen.method
    ordered = sorted(found, key=lambda each: _place(scored, code, each))
    rows = exported(ordered, scored)
    data = {
        "method": code, "setup": chosen, "examples": told, "refused": scored.refused,
        "initiatives": [_json(each, scored) for each in ordered],
    }  # fmt: skip
    names = [method.name for method in scored.methods]
    table = Table.of("", ("Initiative", *names, "Notes"), [_row(each, scored) for each in ordered])
    first = scored.methods[[method.code for method in scored.methods].index(code)].name
    head = (*done, f"{counted(len(found), 'initiative')}, by {first}; in brackets the rank.") if found else done
    none = () if found else ("There is no initiative yet: the backlog has no open item. --example loads made-up ones.",)
    foot = (*none, *scored.refused.values(), *([told] if told else []))
    full = Table.of("", rows.headers, rows.rows)
    return Output(data, (table,) if found else (), tuple(head), foot, csv=csv_blocks((full,)))


def _examples(workspace: Workspace, args: argparse.Namespace) -> tuple[str, ...]:
    if args.example:
        return (f"Loaded {counted(len(load_example(workspace.by(OPERATOR))), 'example')}.",)
    if args.remove_example:
        return (f"Removed {counted(remove_example(workspace.by(OPERATOR)), 'example')}.",)
    return ()


def _place(scored: Scores, code: str, each: Joined) -> tuple[bool, int]:
    rank = scored.of(code, each.initiative.initiative_id).rank
    return rank is None, rank or 0


def _row(each: Joined, scored: Scores) -> tuple[str, ...]:
    cells = []
    for method in scored.methods:
        score = scored.of(method.code, each.initiative.initiative_id)
        cells.append(NOT_AVAILABLE if score.score is None else f"{number(score.score, 2)} ({score.rank})")
    return (each.initiative.title, *cells, " ".join((*each.unmet, *each.notes)))


def _json(each: Joined, scored: Scores) -> dict[str, Any]:
    one, kept = each.initiative, each.estimate
    return {
        "initiative": one, "example": each.example, "state": each.item.state if each.item else None,
        "version": kept.version, "estimated_by": kept.owner,
        "reason": kept.reason, "evidence": kept.evidence,
        "business_case": each.case, "value_from": each.value_from, "unmet": each.unmet, "notes": each.notes,
        "scores": {method.code: scored.of(method.code, one.initiative_id) for method in scored.methods},
    }  # fmt: skip
