"""What the answers about switching say, in sentences a leader can repeat. Computed from the answer and nothing else."""

import pandas as pd

from core.finding import Finding
from core.frames import each
from core.switching.by_channels import BENCHMARK_CURRENCY, ChannelCosts
from core.switching.matrix import SwitchMatrix
from core.switching.results import Estimate, ExtraChannel
from core.switching.tradeoff import TradeOff
from core.switching.what_if import WhatIf
from core.wording import count, money, money_range, number, percent, points, signed


def extra_channel_finding(found: ExtraChannel) -> Finding:
    """Say what each extra channel adds, adjusted, beside what a raw count says and what is published."""
    rung, raw = found.estimate("regression"), found.estimate("raw")
    if rung is None or rung.effect.value is None:
        why = "" if rung is None else rung.effect.why_not
        return Finding(point="What an extra channel adds can't be told.", rest=why)
    verb = {"cost": "adds", "ces": "changes the effort score (CES) by", "resolved": "changes the share resolved by"}
    point = f"{verb[found.question.outcome]} {_amount(found, rung.effect.value)}{_interval(found, rung)}"
    ending = " to the cost of a journey" if found.question.outcome == "cost" else ""
    parts = []
    if raw is not None and raw.effect.value is not None:
        parts.append(f"a raw count says {_amount(found, raw.effect.value)}")
    if found.published is not None:
        parts.append(f"published is {money(found.published.value, found.published.unit)}")
    return Finding(
        "Each extra channel", point + ending + ("; " if parts else "."), "; ".join(parts) + ("." if parts else "")
    )


def agreement_finding(found: ExtraChannel) -> Finding:
    """Say whether the adjusted estimates agree."""
    told = [one for one in found.ladder if one.method != "raw" and one.effect.value is not None]
    if len(told) < 2:
        return Finding(point="There is no second estimate to check it with.")
    if found.disagreements:
        return Finding(point="The adjusted estimates disagree.", rest=" ".join(found.disagreements))
    values = [one.effect.value or 0.0 for one in told]
    between = f"they lie between {_amount(found, min(values))} and {_amount(found, max(values))}."
    return Finding(f"The {number(len(told), 0)} adjusted estimates", "agree:", between)


def by_channels_finding(found: ChannelCosts) -> Finding:
    """Say what a resolution costs at one channel and at three, as counted."""
    told = (row for row in each(found.rows) if row.channels_used > 0 and pd.notna(row.cost_per_resolution))
    known = {int(row.channels_used): row for row in told}
    if not found.journeys:
        return Finding(point="No journeys", rest="are in this scope. Take a filter off to see some.")
    if not found.cost_known:
        return Finding(
            point="No journey has a known cost,", rest="so nothing can be said about what a resolution costs."
        )
    if len(known) < 2:
        return Finding(
            point="There are too few journeys", rest="with different numbers of channels to compare their cost."
        )
    few, many = min(known), 3 if 3 in known and min(known) != 3 else max(known)
    costs = [money(float(known[channels].cost_per_resolution), found.source.currency) for channels in (few, many)]
    published = ""
    if (few, many) == (1, 3):
        one, three = (money(float(known[channels].benchmark_usd), BENCHMARK_CURRENCY) for channels in (1, 3))
        published = f" Published are {one} and {three}."
    return Finding(
        "A resolution costs",
        f"{costs[0]} with {few} {'channel' if few == 1 else 'channels'} and {costs[1]} with {many},",
        "before anything is held fixed." + published,
    )


def matrix_finding(found: SwitchMatrix) -> Finding:
    """Name the switch that costs most in all."""
    worst = found.worst(1)
    if found.why_not or worst.empty:
        return Finding(point="No switch can be costed.", rest=found.why_not or "None costs more than staying.")
    row = next(each(worst))
    cost = money(float(row.avoidable_cost), found.source.currency)
    rest = (
        f"{cost} beyond the same issue solved in its first channel, over {count(row.switches)} switches; at most, "
        "since hard cases switch more."
    )
    return Finding("The dearest switch is", f"from {row.source_label} to {row.target_label}:", rest)


def trade_off_finding(found: TradeOff) -> Finding:
    """Name the channel that is cheapest for a contact, and the one that customers find best."""
    rows = list(each(found.rows))
    costed = [row for row in rows if pd.notna(row.mean_interaction_cost)]
    rated = [row for row in rows if pd.notna(row.mean_ces)]
    if len(costed) < 2:
        return Finding(point="Too few channels have a known cost", rest="to weigh them against each other.")
    cheapest = min(costed, key=lambda row: (row.mean_interaction_cost, row.label))
    lead = f"A contact is cheapest in {cheapest.label} ({money(cheapest.mean_interaction_cost, found.source.currency)})"
    if len(rated) < 2:
        return Finding(lead + ";", "no two channels have enough answers on effort.")
    easiest = min(rated, key=lambda row: (-row.mean_ces, row.label))
    same = "and there the effort score is highest as well" if easiest.label == cheapest.label else ""
    return Finding(lead + ",", same or f"the effort score (CES) is highest where journeys end in {easiest.label}",
                   f"({number(easiest.mean_ces, 2)}).")  # fmt: skip


def what_if_finding(found: WhatIf) -> Finding:
    """Say what the move saves, with its interval and what can be counted on."""
    if found.saving is None:
        return Finding(point="What this would save can't be told.", rest=found.why_not)
    one, move = found.saving, found.move
    if not found.journeys:
        return Finding(point="Nothing can be moved:", rest=f"no journey here used {move.channels_from} channels.")
    unit = one.figure.unit
    lead = (
        f"If {percent(move.share, 0)} of the {count(found.journeys)} journeys with {move.channels_from} channels "
        f"needed {move.channels_to},"
    )
    interval = "" if one.low is None else f" [{money_range(one.low, one.high, unit)}]"
    counted_on = (
        f"{money(one.counted_on, unit)} can be counted on, {percent(one.haircut_share, 0)} taken off because it is "
        "associated, not proven."
    )
    if one.value <= 0:
        return Finding(lead, f"nothing would be saved: {money(one.value, unit)}{interval}.")
    return Finding(lead, f"{money(one.value, unit)} would be saved{interval};", counted_on)


def _amount(found: ExtraChannel, value: float) -> str:
    if found.question.outcome == "cost":
        return money(value, found.unit)
    return points(value) if found.question.outcome == "resolved" else signed(value, 2)


def _interval(found: ExtraChannel, rung: Estimate) -> str:
    low, high = rung.effect.low, rung.effect.high
    return "" if low is None or high is None else f" [{_amount(found, low)} to {_amount(found, high)}]"
