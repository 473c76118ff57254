from datetime import date

import pytest
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.proportions import newcombe
from core.paths.compare import Comparison, compare
from core.paths.group import CompareQuestion, Group
from core.paths.lens import Lens
from core.scope import Scope
from tests.journeys_dsl import Journey, journey
from tests.paths.conftest import Build

NORTH, SOUTH = Group("North", "region", ("North",)), Group("South", "region", ("South",))


def many(count: int, region: str, **kinds: int) -> dict[str, Journey]:
    """So many journeys of a region; `kinds` says how many go "ivr > phone" (phoned) and how many are resolved."""
    found = {}
    for place in range(count):
        path = "ivr > phone > phone" if place < kinds["phoned"] else "ivr"
        found[f"{region}{place}"] = journey(
            path, region=region, resolved=place < kinds["resolved"], cost=1.0 + place % 5, issue="Billing"
        )
    return found


def metric(found: Comparison, name: str) -> dict:
    return found.metrics.set_index("name").loc[name].to_dict()


def test_differences_with_intervals(journeys: Build) -> None:
    office = journeys(**many(40, "North", phoned=10, resolved=30), **many(50, "South", phoned=30, resolved=20))
    found = compare(office.database, Scope(), CompareQuestion(NORTH, SOUTH))
    resolved = metric(found, "resolved_share")
    wanted = newcombe(30, 40, 20, 50)
    assert (resolved["a"], resolved["b"], resolved["n_a"], resolved["n_b"]) == (0.75, 0.4, 40, 50)
    assert (resolved["difference"], resolved["low"], resolved["high"]) == (wanted.value, wanted.low, wanted.high)
    cost = metric(found, "mean_cost")
    costs = [[one.cost for one in office.journeys if one.region == region] for region in ("North", "South")]
    interval = stats.ttest_ind(*costs, equal_var=False).confidence_interval(0.95)
    assert (cost["low"], cost["high"]) == pytest.approx((interval.low, interval.high))
    assert metric(found, "mean_csat")["too_few"]
    assert metric(found, "mean_csat")["n_a"] == 0
    shares = found.shares.set_index(["part", "position", "label"])
    assert shares.loc[("step", 1, "ivr"), "a_share"] == 1
    assert tuple(shares.loc[("step", 2, "phone"), ["a_share", "b_share"]]) == (0.25, 0.6)
    assert tuple(shares.loc[("move", 0, "phone > phone"), ["a_share", "b_share"]]) == (0.25, 0.6)
    assert tuple(shares.loc[("variant", 0, "ivr"), ["a_share", "b_share"]]) == (0.75, 0.4)
    variant_sum = found.shares[found.shares.part == "variant"].a_share.sum()
    assert variant_sum == pytest.approx(1)


def test_below_thirty_nothing_is_shown(journeys: Build) -> None:
    office = journeys(**many(40, "North", phoned=10, resolved=30), **many(29, "South", phoned=3, resolved=20))
    found = compare(office.database, Scope(), CompareQuestion(NORTH, SOUTH))
    assert found.metrics.too_few.all()
    assert found.shares.too_few.all()
    assert found.metrics[["a", "b", "difference", "low", "high"]].isna().all(axis=None)
    assert found.shares[["a_share", "b_share", "difference", "low", "high"]].isna().all(axis=None)
    assert (found.journeys_a, found.journeys_b) == (40, 29)


def test_a_rare_variant_of_one_group_is_counted_in_the_other(journeys: Build) -> None:
    rare = {f"r{place}": journey(" > ".join(["web"] * (place + 2)), region="North") for place in range(30)}
    rare |= {f"s{place}": journey("web > web", region="South") for place in range(40)}
    found = compare(journeys(**rare).database, Scope(), CompareQuestion(NORTH, SOUTH, Lens("channel")))
    variants = found.shares[found.shares.part == "variant"].set_index("label")
    assert variants.loc["web > web", "a_share"] == pytest.approx(1 / 30)
    assert len(variants) == 15


def test_the_group_replaces_the_scope_on_its_own_dimension_only(journeys: Build) -> None:
    office = journeys(**many(40, "North", phoned=0, resolved=0), **many(40, "South", phoned=0, resolved=0))
    found = compare(office.database, Scope(regions=("North",), issues=("Billing",)), CompareQuestion(NORTH, SOUTH))
    assert (found.journeys_a, found.journeys_b) == (40, 40)
    assert "South: 40 journeys (issue Billing; region South)" in found.contract.denominator
    nothing = compare(office.database, Scope(outcome="resolved"), CompareQuestion(NORTH, SOUTH))
    assert (nothing.journeys_a, len(nothing.shares)) == (0, 0)


def test_before_and_after(journeys: Build) -> None:
    office = journeys(a="ivr", b="ivr")
    day = office.journeys[0].started_at.date()
    found = compare(office.database, Scope(), CompareQuestion.before_and_after(day, 3, Lens()))
    assert (found.journeys_a, found.journeys_b) == (0, 2)


@pytest.mark.parametrize(
    "pair",
    [
        (NORTH, NORTH),
        (NORTH, Group("Gold", "segment", ("Gold",))),
        (Group("early", "period", (), None, date(2025, 1, 5)), Group("late", "period", (), date(2025, 1, 5))),
    ],
)
def test_groups_that_overlap_are_refused(pair: tuple[Group, Group]) -> None:
    with pytest.raises(InvalidInputError):
        CompareQuestion(*pair)


@pytest.mark.parametrize(
    "wrong", [{"dimension": "channel"}, {"dimension": "region"}, {"dimension": "period"},
              {"dimension": "outcome", "values": ("maybe",)}, {"dimension": "period", "values": ("x",)}],
)  # fmt: skip
def test_groups_that_make_no_sense_are_refused(wrong: dict) -> None:
    with pytest.raises(InvalidInputError):
        Group("wrong", **wrong)


def test_the_question_survives_the_address() -> None:
    for question in (
        CompareQuestion(NORTH, SOUTH, Lens("activity", True), 7),
        CompareQuestion.before_and_after(date(2025, 3, 1), 30, Lens()),
        CompareQuestion(Group("yes", "outcome", ("resolved",)), Group("no", "outcome", ("unresolved",))),
        CompareQuestion(Group("a", "issue", ("x,y", "z")), Group("b", "issue", ("%2C",))),
    ):
        assert CompareQuestion.from_query(question.to_query()) == question
