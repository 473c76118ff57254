"""The account of imports, as every command prints it."""

from collections.abc import Sequence

from core.command.output import Table
from core.intake.receipt import Receipt

COLUMNS = ("import_number", "file_name", "source", "read", "loaded", "rejected", "duplicates", "already_imported")
REASONS = ("import_number", "outcome", "reason", "records")


def receipt_tables(receipts: Sequence[Receipt]) -> tuple[Table, ...]:
    """Return the counts of imports, then their reasons and notes where there are any."""
    tables = [Table.of("", COLUMNS, [[getattr(one, name) for name in COLUMNS] for one in receipts])]
    reasons = [[one.import_number, *vars(reason).values()] for one in receipts for reason in one.reasons]
    notes = [[one.import_number, note] for one in receipts for note in one.notes]
    if reasons:
        tables.append(Table.of("Why records were rejected, left out or flagged", REASONS, reasons))
    if notes:
        tables.append(Table.of("Notes", ("import_number", "note"), notes))
    return tuple(tables)
