"""The flags that say how a file is read, and which of them answers which question."""

import argparse
from pathlib import Path

from core.command.options import pair
from core.intake.fields import FIELD_BY_NAME, IDENTITY_FIELDS

FLAGS = {
    "header": "--header-line N (0: there is none)",
    "decimal": "--decimal . or --decimal ,",
    "date_order": "--date-order day or --date-order month",
    "date_order_of_dates": "--date-order day or --date-order month",
    "time_format": "--time-format FORMAT",
    "zone": "--zone ZONE, as --zone Europe/Berlin",
    "required": "--map FIELD=COLUMN: occurred_at, and one of journey_id, " + ", ".join(IDENTITY_FIELDS),
    "channel": "--map channel=COLUMN, --fixed channel=NAME, or --map channel= for none",
}


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say how a file is read; what is not given is guessed or asked."""
    read = parser.add_argument_group("how the file is read", "what is not given is guessed; what can't be, is asked")
    _meaning(read)
    _times(read)
    read.add_argument("--pseudonymise", action="store_true", default=None, help="keep no customer key in the clear")
    read.add_argument("--text", choices=("keep", "mask", "drop"), help="what becomes of texts; default: keep")
    read.add_argument("--sheet", metavar="S", help="of a workbook; default: the first with data")
    read.add_argument("--encoding", metavar="E", help="as utf-8, cp1252, utf-16")
    read.add_argument("--delimiter", type=_delimiter, metavar="D", help="one character, or tab")
    read.add_argument("--decimal", choices=(".", ","), help="the decimal sign of numbers")
    read.add_argument("--header-line", type=int, metavar="N", help="from 1; 0: the file has no line of column names")


def _meaning(read: "argparse._ArgumentGroup") -> None:
    read.add_argument("--plan", type=Path, metavar="PLAN.json", help="read as this says; 'inspect --json' prints one")
    read.add_argument("--source", metavar="NAME", help="which system the file comes from")
    read.add_argument(
        "--map", type=pair, action="extend", nargs="+", metavar="FIELD=COLUMN",
        help=f"FIELD= for none; fields: {', '.join(FIELD_BY_NAME)}",
    )  # fmt: skip
    read.add_argument(
        "--fixed", type=pair, action="extend", nargs="+", metavar="FIELD=VALUE", help="the same for every record"
    )
    read.add_argument(
        "--activity-part", dest="activity_parts", action="extend", nargs="+", metavar="COLUMN",
        help="join these columns to the activity with +",
    )  # fmt: skip
    read.add_argument("--resolved", action="extend", nargs="+", metavar="V", help="outcomes that mean resolved")
    read.add_argument("--unresolved", action="extend", nargs="+", metavar="V", help="outcomes that mean unresolved")
    read.add_argument("--customer-kind", metavar="KIND", help="which key the customer id is: crm, account, ...")
    read.add_argument("--keep-repeats", action="store_true", default=None, help="load exact repeats within the file")


def _times(read: "argparse._ArgumentGroup") -> None:
    read.add_argument(
        "--time-format", metavar="F", help="iso, epoch_s, epoch_ms, excel_serial, or as %%d.%%m.%%Y %%H:%%M"
    )
    read.add_argument("--date-format", metavar="F", help="the same for dates without a time")
    read.add_argument("--date-order", choices=("day", "month"), help="what is first where dates fit both")
    read.add_argument("--zone", metavar="Z", help="time zone of times without an offset, as Europe/Berlin")
    read.add_argument("--ordering", choices=("time", "file"), help="what orders a journey's contacts; default: time")


def _delimiter(text: str) -> str:
    return {"tab": "\t", "\\t": "\t"}.get(text, text)
