"""The synthetic company as a dataset of the office."""

import tempfile
from pathlib import Path

from core.datasets import Office
from core.datasets.office import DEMO_ID
from core.errors import InvalidInputError
from core.intake.imports import UNWATCHED, Upload, Watch, import_file
from core.intake.pairs import import_identity_pairs
from data.demo.plans import chat_plan, interactions_plan
from data.demo.planted import Company
from data.demo.write import write_demo

NAME = "Demo company"


def load_demo(
    office: Office, company: Company = Company(), *, second_system: bool = False, watch: Watch = UNWATCHED  # noqa: B008
) -> str:
    """Generate the company and import it as the dataset `demo`; return its id.

    `second_system` also imports the chat tool's export and the pairs that stitch its customers. When it fails or is
    cancelled there is no demo dataset afterwards. Raises `InvalidInputError` when there is one already.
    """
    if DEMO_ID in office.ids():
        raise InvalidInputError("The demo is loaded already. Delete it first to load it anew.")
    dataset_id = office.create(NAME, "demo", synthetic=True, currency="EUR")
    try:
        with tempfile.TemporaryDirectory(prefix="journey-office-demo-") as folder:
            watch.tell("drawing the company", 0.0)
            files = write_demo(Path(folder), company)
            import_file(office, dataset_id, Upload.of(files.interactions), interactions_plan(), watch)
            if second_system:
                import_file(office, dataset_id, Upload.of(files.chat_export), chat_plan(), watch)
                import_identity_pairs(office, dataset_id, Upload.of(files.identity_pairs))
    except BaseException:
        office.delete(dataset_id)
        raise
    return dataset_id
