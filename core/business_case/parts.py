"""A case laid out part by part and field by field, in words, so that two can be laid side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal

from core.business_case.assumption import Assumption
from core.business_case.case import Case, Scenario
from core.business_case.exact_words import exact, written_product, written_value
from core.business_case.lines import CostLine, Line
from core.locales import current

Part = Literal["case", "terms", "input", "cost", "benefit", "overlap", "scenario"]
# A field: what is compared, and how it is written.
Field = tuple[Any, str]
_REFERENCES = ("attribution", "cashable", "risk_adjustment", "stays")
_PARTS = ("terms", "assumptions", "costs", "benefits", "overlaps", "scenarios")
_WORDS = {
    "as_of": "as of",
    "start_on": "start",
    "inflates": "rises with prices",
    "timing": "money counts at",
    "risk": "doubt is counted as",
}


@dataclass(frozen=True)
class Laid:
    """One part of a case: its label, what it says in short, and its fields by their name.

    The name is for people, or `names` has what it is called for them.
    """

    label: str
    short: str
    fields: Mapping[str, Field]
    names: Mapping[str, str] = field(default_factory=dict)


def laid_out(case: Case) -> dict[tuple[Part, str], Laid]:
    """Return every part of a case by its kind and code, in the order of the case."""
    found: dict[tuple[Part, str], Laid] = {
        ("case", ""): Laid("The case", case.title, _fields(case, without=_PARTS)),
        ("terms", ""): Laid("Terms", "", _fields(case.terms)),
    }
    for one in case.assumptions:
        found["input", one.code] = _input(one, case.currency)
    for line in case.lines:
        found["cost" if isinstance(line, CostLine) else "benefit", line.code] = _line(case, line)
    labels = {line.code: line.label for line in case.lines}
    for overlap in case.overlaps:
        both = f"{labels[overlap.first]} and {labels[overlap.second]}"
        share = (overlap.share, current().in_percent(exact(round(overlap.share * 100, 10))))
        shown = _fields(overlap, without=("first", "second")) | {"share": share}
        found["overlap", f"{overlap.first} {overlap.second}"] = Laid(both, share[1], shown)
    for scenario in case.scenarios:
        found["scenario", scenario.name] = _scenario(case, scenario)
    return found


def _scenario(case: Case, one: Scenario) -> Laid:
    known = case.by_code
    labels = {code: known[code].label for code in one.values}
    shown: dict[str, Field] = {
        code: (value, written_value(known[code], value, case.currency)) for code, value in one.values.items()
    }
    return Laid(one.name, "; ".join(f"{labels[code]} {text}" for code, (_, text) in shown.items()), shown, labels)


def _input(one: Assumption, currency: str) -> Laid:
    numbers: dict[str, Field] = {
        name: (getattr(one, name), written_value(one, getattr(one, name), currency))
        for name in ("value", "low", "high")
    }
    figure = one.figure
    text = "none" if figure is None else f"{figure.label}, data version {figure.data_version}, {figure.method}"
    rest = _fields(one, without=("code", *numbers, "figure"))
    return Laid(one.label, numbers["value"][1], {**numbers, **rest, "measured figure": (figure, text)})


def _line(case: Case, line: Line) -> Laid:
    known = case.by_code
    product = written_product(case, line.factors)
    shown: dict[str, Field] = {"product": (line.factors, product)}
    for name, found in _fields(line, without=("code", "factors")).items():
        value = found[0]
        refers = name.replace(" ", "_") in _REFERENCES and value is not None
        shown[name] = (value, known[value].label) if refers else found
    return Laid(line.label, product, shown)


def _fields(one: Any, without: tuple[str, ...] = ()) -> dict[str, Field]:
    return {_name(each.name): _field(getattr(one, each.name)) for each in fields(one) if each.name not in without}


def _name(field: str) -> str:
    return _WORDS.get(field, field.replace("_", " "))


def _field(value: Any) -> Field:
    return value, _text(value)


def _text(value: Any) -> str:
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)
