"""Path answers as rows for reading: shares in percent and times in hours, in the order in which they are shown."""

import pandas as pd

from core.paths.flow import Flow
from core.paths.loops import LoopMap
from core.paths.variants import VariantTable

_SHARES = ("share", "cumulative_share", "repeat_share", "resolved_share")


def link_rows(found: Flow) -> pd.DataFrame:
    """Return the links of a flow with `percent`: of the journeys in the picture."""
    return found.links.assign(percent=100 * found.links["journeys"] / max(1, found.journeys))


def variant_rows(table: VariantTable) -> pd.DataFrame:
    """Return the variants with their shares in percent and `median_hours`."""
    shares = {name: 100 * table.rows[name] for name in _SHARES}
    return table.rows.assign(median_hours=table.rows["median_duration_seconds"] / 3600, **shares)


def edge_rows(found: LoopMap) -> pd.DataFrame:
    """Return the edges of a loop map with `median_hours`."""
    return found.edges.assign(median_hours=found.edges["median_seconds"] / 3600)
