"""The variant table: whole sequences of steps, the most frequent first. It is also the control of the picture."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import contract
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.paths.contract import Contract
from core.paths.lens import Lens
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.text import NOT_GIVEN, counted, percent
from core.wording import count

SMALL_SAMPLE = contract.SMALL_SAMPLE
SEPARATOR = " > "


@dataclass(frozen=True)
class VariantTable:
    """The most frequent variants (`rows`), and how many variants and journeys there are in all.

    `rows`: variant_code, sequence (labels), step_count, journeys, share, cumulative_share, median_duration_seconds,
    mean_cost, csat_answers, mean_csat, repeat_known, repeat_share, resolved_known, resolved_share, sample_small
    (fewer than 30 journeys). Means and shares are over the journeys for which the value is known, None without any.
    """

    rows: pd.DataFrame
    total_variants: int
    total_journeys: int
    contract: Contract
    answer: Answer


def variants(database: Database, scope: Scope, lens: Lens, limit: int = 200) -> VariantTable:
    """Return the `limit` most frequent variants of a scope as a lens shows them."""
    if not 1 <= limit <= 10_000:
        raise InvalidInputError(f"The table can't show {count(limit)} variants. Choose 1 to 10,000.")
    within, top = Within(scope, lens), {"top": "variants_top.sql"}
    answer, labels = ask_all(
        database,
        [
            Ask(within, query(__package__, "variants.sql", **top), {"limit": limit, "lens": lens.name}),
            Ask(within, query(__package__, "labels.sql"), {"kind": lens.by}),
        ],
    )
    found = answer.rows
    names = {str(code): label for code, label in labels.rows.itertuples(index=False)}
    total_variants = int(found.total_variants.iloc[0]) if len(found) else 0
    total_journeys = int(found.total_journeys.iloc[0]) if len(found) else 0
    shown = int(found.journeys.sum())
    rarer, their_journeys = total_variants - len(found), total_journeys - shown
    return VariantTable(
        rows=_rows(found, names),
        total_variants=total_variants,
        total_journeys=total_journeys,
        contract=Contract(
            unit="journeys",
            denominator=f"{counted(total_journeys, 'journey')} ({scope.describe()})",
            coverage=f"{percent(shown, total_journeys)}: {count(len(found))} of {counted(total_variants, 'variant')}",
            window="whole journeys" + ("; repeats count once" if lens.collapse else ""),
            other=f"{counted(rarer, 'rarer variant')}, {counted(their_journeys, 'journey')}",
        ),
        answer=answer,
    )


def sequence_text(sequence: str, names: Mapping[str, str]) -> str:
    """Return a sequence of codes as labels.

    >>> sequence_text("1 0 2", {"1": "Phone", "2": "Chat"})
    'Phone > not given > Chat'
    """
    return SEPARATOR.join(names.get(code, NOT_GIVEN) for code in sequence.split(" "))


def _rows(found: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    total = found.total_journeys
    return pd.DataFrame(
        {
            "variant_code": found.variant_code.astype("int64"),
            "sequence": [sequence_text(sequence, names) for sequence in found.sequence],
            "step_count": found.step_count.astype("int64"),
            "journeys": found.journeys,
            "share": found.journeys / total,
            "cumulative_share": (found.journeys_before + found.journeys) / total,
            "median_duration_seconds": found.median_duration_seconds,
            "mean_cost": ratio(found.cost_sum, found.cost_known),
            "csat_answers": found.csat_answers,
            "mean_csat": ratio(found.csat_sum, found.csat_answers),
            "repeat_known": found.repeat_known,
            "repeat_share": ratio(found.repeats, found.repeat_known),
            "resolved_known": found.resolved_known,
            "resolved_share": ratio(found.resolved, found.resolved_known),
            "sample_small": found.journeys < SMALL_SAMPLE,
        }
    )


def ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return part / whole, unknown where the whole is 0."""
    return part / whole.where(whole > 0)
