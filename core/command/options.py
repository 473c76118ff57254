"""Flags that several commands share, and what they mean."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from core.command.output import Output
from core.datasets import Office
from core.datasets.office import OFFICE_ID
from core.engine import Database
from core.errors import InvalidInputError, NotFoundError
from core.lens import BY, Lens
from core.scope import Scope
from core.text import capital

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[Office, argparse.Namespace], Output]


def command(commands: "Commands", name: str, question: str, run: Run) -> argparse.ArgumentParser:
    """Add a command that answers `question`, with the flags that every command has."""
    parser = commands.add_parser(name, help=question, description=_sentence(question))
    parser.set_defaults(run=run)
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--json", action="store_true", help="print JSON; unknown is null, shares are 0 to 1")
    printed.add_argument("--csv", action="store_true", help="print CSV that no spreadsheet takes for formulas")
    parser.add_argument("--debug", action="store_true", help="show the trace of an error")
    return parser


def _sentence(question: str) -> str:
    return capital(question) + ("" if question.endswith("?") else ".")


def add_dataset(parser: argparse.ArgumentParser, *, explain: bool = True) -> None:
    """Add `--dataset`, and `--explain` where a question is asked of the data."""
    parser.add_argument("--dataset", metavar="ID", help=f"default: {OFFICE_ID!r}, or the only dataset there is")
    if explain:
        parser.add_argument("--explain", action="store_true", help="add the SQL, its parameters and the data version")


def dataset_of(office: Office, args: argparse.Namespace) -> str:
    """Return the id of the dataset a command is about; raises `InvalidInputError` when it isn't clear."""
    ids = office.ids()
    if args.dataset is not None:
        if args.dataset not in ids:
            raise NotFoundError(f"There is no dataset {args.dataset!r}. {_there_are(ids)}")
        return str(args.dataset)
    if OFFICE_ID in ids or len(ids) == 1:
        return ids[0]
    raise InvalidInputError(f"Say which dataset is meant with --dataset ID. {_there_are(ids)}")


def database_of(office: Office, args: argparse.Namespace) -> Database:
    """Open the dataset a command is about."""
    return office.open(dataset_of(office, args))


def _there_are(ids: tuple[str, ...]) -> str:
    if not ids:
        return "There is none yet: 'journey-office create NAME' or 'journey-office demo' makes one."
    return f"There are: {', '.join(ids)}."


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say which journeys are meant."""
    scope = parser.add_argument_group("scope", "which journeys; each flag narrows it")
    scope.add_argument("--from", dest="period_from", type=day, metavar="DAY", help="started on this day or later")
    scope.add_argument("--to", dest="period_to", type=day, metavar="DAY", help="started on this day or earlier")
    for kind in ("issue", "region", "segment"):
        scope.add_argument(f"--{kind}", action="append", default=[], metavar="LABEL", help="may be given repeatedly")
    scope.add_argument("--outcome", choices=("all", "resolved", "unresolved"), default="all", help="default: all")


def scope_of(args: argparse.Namespace) -> Scope:
    """Return the scope that the flags describe."""
    return Scope(
        args.period_from, args.period_to, tuple(args.issue), tuple(args.region), tuple(args.segment), args.outcome
    )


def add_lens(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say what a step is."""
    parser.add_argument("--by", choices=BY, default="channel", help="what a step shows; default: channel")
    parser.add_argument("--collapse", action="store_true", help="count neighbouring steps of one name as one")


def lens_of(args: argparse.Namespace) -> Lens:
    """Return the lens that the flags describe."""
    return Lens(args.by, args.collapse)


def pair(text: str) -> tuple[str, str]:
    """Read `name=value`; the value may hold further equals signs.

    >>> pair("segment=Small = medium")
    ('segment', 'Small = medium')
    """
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value


def day(text: str) -> date:
    """Read a day as 2025-01-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day as 2025-01-31") from None
