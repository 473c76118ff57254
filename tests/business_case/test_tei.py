"""Published studies, table by table, to the dollar; each row of tei.toml names its source."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.business_case.case import Case
from core.business_case.lines import BenefitLine, CostLine, Factor
from core.business_case.result import result
from tests.business_case.cases import given, having, small

PUBLISHED = tomllib.loads(Path(__file__).with_name("tei.toml").read_text(encoding="utf-8"))


def of_benefit(table: dict[str, Any]) -> Case:
    """Return a case of one published benefit: what varies by year is its highest value x adoption."""
    most = max(table["varying"])
    inputs = [given(f"adoption_year_{year}", value / most, "share") for year, value in enumerate(table["varying"], 1)]
    inputs += [given(code, value, "share") for code, value in table["factors"].items()]
    case = having(small(3), *inputs, given("most", most), given("risk", table["risk_adjustment"], "share"))
    factors = (Factor("most"), *(Factor(code) for code in table["factors"]))
    line = BenefitLine("benefit", table["name"], factors, risk_adjustment="risk", risk="haircut")
    return replace(case, costs=(), benefits=(line,))


def of_study(table: dict[str, Any]) -> Case:
    """Return a case of a published cash flow table: one cost a year, and one benefit."""
    most = max(table["benefits"])
    inputs = [given(f"adoption_year_{year}", value / most, "share") for year, value in enumerate(table["benefits"], 1)]
    inputs += [given(f"cost_{year}", float(value), "money") for year, value in enumerate(table["costs"])]
    first = CostLine("first", "At the start", "other", (Factor("cost_0"),), when="at the start")
    later = [
        CostLine(f"year_{year}", f"Year {year}", "other", (Factor(f"cost_{year}"),), from_year=year, to_year=year)
        for year in range(1, len(table["costs"]))
    ]
    case = having(small(3), *inputs, given("most", float(most), "money"))
    benefit = BenefitLine("benefit", "All benefits", (Factor("most"),))
    return replace(case, costs=(first, *later), benefits=(benefit,))


def dollars(values: Any) -> list[int]:
    return [round(float(value)) for value in values]


@pytest.mark.parametrize("table", PUBLISHED["benefit"], ids=lambda table: table["name"])
def test_a_benefit_table_to_the_dollar(table: dict[str, Any]) -> None:
    found = result(of_benefit(table))
    flow = found.flows.benefits[0]
    assert dollars(flow.once[1:]) == table["by_year"]
    assert dollars(flow.counted[1:]) == table["adjusted_by_year"]
    assert float(flow.counted.sum()) == pytest.approx(table["total"], abs=1.5)  # the table adds rounded years
    assert dollars([found.benefits_value]) == [table["present_value"]]
    assert found.benefits_value == found.npv


@pytest.mark.parametrize("table", PUBLISHED["study"], ids=lambda table: table["name"])
def test_a_cash_flow_table_to_the_dollar(table: dict[str, Any]) -> None:
    found = result(of_study(table))
    assert dollars(found.flows.paid) == table["costs"]
    assert dollars(found.flows.coming_in[1:]) == table["benefits"]
    assert np.abs(np.subtract(found.net, table["net"])).max() <= 1.0 + 1e-6  # the table rounds each on its own
    totals = [found.flows.paid.sum(), found.flows.coming_in.sum(), sum(found.net)]
    assert totals == pytest.approx([table["total_costs"], table["total_benefits"], table["total_net"]], abs=1.0)
    values = [found.costs_value, found.benefits_value, found.npv]
    assert dollars(values) == [table["costs_value"], table["benefits_value"], table["net_value"]]
    assert found.return_on_investment is not None
    assert round(100 * found.return_on_investment) == table["return_on_investment_percent"]
    assert found.payback_years is not None
    assert 0 < found.payback_years < table["payback_under_years"]
