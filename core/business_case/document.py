"""A case as it is kept: to plain values and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from core.business_case.assumption import Assumption
from core.business_case.case import Case, Scenario, Terms
from core.business_case.lines import BenefitLine, CostLine, Factor, Overlap
from core.errors import DataDamagedError
from core.figure import Figure


def to_dict(case: Case) -> dict[str, Any]:
    """Return what is kept of a case; `from_dict` reads it back to an equal one."""
    return {
        "title": case.title,
        "currency": case.currency,
        "terms": asdict(case.terms) | {"start_on": case.terms.start_on.isoformat()},
        "assumptions": [_assumption(one) for one in case.assumptions],
        "costs": [_line(one) for one in case.costs],
        "benefits": [_line(one) for one in case.benefits],
        "overlaps": [asdict(one) for one in case.overlaps],
        "scenarios": [{"name": one.name, "values": dict(one.values)} for one in case.scenarios],
        "journey_types": list(case.journey_types),
        "dataset_id": case.dataset_id,
        "owner": case.owner,
        "summary": case.summary,
        "scope_query": case.scope_query,
        "dollar_price": case.dollar_price,
    }


def from_dict(body: Mapping[str, Any]) -> Case:
    """Read a case that `to_dict` wrote; raises `DataDamagedError` for what this release can't read."""
    try:
        return _read(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataDamagedError(
            f"The business case {body.get('title', 'without a title')!r} was kept by another release, or is damaged: "
            f"{type(error).__name__} {error}. Update the app, or restore a backup."
        ) from error


def _read(body: Mapping[str, Any]) -> Case:
    terms = {**body["terms"], "start_on": date.fromisoformat(body["terms"]["start_on"])}
    return Case(
        title=body["title"],
        currency=body["currency"],
        terms=Terms(**terms),
        assumptions=tuple(_read_assumption(one) for one in body["assumptions"]),
        costs=tuple(CostLine(**{**one, "factors": _factors(one)}) for one in body["costs"]),
        benefits=tuple(
            BenefitLine(**{**one, "factors": _factors(one), "journey_types": tuple(one["journey_types"])})
            for one in body["benefits"]
        ),
        overlaps=tuple(Overlap(**one) for one in body["overlaps"]),
        scenarios=tuple(Scenario(one["name"], dict(one["values"])) for one in body["scenarios"]),
        journey_types=tuple(body["journey_types"]),
        dataset_id=body["dataset_id"],
        owner=body["owner"],
        summary=body["summary"],
        scope_query=body["scope_query"],
        dollar_price=body["dollar_price"],
    )


def _assumption(one: Assumption) -> dict[str, Any]:
    body = asdict(one)
    return body | {"as_of": one.as_of.isoformat(), "figure": None if one.figure is None else one.figure.to_dict()}


def _read_assumption(body: Mapping[str, Any]) -> Assumption:
    figure = None if body["figure"] is None else Figure.from_dict(body["figure"])
    return Assumption(**{**body, "as_of": date.fromisoformat(body["as_of"]), "figure": figure})


def _line(one: CostLine | BenefitLine) -> dict[str, Any]:
    body = asdict(one)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in body.items()}


def _factors(body: Mapping[str, Any]) -> tuple[Factor, ...]:
    return tuple(Factor(**one) for one in body["factors"])
