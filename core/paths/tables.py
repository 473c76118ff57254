"""Path answers as rows for reading: with shares and hours, in the order in which they are shown."""

import pandas as pd

from core.paths.flow import Flow
from core.paths.variants import VariantTable


def link_rows(found: Flow) -> pd.DataFrame:
    """Return the links of a flow with `share`: of the journeys in the picture."""
    return found.links.assign(share=found.links["journeys"] / max(1, found.journeys))


def variant_rows(table: VariantTable) -> pd.DataFrame:
    """Return the variants with `median_hours`."""
    return table.rows.assign(median_hours=table.rows["median_duration_seconds"] / 3600)
