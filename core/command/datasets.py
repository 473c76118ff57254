"""Datasets: list, create, delete, load the demo; window and kinds of channels."""

import argparse
import dataclasses
from typing import TYPE_CHECKING, get_args

from core.command.options import add_dataset, command, dataset_of, pair
from core.command.output import Output, Table, say
from core.command.receipts import receipt_tables
from core.command.watching import done, watch
from core.datasets import DatasetInfo, Office
from core.errors import InvalidInputError, JourneyOfficeError
from core.intake.change import set_channel_services, set_window
from core.journeys.channels import Service, channels_in_use
from core.journeys.windows import journeys_by_window
from data.demo.load import load_demo, load_second_system
from data.demo.planted import Company

if TYPE_CHECKING:
    from core.command.options import Commands

COLUMNS = tuple(one.name for one in dataclasses.fields(DatasetInfo))
SHOWN = (
    "dataset_id",
    "name",
    "kind",
    "interactions",
    "journeys",
    "customers",
    "data_from",
    "data_until",
    "data_version",
)


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    command(commands, "datasets", "which datasets are there, and what do they hold?", list_datasets)
    made = command(commands, "create", "create an empty dataset", create)
    made.add_argument("name", metavar="NAME", help="its name; the id is made from it")
    made.add_argument("--kind", choices=("ad-hoc", "office"), default="ad-hoc", help="default: ad-hoc")
    made.add_argument("--currency", default="EUR", metavar="CODE", help="of all its amounts; default: EUR")
    gone = command(commands, "delete", "delete a dataset with everything in it", delete)
    gone.add_argument("dataset", metavar="ID", help="its id, as 'datasets' lists it")
    gone.add_argument("--yes", action="store_true", help="really delete it")
    demo = command(commands, "demo", "make a synthetic company and load it as the dataset 'demo'", load)
    demo.add_argument("--journeys", type=int, default=Company.journeys, metavar="N", help="default: %(default)s")
    demo.add_argument("--second-system", action="store_true", help="add a chat tool's export and its identity pairs")
    demo.add_argument("--seed", type=int, default=Company.seed, metavar="S", help="default: %(default)s")
    days = command(commands, "window", "how do the journeys move with the inactivity window?", window)
    days.add_argument("--set", type=int, metavar="DAYS", dest="days", help="set the window and build the journeys anew")
    add_dataset(days)
    kinds = command(commands, "channels", "which channels are there, and which are self-service?", channels)
    kinds.add_argument(
        "--set", type=pair, action="extend", nargs="+", default=[], metavar="LABEL=KIND", dest="services",
        help="KIND is self-service, assisted or unknown",
    )  # fmt: skip
    add_dataset(kinds)


def list_datasets(office: Office, _: argparse.Namespace) -> Output:
    """Describe every dataset; one that can't be opened is listed with its problem."""
    found, worst = [], 0
    for dataset_id in office.ids():
        problem, info = None, dict.fromkeys(COLUMNS) | {"dataset_id": dataset_id}
        try:
            info = vars(office.info(dataset_id))
        except JourneyOfficeError as error:
            problem, worst = str(error), max(worst, error.exit_code)
            say(problem)
        found.append({**info, "problem": problem})
    shown = [[one[name] for name in SHOWN] for one in found]
    return Output({"datasets": found}, (Table.of("", SHOWN, shown),), exit_code=worst)


def create(office: Office, args: argparse.Namespace) -> Output:
    """Create a dataset and print its id."""
    dataset_id = office.create(args.name, args.kind, currency=args.currency)
    return Output({"dataset_id": dataset_id}, (Table.of("", ("dataset_id",), [[dataset_id]]),))


def delete(office: Office, args: argparse.Namespace) -> Output:
    """Delete a dataset, when it is really meant."""
    if not args.yes:
        raise InvalidInputError(f"Deleting {args.dataset!r} can't be taken back. Add --yes if you mean it.")
    office.delete(args.dataset)
    return Output({"deleted": args.dataset}, (Table.of("", ("deleted",), [[args.dataset]]),))


def load(office: Office, args: argparse.Namespace) -> Output:
    """Make and load the demo."""
    try:
        company = Company(seed=args.seed, journeys=args.journeys)
        receipt = load_demo(office, company, watch())
        if args.second_system and not receipt.already_imported:
            load_second_system(office, company, watch())
    finally:
        done()
    head = "The dataset 'demo' is there already; nothing was changed." if receipt.already_imported else ""
    return Output({"dataset": "demo", "receipt": receipt}, receipt_tables([receipt]), (head,) if head else ())


def window(office: Office, args: argparse.Namespace) -> Output:
    """Count the journeys under four windows, after setting the window when asked to."""
    dataset_id = dataset_of(office, args)
    if args.days is not None:
        set_window(office, dataset_id, args.days)
    answer = journeys_by_window(office.open(dataset_id))
    days = office.info(dataset_id).window_days
    data = {"dataset": dataset_id, "data_version": answer.data_version, "window_days": days, "windows": answer.rows}
    head = f"The window is {days} days. Counted over interactions without a journey id."
    return Output(data, (Table("", answer.rows),), (head,), answers=(answer,))


def channels(office: Office, args: argparse.Namespace) -> Output:
    """List the channels, after setting their kinds when asked to."""
    dataset_id = dataset_of(office, args)
    if args.services:
        set_channel_services(office, dataset_id, {label: _service(kind) for label, kind in args.services})
    answer = channels_in_use(office.open(dataset_id))
    data = {"dataset": dataset_id, "data_version": answer.data_version, "channels": answer.rows}
    return Output(data, (Table("", answer.rows),), answers=(answer,))


def _service(kind: str) -> Service | None:
    if kind not in (*get_args(Service), "unknown"):
        raise InvalidInputError(f"A channel can't be {kind!r}. It is self-service, assisted or unknown.")
    return None if kind == "unknown" else kind  # type: ignore[return-value]
