"""Cost against effort by channel: what a contact and a resolution cost there, and how customers find it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.contract import SMALL_SAMPLE, Contract
from core.engine import Answer, Database
from core.numbers.proportions import Interval
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.source import Source, ask_source, source_of
from core.switching.tally import Tally
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
    asks = [
        Ask(within, query(__package__, name))
        for name in ("tradeoff_steps.sql", "tradeoff_journeys.sql", "channels.sql")
    ]
    dataset, steps, journeys, labels = ask_all(database, [ask_source(scope), *asks])
    ended = journeys.records()
    names = {int(row["code"]): row for row in labels.records()}
    rows = [_row(row, ended, names) for row in steps.records()]
    columns = ["channel_code", "label", "service", "interactions", "ended", "stayed",
               *(f"{name}{end}" for name in (*_MEANS, *_SHARES) for end in ("", "_n", "_low", "_high"))]  # fmt: skip
    found = pd.DataFrame(rows, columns=columns)
    numbers = {f"{name}{end}": "float64" for name in (*_MEANS, *_SHARES) for end in ("", "_low", "_high")}
    found = found.astype(numbers).sort_values(["interactions", "label"], ascending=[False, True]).reset_index(drop=True)
    total, known = int(steps.rows.interactions.sum()), int(steps.rows.cost_known.sum())
    return TradeOff(found, total, source_of(dataset, scope), _contract(scope, total, known), (steps, journeys))


def _row(
    step: Mapping[str, Any], journeys: list[dict[str, Any]], names: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any]:
    code = int(step["channel_code"])
    contacts = Tally(({**step, "resolved": None},))
    ended, stayed = Tally.of(journeys, channel_code=code), Tally.of(journeys, channel_code=code, stayed=1)
    name, share = names.get(code, {}), stayed.resolved_share()
    found: dict[str, Any] = {
        "channel_code": code, "label": name.get("label", NOT_GIVEN), "service": name.get("service"),
        "interactions": int(step["interactions"]), "ended": ended.count("journeys"), "stayed": stayed.count("journeys"),
    }  # fmt: skip
    found |= _told("mean_interaction_cost", contacts.mean("cost"), contacts.count("cost_known"))
    found |= _told("mean_ces", ended.mean("ces"), ended.count("ces_known"))
    found |= _told("mean_csat", ended.mean("csat"), ended.count("csat_known"))
    found |= _told("stayed_mean_ces", stayed.mean("ces"), stayed.count("ces_known"))
    found |= _told("stayed_cost_per_resolution", stayed.cost_per_resolution(), stayed.count("cost_known"))
    resolved = (None if share is None else share.value, share)
    return found | _told("stayed_resolved_share", resolved, stayed.resolved_known)


def _told(name: str, value: tuple[float | None, Interval | None], n: int) -> dict[str, Any]:
    around = value[1]
    return {
        name: value[0],
        f"{name}_n": n,
        f"{name}_low": around and around.low,
        f"{name}_high": around and around.high,
    }


def _contract(scope: Scope, interactions: int, known: int) -> Contract:
    return Contract(
        unit="interactions for their cost; journeys for all else",
        denominator=f"{counted(interactions, 'interaction')} ({scope.describe()})",
        coverage=f"100 %; costs from the {percent(known, interactions)} of interactions whose cost is known",
        window="effort and satisfaction belong to the channel in which the journey ended",
        other=f"below n = {SMALL_SAMPLE} no mean is shown; 'stayed' are journeys that used this channel alone",
    )
