"""What stitching did: keys that are one customer and why, keys that merge nobody, pairs that are kept apart."""

from core.engine import Answer, Database
from core.engine.statements import sql_file
from core.intake.stitch import HERE


def merges(database: Database, most: int = 1000) -> Answer:
    """List pairs of keys that are one customer, with the records and imports that say so; at most `most` rows."""
    return database.read(sql_file(HERE, "merges"), {"most": most})


def too_common(database: Database) -> Answer:
    """List the keys linked to more keys than the cap, which therefore merge nobody."""
    return database.read(sql_file(HERE, "too_common"))


def blocks(database: Database) -> Answer:
    """List the pairs people keep apart, with reason, actor and time."""
    return database.read(sql_file(HERE, "blocks"))
