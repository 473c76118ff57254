import pytest

from core.errors import InvalidInputError
from core.maturity.evidence import Fact, FactState
from core.maturity.investing import InvestmentView, evaluate, investments


def fact(code: str, state: FactState) -> dict[str, Fact]:
    return {code: Fact(code, state, f"Seen: {state}.")}


def tools(facts: dict[str, Fact], attested: dict[str, bool], by: dict[str, str] | None = None) -> InvestmentView:
    return evaluate(facts, attested, by)[0]


ALL = {"maps_hard_to_keep": True, "many_sources_to_join": True, "stakeholders_remote": True}


def test_what_ships() -> None:
    mapping, orchestration = investments()
    assert [one.fact for one in mapping.conditions] == ["maps_stale", "many_sources", "remote_stakeholders"]
    assert [one.fact for one in orchestration.conditions] == ["data_not_pieced_together", "improvements_exhausted"]
    assert all(one.judged and one.text for investment in investments() for one in investment.conditions)


def test_all_met() -> None:
    view = tools({}, ALL)
    assert view.verdict == "time to look"
    assert view.sentence == (
        "Time to look: all 3 signs for a journey mapping tool are there. "
        "As a benchmark it costs about $34,200 over three years."
    )
    assert (view.cost.value, view.cost.currency) == (34200.0, "USD")


def test_some_met_and_one_unknown() -> None:
    view = tools(fact("maps_stale", "yes"), {"many_sources_to_join": False})
    assert view.verdict == "watch"
    assert "1 of 3 signs for a journey mapping tool is there, and 1 is not known: those who need" in view.sentence
    assert [one.state for one in view.conditions] == ["met", "not met", "not known"]
    assert [one.basis for one in view.conditions][:2] == ["Seen: yes.", "attested by a person"]


def test_two_met_and_one_unknown_is_not_yet_time_to_look() -> None:
    assert tools({}, {**dict(list(ALL.items())[:2])}).verdict == "watch"


def test_none_met() -> None:
    view = tools(fact("maps_stale", "no"), {"many_sources_to_join": False, "stakeholders_remote": False})
    assert (view.verdict, view.sentence.split(".")[0]) == (
        "not yet",
        "Not yet: none of the 3 signs for a journey mapping tool is there",
    )
    assert tools(fact("maps_stale", "partly"), {}).verdict == "not yet"


def test_nothing_known() -> None:
    for view in evaluate(fact("maps_stale", "unknown"), {}):
        assert view.verdict == "not known"
        assert all(one.condition.text[1:].removesuffix(".") in view.sentence for one in view.conditions)


def test_who_attests_is_named_and_a_fact_goes_first() -> None:
    by = dict.fromkeys(ALL, "Ann")
    view = tools(fact("many_sources", "no"), ALL, by)
    maps, sources, _ = view.conditions
    assert (maps.basis, maps.disagreement) == ("attested by Ann", "")
    assert (sources.state, sources.basis) == ("not met", "Seen: no.")
    assert sources.disagreement == "Ann attests that it is so, but the office shows: Seen: no."
    agreed = tools(fact("many_sources", "yes"), ALL, by).conditions[1]
    assert (agreed.state, agreed.disagreement) == ("met", "")
    denied = tools(fact("many_sources", "yes"), {"many_sources_to_join": False}).conditions[1]
    assert denied.disagreement == "A person attests that it is not so, but the office shows: Seen: yes."


def test_the_other_investment_has_its_own_cost() -> None:
    view = evaluate({}, {"data_in_pieces": True, "general_improvements_done": True})[1]
    assert view.verdict == "time to look"
    assert (view.cost.value, view.cost.published) == (280000.0, "about $280,000")


def test_an_attestation_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="There is no condition maps to attest; there are maps_hard_to_keep"):
        evaluate({}, {"maps": True})
