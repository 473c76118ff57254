"""Checked records become interactions: keys, duplicates, labels, identities. Runs inside the import's transaction."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.engine import Transaction
from core.engine.statements import sql_file
from core.errors import InvalidInputError
from core.intake.fields import FIELD_BY_NAME
from core.intake.plan import Mapping
from core.intake.receipt import Reason
from core.journeys.channels import guess_services
from core.wording import number

MAX_LABELS = 65_000
_HERE = str(Path(__file__).parent)


@dataclass(frozen=True)
class Loaded:
    """What was added: `first_key` is the first new interaction key; reasons say what was not, or what was noticed."""

    first_key: int
    records: int
    duplicates: int
    reasons: tuple[Reason, ...]
    has_pairs: bool


def load_checked(transaction: Transaction, clean: Path, mapping: Mapping, import_number: int) -> Loaded:
    """Add the records of `clean` (written by the reader) that are not there yet.

    Raises `InvalidInputError` when a column mapped to a category has more than 65,000 different values.
    """
    named = {"source": mapping.source, "import_number": import_number, "customer_kind": mapping.customer_kind}
    duplicates = _stage(transaction, clean, mapping)
    _check_label_counts(transaction)
    _run(transaction, "labels", source=mapping.source)
    guess_services(transaction)
    for name in ("touchpoints", "touchpoint_labels"):
        _run(transaction, name)
    _run(transaction, "identities", customer_kind=mapping.customer_kind)
    _run(transaction, "pairs", import_number=import_number, customer_kind=mapping.customer_kind)
    transaction.execute(_text("interactions"), named)
    late = transaction.value(_text("late"), {"source": mapping.source, "import_number": import_number})
    records = transaction.value("select count(*) from fresh")
    pairs = transaction.value("select count(*) from identity_pairs where import_number = $n", {"n": import_number})
    first_key = transaction.value("select next_key from dataset")
    flags = (Reason("flag", "late arrival", late),) if late else ()
    for view in ("fresh", "keyed", "records"):
        transaction.execute(f"drop view {view}")
    for table in ("reordered", "left_out", "repeated", "repeats", "no_records"):
        transaction.execute(f"drop table {table}")
    return Loaded(first_key, records, sum(r.records for r in duplicates), duplicates + flags, pairs > 0)


def add_rejects(transaction: Transaction, rejects: Path, import_number: int) -> None:
    """Keep the rejected records of one import."""
    transaction.execute(_text("rejects"), {"import_number": import_number, "path": str(rejects)})


def finish(transaction: Transaction) -> None:
    """Give the dataset its next version; part of every change."""
    _run(transaction, "finish", now=datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1))


def import_row(transaction: Transaction, values: dict[str, object]) -> None:
    """Write the account of one import."""
    transaction.execute(_text("import_row"), values)


def _stage(transaction: Transaction, clean: Path, mapping: Mapping) -> tuple[Reason, ...]:
    """Make `fresh`, a view of the records to be added; return why the others are not."""
    transaction.execute("set variable clean_path = $path", {"path": str(clean)})
    transaction.execute("set variable source = $source", {"source": mapping.source})
    for name in ("no_records", "records"):
        _run(transaction, name)
    _run(transaction, "repeats", keep_repeats=mapping.keep_repeats)
    for name in ("keyed", "repeated", "left_out", "fresh"):
        _run(transaction, name)
    _run(transaction, "reordered", by_file=mapping.ordering == "file")
    found = transaction.rows("select reason, count(*) from left_out group by reason order by reason")
    return tuple(Reason("duplicate", str(reason), int(records)) for reason, records in found)


def _check_label_counts(transaction: Transaction) -> None:
    names = ("channel", "activity", "issue", "region", "segment", "team", "outcome")
    for name, count in zip(names, transaction.rows(_text("label_counts"))[0], strict=True):
        if count > MAX_LABELS:
            raise InvalidInputError(
                f"The column mapped to {FIELD_BY_NAME[name].label} has {number(count, 0)} different values; at most "
                f"{number(MAX_LABELS, 0)} are allowed, since it is a category. Map another column to it, "
                "or leave it out."
            )


def _run(transaction: Transaction, name: str, **parameters: object) -> None:
    transaction.execute(_text(name), parameters)


def _text(name: str) -> str:
    return sql_file(_HERE, name)
