"""Loading the synthetic company through the same import as any upload."""

import tempfile
from dataclasses import replace
from pathlib import Path

from core.datasets import Office
from core.datasets.office import DEMO_ID
from core.intake.history import past_imports
from core.intake.imports import UNWATCHED, Upload, Watch, import_file
from core.intake.pairs import import_identity_pairs
from core.intake.receipt import Receipt
from data.demo import world
from data.demo.plans import chat_plan, interactions_plan
from data.demo.planted import Company
from data.demo.write import write_demo


def load_demo(
    office: Office,
    company: Company = Company(),  # noqa: B008
    watch: Watch = UNWATCHED,
    *,
    actor: str = "demo",
) -> Receipt:
    """Create the demo dataset and import the company's main export; return the account of that import.

    Does nothing when the demo is there already, whatever company it holds: `already_imported` says so. The files it
    writes are deleted again, and so is a new dataset when the import fails or is cancelled.
    """
    is_new = DEMO_ID not in office.ids()
    loaded = None if is_new else _loaded(office)
    if loaded is not None:
        return loaded
    if is_new:
        office.create(world.NAME, "demo", synthetic=True, currency=world.CURRENCY)
    try:
        with tempfile.TemporaryDirectory(prefix="demo-", dir=office.settings.home) as folder:
            watch.tell("drawing the company", 0.0)
            files = write_demo(Path(folder), company)
            upload = Upload.of(files.interactions, "synthetic interactions.parquet", actor=actor)
            return import_file(office, DEMO_ID, upload, interactions_plan(), watch)
    except BaseException:
        if is_new:
            office.delete(DEMO_ID)
        raise


def _loaded(office: Office) -> Receipt | None:
    past = [one for one in past_imports(office.open(DEMO_ID)) if one.undone_at is None]
    return replace(past[-1].receipt, already_imported=True) if past else None


def load_second_system(
    office: Office,
    company: Company = Company(),  # noqa: B008
    watch: Watch = UNWATCHED,
    *,
    actor: str = "demo",
) -> Receipt:
    """Add the company's chat export and the pairs that stitch its customers to the demo; return the export's account.

    The published figures of the demo are those of its main export alone.
    """
    with tempfile.TemporaryDirectory(prefix="demo-", dir=office.settings.home) as folder:
        watch.tell("drawing the company", 0.0)
        files = write_demo(Path(folder), company)
        export = Upload.of(files.chat_export, "synthetic chat export.csv", actor=actor)
        receipt = import_file(office, DEMO_ID, export, chat_plan(), watch)
        pairs = Upload.of(files.identity_pairs, "synthetic identity pairs.csv", actor=actor)
        import_identity_pairs(office, DEMO_ID, pairs)
        return receipt
