from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Answer:
    """The rows of one query, and where they came from.

    `data_version` is read in the same snapshot as the rows. `whole` is False when a limit cut rows off.
    """

    rows: pd.DataFrame
    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    data_version: int = 0
    seconds: float = 0.0
    whole: bool = True

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries with `None` for unknown, for small answers."""
        names, known = list(self.rows.columns), self.rows.notna().to_numpy().T.tolist()
        columns = [
            [value if there else None for value, there in zip(column.tolist(), row, strict=True)]
            for (_, column), row in zip(self.rows.items(), known, strict=True)
        ]
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
