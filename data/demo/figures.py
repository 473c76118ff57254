"""The figures of README.md, from a truth file, so that the page can't drift from the data."""

from typing import Any


def figures(truth: dict[str, Any]) -> str:
    """Return the Markdown table of planted and realised figures."""
    cost, kept = truth["cost_per_extra_channel_eur"], truth["retention_180_days_per_extra_channel"]
    change, step, window = truth["change"], truth["broken_step"]["share_failing"], truth["window"]
    sizes, verify = truth["sizes"], truth["double_verify"]
    rows = [
        (
            "journeys, interactions, customers",
            f"{sizes['journeys']:,}, {sizes['interactions']:,}, {sizes['customers']:,}",
        ),
        ("interactions per journey", f"{sizes['interactions'] / sizes['journeys']:.2f}"),
        ("journeys per customer", f"{sizes['journeys'] / sizes['customers']:.2f}"),
        ("journeys resolved", _percent(truth["resolved_share"])),
        ("customers who left in the period", _percent(sizes["customers_left"] / sizes["customers"])),
        ("cost of one extra channel, true", f"{cost['true']:.2f} EUR"),
        ("… naive difference in this data", f"{cost['naive']:.2f} EUR"),
        (
            "… issue, segment and first channel held fixed",
            f"{cost['issue_segment_and_first_channel_held_fixed']:.2f} EUR",
        ),
        ("retention at 180 days per extra channel, true", _points(kept["true"])),
        ("… naive difference in this data", _points(kept["naive"])),
        ("… issue, segment and first channel held fixed", _points(kept["issue_segment_and_first_channel_held_fixed"])),
        ("chatbot visits that go on to Phone, before → after the fix, true", _pair(change, "true")),
        ("… in this data", _pair(change, "realised")),
        ("uploads in the app that fail and force a call, true", _percent(step["true"])),
        ("… in this data", _percent(step["realised"])),
        ("CES points lost by verifying twice, true", f"{-verify['true_ces_points']:.1f}"),
        ("handle time on Phone, before → after the drive for speed, in this data", _seconds(truth["drive_for_speed"])),
        ("journeys a 7-day window rebuilds exactly", _percent(window["journeys_that_come_back_exactly_share"])),
    ]
    rows += [(f"rows: {name.replace('_', ' ')}", f"{each['rows']:,}") for name, each in truth["imperfections"].items()]
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _pair(change: dict[str, Any], which: str) -> str:
    return " → ".join(_percent(change[name][which]) for name in ("share_before", "share_after"))


def _seconds(drive: dict[str, Any]) -> str:
    told = (drive["mean_handle_seconds"][side] for side in ("before", "after"))
    return " → ".join("not available" if mean is None else f"{mean:.0f} s" for mean in told)


def _percent(share: float | None) -> str:
    return "not available" if share is None else f"{100 * share:.1f} %"


def _points(share: float) -> str:
    return f"{100 * share:.1f} points"
