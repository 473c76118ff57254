"""The brief on paper: two pages of A4, as PDF."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.business_case.brief import Brief
from core.business_case.printing.scale import Scale
from core.export.pdf import pdf
from core.look import LIGHT
from core.wording import money

TEMPLATE = Path(__file__).parent / "brief.typ"
_DRAWN = ("steps", "cash", "bars", "npv", "shares", "made_at", "story")
_ROUNDED = "Rounded only where shown. Effects that no experiment has shown are associations."
_COLOURS = ("surface", "ink", "faint_ink", "line", "neutral", "muted", "good", "bad", "accent")


def brief_pdf(of: Brief) -> bytes:
    """Return the brief as a tagged PDF, always two pages of A4, the same for the same brief."""
    texts = {name: value for name, value in asdict(of).items() if name not in _DRAWN}
    return pdf(
        TEMPLATE, {**texts, **_pictures(of), "colours": _colours(), "foot": f"{of.foot} · {_ROUNDED}"}, of.made_at
    )


def _colours() -> dict[str, str]:
    return {name: getattr(LIGHT, name) for name in _COLOURS}


def _pictures(of: Brief) -> Mapping[str, Any]:
    return {
        "waterfall": _waterfall(of),
        "cash": _cash(of),
        "tornado": _tornado(of),
        "shares": [{"name": name, "inputs": inputs, "share": share} for name, inputs, share in of.shares],
    }


def _waterfall(of: Brief) -> Mapping[str, Any]:
    scale = Scale.of((end for step in of.steps for end in (step.start, step.end)), of.currency)
    bars = [
        {
            "label": step.label,
            "amount": money(step.amount, of.currency),
            "from": scale.at(step.start),
            "to": scale.at(step.end),
            "kind": step.kind,
        }
        for step in of.steps
    ]
    told = "; ".join(f"{step.label} {money(step.amount, of.currency)}" for step in of.steps)
    return {**_axis(scale), "bars": bars, "alt": f"Waterfall at present value: {told}."}


def _cash(of: Brief) -> Mapping[str, Any]:
    path = of.cash
    scale = Scale.of((*path.planned, *path.low, *path.high), of.currency, 4)
    told = "; ".join(
        f"{label} {money(amount, of.currency)}" for label, amount in zip(path.labels, path.planned, strict=True)
    )
    return {
        **_axis(scale),
        "labels": path.labels,
        "planned": [scale.at(amount) for amount in path.planned],
        "low": [scale.at(amount) for amount in path.low],
        "high": [scale.at(amount) for amount in path.high],
        "alt": f"Cumulative cash as planned: {told}.",
    }


def _tornado(of: Brief) -> Mapping[str, Any]:
    ends = [end for bar in of.bars for end in (bar.npv_at_low, bar.npv_at_high)]
    scale = Scale.of((of.npv, *ends), of.currency, 4)
    bars = [
        {
            "label": bar.label,
            "low": bar.low,
            "high": bar.high,
            "at_low": scale.at(bar.npv_at_low),
            "at_high": scale.at(bar.npv_at_high),
        }
        for bar in of.bars
    ]
    told = "; ".join(
        f"{bar.label}: {money(bar.npv_at_low, of.currency)} at {bar.low}, {money(bar.npv_at_high, of.currency)} at "
        f"{bar.high}"
        for bar in of.bars
    )
    return {**_axis(scale), "bars": bars, "planned": scale.at(of.npv), "alt": f"Net present value by input: {told}."}


def _axis(scale: Scale) -> dict[str, Any]:
    return {"ticks": _pairs(scale.ticks()), "zero": scale.at(0.0)}


def _pairs(ticks: Iterable[tuple[float, str]]) -> list[list[Any]]:
    return [list(tick) for tick in ticks]
