"""The checks of the data, measured once per dataset, data version and limits."""

from core.datasets import DatasetInfo
from core.quality import Indicator, Quality, indicators, quality
from core.workspace.thresholds import set_thresholds
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage.workspace import workspace
from pages.parts.office import office


def measured(dataset: DatasetInfo) -> Quality:
    """Return the whole analysis of a dataset as it is now, with the limits that people set."""
    return _measured(dataset.dataset_id, dataset.data_version, indicators(set_thresholds(workspace())))


@kept_by_locale(max_entries=30, show_spinner="Measuring the data …")
def _measured(dataset_id: str, data_version: int, chosen: tuple[Indicator, ...]) -> Quality:
    del data_version
    return quality(office().open(dataset_id), chosen)
