"""Cost against effort by channel: what a contact and a resolution cost there, and how customers find it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.contract import SMALL_SAMPLE, Contract
from core.engine import Answer, Database
from core.numbers.means import Sums, mean_of_sums
from core.numbers.proportions import wilson
from core.numbers.ratios import Pairs, ratio_of_sums
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.source import Source, ask_source, source_of
from core.text import NOT_GIVEN, counted, percent

_MEANS = ("mean_interaction_cost", "mean_ces", "mean_csat", "stayed_mean_ces")
_SHARES = ("stayed_cost_per_resolution", "stayed_resolved_share")


@dataclass(frozen=True)
class TradeOff:
    """Each channel's cost and how customers find it.

    `rows`, most used first: channel_code, label, service (self-service, assisted or None), interactions, and then means
    with their n and interval (name, name_n, name_low, name_high): mean_interaction_cost (a contact in the channel),
    mean_ces and mean_csat (of journeys that ended there; their last answer), and, of journeys that used no other
    channel, stayed (how many), stayed_cost_per_resolution, stayed_resolved_share, stayed_mean_ces. Below 30 known
    values a mean is None. CES and CSAT are as their field defines them.
    """

    rows: pd.DataFrame
    interactions: int
    source: Source
    contract: Contract
    answers: tuple[Answer, ...]


def trade_off(database: Database, scope: Scope) -> TradeOff:
    """Answer what each channel costs and how customers find it."""
    within = Within(scope)
    asks = [Ask(within, query(__package__, name)) for name in ("tradeoff_steps.sql", "tradeoff_journeys.sql", "channels.sql")]
    dataset, steps, journeys, labels = ask_all(database, [ask_source(scope), *asks])
    ended = {int(row["channel_code"]): row for row in journeys.records()}
    names = {int(row["code"]): row for row in labels.records()}
    rows = [_row(row, ended.get(int(row["channel_code"]), {}), names) for row in steps.records()]
    columns = ["channel_code", "label", "service", "interactions", "ended", "stayed",
               *(f"{name}{end}" for name in (*_MEANS, *_SHARES) for end in ("", "_n", "_low", "_high"))]  # fmt: skip
    found = pd.DataFrame(rows, columns=columns)
    numbers = {f"{name}{end}": "float64" for name in (*_MEANS, *_SHARES) for end in ("", "_low", "_high")}
    found = found.astype(numbers).sort_values(["interactions", "label"], ascending=[False, True]).reset_index(drop=True)
    total, known = int(steps.rows.interactions.sum()), int(steps.rows.cost_known.sum())
    return TradeOff(found, total, source_of(dataset, scope), _contract(scope, total, known), (steps, journeys))


def _row(step: Mapping[str, Any], end: Mapping[str, Any], names: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    name = names.get(int(step["channel_code"]), {})
    found = {
        "channel_code": int(step["channel_code"]), "label": name.get("label", NOT_GIVEN), "service": name.get("service"),
        "interactions": int(step["interactions"]), "ended": int(end.get("ended", 0)), "stayed": int(end.get("stayed", 0)),
    }  # fmt: skip
    found |= _mean("mean_interaction_cost", step, ("cost_known", "cost_sum", "cost_squares"))
    found |= _mean("mean_ces", end, ("ces_answers", "ces_sum", "ces_squares"))
    found |= _mean("mean_csat", end, ("csat_answers", "csat_sum", "csat_squares"))
    found |= _mean("stayed_mean_ces", end, ("stayed_ces_answers", "stayed_ces_sum", "stayed_ces_squares"))
    return found | _stayed(end)


def _mean(name: str, row: Mapping[str, Any], columns: tuple[str, str, str]) -> dict[str, Any]:
    n, total, squares = (float(row.get(column, 0)) for column in columns)
    if n < SMALL_SAMPLE:
        return {name: None, f"{name}_n": int(n), f"{name}_low": None, f"{name}_high": None}
    found = mean_of_sums(Sums(int(n), total, squares))
    return {name: total / n, f"{name}_n": int(n), f"{name}_low": found and found.low, f"{name}_high": found and found.high}


def _stayed(end: Mapping[str, Any]) -> dict[str, Any]:
    known, resolved = int(end.get("stayed_cost_known", 0)), float(end.get("stayed_cost_resolved", 0))
    cost = share = None
    if known >= SMALL_SAMPLE and resolved > 0:
        total, squares = float(end["stayed_cost_sum"]), float(end["stayed_cost_squares"])
        cost = ratio_of_sums(Pairs(known, total, squares, resolved, resolved, float(end["stayed_resolved_cost_sum"])))
    resolved_known = int(end.get("stayed_resolved_known", 0))
    if resolved_known >= SMALL_SAMPLE:
        share = wilson(int(end["stayed_resolved"]), resolved_known)
    found: dict[str, Any] = {}
    for name, one, n in (("stayed_cost_per_resolution", cost, known), ("stayed_resolved_share", share, resolved_known)):
        found |= {name: one and one.value, f"{name}_n": n, f"{name}_low": one and one.low, f"{name}_high": one and one.high}
    return found


def _contract(scope: Scope, interactions: int, known: int) -> Contract:
    return Contract(
        unit="interactions for their cost; journeys for all else",
        denominator=f"{counted(interactions, 'interaction')} ({scope.describe()})",
        coverage=f"100 %; costs from the {percent(known, interactions)} of interactions whose cost is known",
        window="effort and satisfaction belong to the channel in which the journey ended",
        other=f"below n = {SMALL_SAMPLE} no mean is shown; 'stayed' are journeys that used this channel alone",
    )
