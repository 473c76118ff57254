"""Changes people make to how a dataset is read: window, channel kinds, customer keys. Each is one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from core.datasets import Office
from core.datasets.manifest import write_manifest
from core.engine import Transaction
from core.engine.statements import sql_file
from core.errors import InvalidInputError, NotFoundError
from core.intake.load import finish
from core.intake.stitch import HERE as STITCH
from core.intake.stitch import stitch
from core.journeys.build import build_all, build_touched
from core.journeys.channels import Service, recount_contained, set_service

MAX_WINDOW_DAYS = 365


def set_window(office: Office, dataset_id: str, days: int) -> None:
    """Set the inactivity that ends a journey without an id, in days, and build the journeys anew."""
    if not 1 <= days <= MAX_WINDOW_DAYS:
        raise InvalidInputError(f"The inactivity window is {days} days; it must be 1 to {MAX_WINDOW_DAYS}.")
    with _changed(office, dataset_id) as transaction:
        transaction.execute("update dataset set window_days = $days", {"days": days})
        build_all(transaction)


def set_channel_services(office: Office, dataset_id: str, services: dict[str, Service | None]) -> None:
    """Say which channels are self-service or assisted, by label; None when unknown."""
    with _changed(office, dataset_id) as transaction:
        known = {label for (label,) in transaction.rows("select label from labels where kind = 'channel' and code > 0")}
        for label, service in services.items():
            if label not in known:
                raise NotFoundError(f"There is no channel {label!r} in this dataset.")
            set_service(transaction, label, service)
        recount_contained(transaction)


def set_identity_cap(office: Office, dataset_id: str, cap: int) -> None:
    """Set how many other keys a key may be linked to and still merge customers."""
    if not 1 <= cap <= 1000:
        raise InvalidInputError(f"The cap is {cap}; it must be 1 to 1,000 keys.")
    with _changed(office, dataset_id) as transaction:
        transaction.execute("update dataset set identity_cap = $cap", {"cap": cap})
        _restitch(transaction)


def block_merge(office: Office, dataset_id: str, keys: tuple[str, str, str, str], reason: str, actor: str) -> None:
    """Keep two keys (kind_a, value_a, kind_b, value_b) from merging customers, and say why."""
    if not reason.strip():
        raise InvalidInputError("Splitting two customers needs a reason, so that others can follow it.")
    named = dict(zip(("kind_a", "value_a", "kind_b", "value_b"), keys, strict=True))
    now = datetime.now(UTC).replace(tzinfo=None)
    with _changed(office, dataset_id) as transaction:
        transaction.execute(
            sql_file(STITCH, "block"), {**named, "reason": reason.strip(), "actor": actor, "blocked_at": now}
        )
        _restitch(transaction)


def unblock_merge(office: Office, dataset_id: str, keys: tuple[str, str, str, str]) -> None:
    """Take a block away, so that the two keys merge their customers again."""
    named = dict(zip(("kind_a", "value_a", "kind_b", "value_b"), keys, strict=True))
    with _changed(office, dataset_id) as transaction:
        transaction.execute(sql_file(STITCH, "unblock"), named)
        _restitch(transaction)


def _restitch(transaction: Transaction) -> None:
    stitch(transaction)
    transaction.execute("create or replace temp table affected_interactions (interaction_key bigint)")
    build_touched(transaction)


@contextmanager
def _changed(office: Office, dataset_id: str) -> Iterator[Transaction]:
    database = office.open(dataset_id)
    with database.write() as transaction:
        yield transaction
        finish(transaction)
    write_manifest(database, office.folder(dataset_id))
