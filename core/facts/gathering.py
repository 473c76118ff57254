"""Every fact of the office, gathered from one dataset and from the workspace."""

from datetime import date

from core.datasets import Office
from core.facts.of_data import data_facts, no_data_facts, ownership_fact
from core.facts.of_writing import written_facts
from core.maturity.evidence import Fact
from core.quality import indicators
from core.workspace import Workspace
from core.workspace.thresholds import set_thresholds


def gather(office: Office, workspace: Workspace, dataset_id: str | None, today: date) -> dict[str, Fact]:
    """Return every fact by its code; those of the data are about one dataset, and unknown without any contact in it."""
    chosen = indicators(set_thresholds(workspace))
    info = office.info(dataset_id) if dataset_id is not None else None
    of_data = data_facts(office, info, chosen, today) if info is not None and info.interactions else no_data_facts()
    found = [*of_data, ownership_fact(chosen), *written_facts(workspace, today)]
    return {fact.code: fact for fact in found}
