"""Plans and the office's way to score are kept by version; a plan and its initiatives become a problem to solve."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import ConflictError, InvalidInputError
from core.improvement.items import Item
from core.planning import plan as plans
from core.planning import scoring
from core.planning.case_values import CaseValue
from core.planning.estimates import KeptEstimate
from core.planning.joining import Joined
from core.planning.options import problem, quarters
from core.planning.plan import Plan
from core.planning.scoring import PrioritySetup
from core.portfolio.choose import choose
from core.portfolio.schedule import schedule
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative, MoneyInputs
from tests.planning.conftest import BOB, TODAY

PLAN = Plan(
    name="2027 Größe", currency="EUR", start_on=date(2027, 1, 1), quarters=4, budget=100.0,
    budget_by_quarter=(25.0, 25.0, 25.0, 25.0), capacity={"IT": (3.0, 3.0, 3.0, 3.0), "Data": (1.0, 1.0, 1.0, 1.0)},
    exclusions=(("a", "b"),), must_haves=("a",), ruled_out=("c",), least_share={"risk": 0.1}, horizon_quarters=8,
    value_years=2, discount_rate=0.1,
)  # fmt: skip
BARE = Plan(name="p", currency="EUR", start_on=date(2027, 1, 1))


def make(name: str, value=None, cost=10.0, basis="a_year", case=None, unmet=(), **more) -> Joined:
    money = MoneyInputs(more.pop("currency", "EUR"), value=value if value is None else Estimate(value),
                        cost=None if cost is None else Estimate(cost), value_basis=basis)  # fmt: skip
    more.setdefault("duration_months", Estimate(3))
    one = Initiative(name, name.upper(), money=money, **more)
    return Joined(one, Item(name, name.upper(), TODAY), KeptEstimate(one), case, unmet)


def test_a_plan_is_kept_by_its_name(ann) -> None:
    kept = plans.save(ann, PLAN)
    assert kept == replace(PLAN, version=1)
    other = plans.save(ann, replace(BARE, name=" Other "))
    assert plans.plans(ann.workspace) == (other, kept)
    assert other.name == "Other"
    with pytest.raises(ConflictError):
        plans.save(ann.workspace.by(BOB), replace(BARE, name="2027 Größe"))
    changed = plans.save(ann, replace(kept, budget=None, budget_by_quarter=None))
    with pytest.raises(ConflictError):
        plans.remove(ann, kept)
    plans.remove(ann, changed)
    assert plans.plans(ann.workspace) == (other,)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "1 to 80 characters"), ({"name": "a\nb"}, "on one line"),
        ({"currency": "eur"}, "three letters"),
        ({"quarters": 41, "horizon_quarters": 50}, "at most 40"), ({"value_years": 0}, "1 to 10 years"),
        ({"discount_rate": 1.5}, "0 to 100 %"), ({"budget": float("nan")}, "The budget is nan"),
        ({"capacity": {"IT": (1.0,)}}, "needs 4 numbers"), ({"ruled_out": ("a",)}, "must-have and ruled out"),
        ({"least_share": {"fun": 0.1}}, "not a value lever"), ({"capacity": {"": (1.0,) * 4}}, "A team needs a name"),
    ],
)  # fmt: skip
def test_a_plan_that_makes_no_sense_is_told(change, sentence) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        replace(PLAN, **change)


def test_the_setup_is_kept_with_versions(ann) -> None:
    first = scoring.setup(ann.workspace)
    assert first == PrioritySetup()
    kept = scoring.save(ann, PrioritySetup((("ease", 2.0), ("=1+1", 0.0)), "weighted", 5))
    assert scoring.setup(ann.workspace) == kept
    assert (kept.version, kept.chosen().formula) == (1, "1 × ease")
    with pytest.raises(ConflictError):
        scoring.save(ann, replace(first, top=1))
    for wrong in ({"weights": (("a", 0.0),)}, {"weights": ((" ", 1.0),)}, {"method": "guess"}, {"top": 0}):
        with pytest.raises(InvalidInputError):
            replace(first, **wrong)


def test_deadlines_and_durations_become_quarters() -> None:
    june = replace(BARE, start_on=date(2026, 11, 15))
    for day, quarter in (((2027, 2, 14), 1), ((2027, 2, 13), 0), ((2028, 2, 14), 5), ((2020, 1, 1), 0)):
        assert june.last_quarter_before(date(*day)) == quarter
    assert [quarters(months) for months in (0.1, 3, 3.01, 6, 7)] == [1, 1, 2, 2, 3]


def test_everything_becomes_an_option() -> None:
    teams = (("Data", 1.0), ("IT", 3.0))
    case = CaseValue("c", "C", "EUR", Estimate(50), Estimate(30), 5, None)
    found = [
        make("a", 40.0, 10.0, effort_by_team=teams, duration_months=Estimate(4), lever="risk",
             deadline=date(2027, 9, 30)),
        make("b", 50.0, 30.0, "npv", case, effort_by_team=teams, depends_on=("a",)),
        make("c", None, 5.0, effort_by_team=teams),
    ]  # fmt: skip
    timed = problem(found, PLAN)
    assert [option.value for option in timed.options] == [10.0, 4.0, None]
    a, b, _ = timed.options
    assert (a.duration_periods, a.deadline, a.lever, a.cost) == (2, 3, "risk", 10.0)
    assert (dict(a.demand), b.depends_on) == ({"Data": 1.0, "IT": 3.0}, ("a",))
    assert [(one.title, one.what, one.left_out) for one in timed.missing] == [("C", ("value",), False)]
    assert timed.constraints == PLAN.constraints()
    assert timed.notes == (
        "1 net present value counts before its cost, spread evenly over the years of the business case.",
    )
    summed = problem(found, PLAN, "summed")
    assert summed.options[0].value == pytest.approx(40 / 1.1 + 40 / 1.21)
    assert (summed.options[1].value, summed.options[0].duration_periods) == (80.0, 1)
    assert summed.notes == (
        "1 yearly value counts for 2 years, discounted at 10.0 % a year.",
        "1 net present value counts before its cost.",
    )  # fmt: skip
    assert schedule(
        timed.options, replace(timed.constraints, exclusions=(), least_share={}, budget_by_period=None)
    ).chosen == ("a", "b")
    assert choose(summed.options, replace(summed.constraints, exclusions=())).chosen == ("a", "b")


def test_what_is_missing_is_listed_and_what_builds_on_it_too() -> None:
    found = [
        make("far", 1.0, effort_by_team=(("IT", 1.0),), depends_on=("near",)),
        make("near", 1.0, effort_by_team=(("IT", 1.0),), depends_on=("nocost",)),
        make("nocost", 1.0, None, effort_by_team=(("IT", 1.0),)),
        make("noteam", 1.0, effort=Estimate(3)),
        make("alien", 1.0, effort_by_team=(("Law", 1.0), ("IT", 1.0))),
        make("long", 1.0, effort_by_team=(("IT", 1.0),), duration_months=None),
        make("late", 1.0, effort_by_team=(("IT", 1.0),), deadline=date(2027, 3, 30)),
        make("usd", 1.0, effort_by_team=(("IT", 1.0),), currency="USD"),
        make("unmet", 1.0, effort_by_team=(("IT", 1.0),), unmet=("It builds on 'X', which was dropped.",)),
        make("lonely", 1.0, 1.0, "npv", effort_by_team=(("IT", 1.0),)),
    ]
    made = problem(found, replace(PLAN, must_haves=("nocost", "gone"), exclusions=(("far", "lonely"), ("x", "y"))))
    assert [option.option_id for option in made.options] == ["lonely"]
    assert {one.initiative_id: one.what for one in made.missing} == {
        "far": ("it builds on 'NEAR', which is left out",),
        "near": ("it builds on 'NOCOST', which is left out",),
        "nocost": ("cost",),
        "noteam": ("effort by team",),
        "alien": ("the plan has no capacity of Law",),
        "long": ("duration",),
        "late": ("its deadline, 2027-03-30, is before the first quarter has ended",),
        "usd": ("its money is in USD, the plan's in EUR",),
        "unmet": ("It builds on 'X', which was dropped.",),
        "lonely": ("years over which its net present value is earned, which a business case would say",),
    }
    assert [one.left_out for one in made.missing] == [True] * 9 + [False]
    assert (made.constraints.exclusions, made.constraints.must_haves, made.constraints.never) == ((), (), ())
    assert [note for note in made.notes if "must-have" in note] == [
        "The must-have 'NOCOST' is left out: it is over, was removed, or lacks something.",
        "The must-have 'gone' is left out: it is over, was removed, or lacks something.",
    ]
    assert {option.option_id for option in problem(found, PLAN, "summed").options} == {"long", "late", "lonely"}


def test_without_teams_no_team_binds_and_a_loss_counts_as_nothing() -> None:
    made = problem([make("a", -50.0, 10.0, "npv", effort=Estimate(2))], BARE, "summed")
    assert (made.options[0].value, dict(made.options[0].demand), made.missing) == (0.0, {}, ())
    assert made.notes == (
        "1 net present value counts before its cost.",
        "1 net present value is below 0: that costs more than it brings.",
        "The plan has no team's capacity, so no team binds.",
    )  # fmt: skip
    assert problem([], BARE).options == ()
