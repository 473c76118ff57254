"""When to invest in mapping tools or in analytics and orchestration: which signs are there, and what it costs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from core.assumptions.benchmarks import Benchmark, benchmark
from core.errors import InvalidInputError
from core.maturity.evidence import Fact
from core.settings import PROJECT_ROOT
from core.wording import one_line

ConditionState = Literal["met", "not met", "not known"]
Verdict = Literal["time to look", "watch", "not yet", "not known"]


@dataclass(frozen=True)
class Condition:
    """One sign. `judged` says how it is told; `fact` names what answers it by itself, empty where only people can."""

    code: str
    text: str
    judged: str
    fact: str = ""


@dataclass(frozen=True)
class Investment:
    """Something to invest in, the signs that it is time, and the benchmark of its cost."""

    code: str
    name: str
    benchmark: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class ConditionView:
    """One sign as it stands, and on what that rests. `disagreement` is empty unless a person and a fact differ."""

    condition: Condition
    state: ConditionState
    basis: str
    disagreement: str = ""


@dataclass(frozen=True)
class InvestmentView:
    """One investment with its signs, the benchmark of its cost, and what follows from them in a sentence."""

    investment: Investment
    conditions: tuple[ConditionView, ...]
    cost: Benchmark
    verdict: Verdict
    sentence: str


@cache
def investments() -> tuple[Investment, ...]:
    """Return what there is to invest in.

    >>> [(one.code, len(one.conditions)) for one in investments()]
    [('mapping_tools', 3), ('analytics_orchestration', 2)]
    """
    content = tomllib.loads((PROJECT_ROOT / "data" / "maturity" / "investing.toml").read_text(encoding="utf-8"))
    return tuple(
        Investment(**{**row, "conditions": tuple(Condition(**one) for one in row["conditions"])})
        for row in content["investments"]
    )


def evaluate(
    facts: Mapping[str, Fact], attested: Mapping[str, bool], attested_by: Mapping[str, str] | None = None
) -> tuple[InvestmentView, ...]:
    """Return where each investment stands.

    `facts` are by fact code; `attested` is what a person says about a condition, by its code, and `attested_by` who.
    A known fact goes before an attestation, and "partly" does not meet a condition. A condition with neither is not
    known, never "not met".

    >>> facts = {"many_sources": Fact("many_sources", "yes", "Data comes from five sources.")}
    >>> print(evaluate(facts, {"maps_hard_to_keep": True}, {"maps_hard_to_keep": "Ann"})[0].sentence)
    Watch: 2 of 3 signs for a journey mapping tool are there, and 1 is not known: those who need the maps work in
    different places. As a benchmark it costs about $34,200 over three years.
    """
    _refuse_unknown(attested)
    return tuple(_view(investment, facts, attested, attested_by or {}) for investment in investments())


def _refuse_unknown(attested: Mapping[str, bool]) -> None:
    known = [condition.code for investment in investments() for condition in investment.conditions]
    for code in attested:
        if code not in known:
            raise InvalidInputError(
                f"There is no condition {one_line(code)} to attest; there are {', '.join(known)}. Use one of these."
            )


def _view(
    investment: Investment, facts: Mapping[str, Fact], attested: Mapping[str, bool], by: Mapping[str, str]
) -> InvestmentView:
    views = tuple(
        _condition(one, facts.get(one.fact), attested.get(one.code), by.get(one.code, ""))
        for one in investment.conditions
    )
    cost = benchmark(investment.benchmark)
    verdict = _verdict(views)
    return InvestmentView(investment, views, cost, verdict, _sentence(investment, views, cost, verdict))


def _condition(condition: Condition, fact: Fact | None, says: bool | None, who: str) -> ConditionView:
    person = one_line(who) or "a person"
    if fact is None or fact.state == "unknown":
        if says is None:
            return ConditionView(condition, "not known", "The office can't tell, and nobody has attested it.")
        return ConditionView(condition, "met" if says else "not met", f"attested by {person}")
    met = fact.state == "yes"
    disagreement = ""
    if says is not None and says != met:
        attests = "it is so" if says else "it is not so"
        disagreement = f"{person[0].upper()}{person[1:]} attests that {attests}, but the office shows: {fact.sentence}"
    return ConditionView(condition, "met" if met else "not met", fact.sentence, disagreement)


def _verdict(views: tuple[ConditionView, ...]) -> Verdict:
    states = [view.state for view in views]
    if all(state == "met" for state in states):
        return "time to look"
    if "met" in states:
        return "watch"
    return "not known" if all(state == "not known" for state in states) else "not yet"


def _sentence(investment: Investment, views: tuple[ConditionView, ...], cost: Benchmark, verdict: Verdict) -> str:
    met = sum(view.state == "met" for view in views)
    unknown = [_within(view.condition.text) for view in views if view.state == "not known"]
    name = _within(investment.name)
    are = "is" if met == 1 else "are"
    start = {
        "time to look": f"Time to look: all {len(views)} signs for {name} are there",
        "watch": f"Watch: {met} of {len(views)} signs for {name} {are} there",
        "not yet": f"Not yet: none of the {len(views)} signs for {name} is there",
        "not known": f"Not known: nothing is known about the {len(views)} signs for {name}",
    }[verdict]
    if unknown and verdict != "not known":
        start += f", and {len(unknown)} {'is' if len(unknown) == 1 else 'are'} not known"
    named = f": {'; '.join(unknown)}" if unknown else ""
    return f"{start}{named}. As a benchmark it costs {cost.published} {cost.unit}."


def _within(text: str) -> str:
    """Return a sentence as it stands inside another."""
    return f"{text[0].lower()}{text[1:]}".removesuffix(".")
