"""The maturity page's question, its files, and its rounds."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from core.command.options import add_dataset, command, dataset_of
from core.command.output import Output, Table
from core.datasets import Office
from core.datasets.office import OFFICE_ID
from core.errors import FileRefusedError, InvalidInputError, NotFoundError
from core.facts import gather
from core.facts.actions_sent import commitments
from core.improvement.items import items
from core.maturity import tables as of_round
from core.maturity.library import library
from core.maturity.printing import form_pdf, leader_page, leader_pdf, question_form
from core.maturity.report import RoundReport
from core.maturity.rounds import Round, progress, responses, round_of, rounds
from core.maturity.standing import standing
from core.maturity.workbook import workbook
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands

T = TypeVar("T")
TABLES = ("levels", "findings", "statements", "groups", "comments", "actions", "about")
SHORT = (
    (
        "Levels",
        "levels",
        ("Capability", "Staged level", "Stage", "Additive level", "95 % from", "95 % to", "Respondents"),
    ),
    ("By role and team", "groups", ("Capability", "By", "Group", "Additive level", "Respondents")),
    ("Actions", "actions", ("No.", "Action", "Capability", "For stage", "Effort", "Owner", "By")),
)
ROUND_COLUMNS = (
    "round_id",
    "name",
    "model",
    "edition",
    "opened_on",
    "closes_on",
    "state",
    "anonymous",
    "asked",
    "answered",
)


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    shown = command(commands, "maturity", "how mature is our office?", measure)
    _about_round(shown)
    shown.add_argument("--table", choices=TABLES, default="levels", help="what --csv prints; default: levels")
    add_dataset(shown, explain=False)
    for name, question, ending, run in (
        ("maturity-print", "print a round on one page", "pdf", print_page),
        ("maturity-workbook", "write a round as an Excel workbook", "xlsx", write_workbook),
    ):
        made = command(commands, name, question, run)
        _about_file(made, ending)
        _about_round(made)
        add_dataset(made, explain=False)
    form = command(commands, "maturity-form", "print the blank questionnaire of a round or of a model", print_form)
    _about_file(form, "pdf")
    of = form.add_mutually_exclusive_group(required=True)
    of.add_argument("--round", metavar="ID", help="a round, as maturity-rounds lists it")
    of.add_argument("--model", metavar="CODE", help="a model that no round needs to ask")
    command(commands, "maturity-rounds", "which rounds of the self-assessment are there, and who has answered?", listed)


def _about_round(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="ID", help="default: the newest round with an answer")


def _about_file(parser: argparse.ArgumentParser, ending: str) -> None:
    parser.add_argument("file", metavar=f"FILE.{ending}", type=Path, help="the file to write")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def measure(office: Office, args: argparse.Namespace) -> Output:
    """Return the results of a round as sentences and tables."""
    report = _with_workspace(office, lambda workspace: _report(office, workspace, args))
    found = report.standing
    made = of_round.tables(report)
    frames = {name: _frame(table) for name, table in made.items()}
    data = {
        "round": {"round_id": found.round.round_id, "name": found.round.name, "anonymous": found.round.anonymous},
        "asked": found.progress.asked,
        "answered": found.progress.answered,
        "results": found.results,
        "targets": found.targets,
        "change": found.change,
        "compared_with": found.before.round_id if found.before else None,
        "facts_of": report.data_version,
        "findings": frames["findings"],
        "statements": frames["statements"],
        "actions": frames["actions"],
    }
    sentences = [str(row[1]) for row in made["findings"].rows]
    short = [Table(title, frames[name][list(shown)]) for title, name, shown in SHORT if len(frames[name])]
    head = (sentences[0], f"Round {found.round.name}: {report.answered()}, {report.period()}.")
    return Output(data, tuple(short), head, tuple(sentences[1:]), csv=of_round.csv_of(made[args.table]))


def print_page(office: Office, args: argparse.Namespace) -> Output:
    """Write the leader's page."""
    report = _before_writing(office, args)
    return _written(args, leader_pdf(leader_page(report)), report.standing.round)


def write_workbook(office: Office, args: argparse.Namespace) -> Output:
    """Write the workbook."""
    report = _before_writing(office, args)
    return _written(args, workbook(report), report.standing.round)


def print_form(office: Office, args: argparse.Namespace) -> Output:
    """Write the blank questionnaire."""
    _refuse_present(args)
    if args.round is not None:
        one = _with_workspace(office, lambda workspace: round_of(workspace, args.round))
        return _written(args, form_pdf(question_form(one, _now())), one)
    models = _with_workspace(office, lambda workspace: library(workspace, office.settings.home)).models
    if args.model not in models:
        raise NotFoundError(f"There is no model {args.model!r}. There are: {', '.join(sorted(models))}.")
    return _written(args, form_pdf(question_form(models[args.model], _now())), None)


def listed(office: Office, args: argparse.Namespace) -> Output:
    """List the rounds, the newest first."""
    del args

    def rows(workspace: Workspace) -> list[tuple[object, ...]]:
        return [_round_row(workspace, one) for one in rounds(workspace)]

    found = pd.DataFrame(_with_workspace(office, rows), columns=list(ROUND_COLUMNS), dtype=object)
    none = () if len(found) else ("There is no round yet. The app begins one.",)
    return Output({"rounds": found}, (Table("", found),) if len(found) else (), none, csv=None)


def _round_row(workspace: Workspace, one: Round) -> tuple[object, ...]:
    now = progress(workspace, one)
    return (
        one.round_id, one.name, one.model.code, one.model.edition, one.opened_on, one.closes_on, one.state,
        one.anonymous, now.asked, now.answered,
    )  # fmt: skip


def _with_workspace(office: Office, ask: Callable[[Workspace], T]) -> T:
    workspace = Workspace.of(office.settings)
    try:
        return ask(workspace)
    finally:
        workspace.close()


def _before_writing(office: Office, args: argparse.Namespace) -> RoundReport:
    _refuse_present(args)
    return _with_workspace(office, lambda workspace: _report(office, workspace, args))


def _report(office: Office, workspace: Workspace, args: argparse.Namespace) -> RoundReport:
    one, now = _round(workspace, args), _now()
    dataset_id = _dataset(office, args)
    found = standing(workspace, one, facts := gather(office, workspace, dataset_id, now.date()))
    version = ""
    if dataset_id is not None:
        info = office.info(dataset_id)
        version = f"{info.name}, data version {info.data_version}"
    return RoundReport(found, now, version, facts, commitments(one.model, items(workspace)))


def _round(workspace: Workspace, args: argparse.Namespace) -> Round:
    if args.round is not None:
        return round_of(workspace, args.round)
    for one in (every := rounds(workspace)):
        if responses(workspace, one):
            return one
    if not every:
        raise NotFoundError("There is no round of a self-assessment yet. Begin one in the app, under Maturity.")
    raise InvalidInputError(f"Nobody has answered any of the {len(every)} rounds yet. Hand out the links.")


def _dataset(office: Office, args: argparse.Namespace) -> str | None:
    """Return the dataset that the facts are of, or None where none is named and it isn't clear which is meant."""
    ids = office.ids()
    return dataset_of(office, args) if args.dataset is not None or OFFICE_ID in ids or len(ids) == 1 else None


def _refuse_present(args: argparse.Namespace) -> None:
    if args.file.exists() and not args.force:
        raise InvalidInputError(f"{args.file} is there already and was left as it is. --force writes over it.")


def _written(args: argparse.Namespace, content: bytes, one: Round | None) -> Output:
    try:
        with args.file.open("wb" if args.force else "xb") as target:
            target.write(content)
    except OSError as error:
        raise FileRefusedError(f"{args.file} can't be written: {error.strerror}. Choose another place.") from error
    data = {"file": str(args.file), "bytes": len(content), "round_id": one.round_id if one else None}
    return Output(data, (Table.of("", list(data), [list(data.values())]),), (f"Wrote {args.file}.",))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _frame(table: of_round.Table) -> pd.DataFrame:
    return pd.DataFrame(list(table.rows), columns=[one.name for one in table.columns], dtype=object)
