"""The backlog joined with its estimates and business cases: what is there, what is not, and what is said about it."""

from dataclasses import replace
from datetime import date

import pytest

from core.business_case.headline import headline
from core.business_case.result import result
from core.casebook import keeping
from core.casebook.approval import decide
from core.casebook.freezing import freeze
from core.planning.estimates import KeptEstimate, save
from core.planning.example import load_example
from core.planning.joining import Examples, examples, initiatives, joined
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative, MoneyInputs
from core.priorities.methods import METHODS
from tests.business_case.cases import given, having, small
from tests.planning.conftest import CFO

TWO = Estimate(2, 1, 4)


def uncertain():
    return having(small(), given("saving", 10.0, "money effect", low=4.0, high=14.0, distribution="triangular"))


def test_what_is_not_estimated_lacks_everything(workspace, backlog) -> None:
    item = backlog("a", title="Fix the menu")
    (found,) = joined(workspace)
    assert initiatives(workspace) == (Initiative("a", "Fix the menu"),)
    assert (found.item, found.estimate.version, found.value_from, found.example) == (item, 0, "", False)
    for method in METHODS.values():
        assert method.missing(found.initiative) == tuple(each.label for each in method.inputs)


def test_what_is_over_or_gone_is_left_out_and_the_backlog_names_it(workspace, ann, backlog, estimated) -> None:
    for name in "abcd":
        estimated(name, effort=TWO)
    backlog("a", title="Renamed", state="in progress", due_on=date(2027, 1, 1))
    backlog("b", state="done")
    backlog("c", state="dropped")
    ann.remove("backlog_item", "d", seen_version=1)
    assert initiatives(workspace) == (Initiative("a", "Renamed", effort=TWO),)
    backlog("b", state="open")
    assert [one.initiative_id for one in initiatives(workspace)] == ["a", "b"]


def test_what_it_builds_on_is_still_to_do_done_or_will_not_come(workspace, ann, backlog, estimated) -> None:
    for name in "bcde":
        backlog(name)
    estimated("a", depends_on=("b", "c", "d", "e"))
    backlog("c", state="done")
    backlog("d", state="dropped")
    ann.remove("backlog_item", "e", seen_version=1)
    found = {one.initiative.initiative_id: one for one in joined(workspace)}["a"]
    assert found.initiative.depends_on == ("b",)
    assert found.unmet == ("It builds on 'D', which was dropped.", "It builds on an item that was removed.")


def test_value_and_cost_are_those_of_the_draft_until_a_version_is_approved(workspace, ann, estimated) -> None:
    draft, later = uncertain(), replace(uncertain(), costs=small().costs[:1])
    kept = keeping.save(ann, "billing", draft, 0)
    estimated("a", money=MoneyInputs("EUR", cost_of_delay=TWO, value_case="billing"))
    (found,) = joined(workspace)
    top, money = headline(draft), found.initiative.money
    assert money.value == Estimate(top.npv, top.low, top.high)
    assert (money.cost, money.cost_of_delay) == (Estimate(result(draft).costs_value), TWO)
    assert (money.currency, money.value_basis, found.case.version, found.case.years) == ("EUR", "npv", None, 3)
    assert found.value_from == "net present value and cost from the draft of the business case 'Fix billing'"

    freeze(ann, "billing", kept.version, "Please", {})
    keeping.save(ann, "billing", later, kept.version)
    (awaiting,) = joined(workspace)
    assert awaiting.case.version is None
    assert awaiting.initiative.money.value.value == pytest.approx(result(later).npv)
    decide(workspace.by(CFO), "billing/1", "approved")
    (approved,) = joined(workspace)
    assert approved.initiative == found.initiative
    assert approved.value_from.endswith("from version 1, approved, of the business case 'Fix billing'")
    assert approved.notes == ()

    keeping.archive(ann, "billing", 2)
    assert joined(workspace)[0].notes == ("The business case 'Fix billing' is archived.",)


def test_a_version_that_was_declined_is_not_taken(workspace, ann, estimated) -> None:
    kept = keeping.save(ann, "billing", small(), 0)
    freeze(ann, "billing", kept.version, "", {})
    decide(workspace.by(CFO), "billing/1", "declined", "Too dear")
    estimated("a", money=MoneyInputs(value_case="billing"))
    assert joined(workspace)[0].case.version is None


def test_a_case_that_was_removed_leaves_no_number(workspace, ann, estimated) -> None:
    keeping.save(ann, "billing", small(), 0)
    estimated("a", money=MoneyInputs("EUR", cost_of_delay=TWO, value_case="billing"))
    keeping.remove(ann, "billing", 1)
    (found,) = joined(workspace)
    assert found.initiative.money == MoneyInputs("EUR", cost_of_delay=TWO, value_case="billing")
    assert (found.case, found.value_from) == (None, "")
    assert found.notes == ("Its business case was removed, so value and cost are not available.",)


def test_currencies_are_not_mixed(workspace, ann, estimated) -> None:
    keeping.save(ann, "dollars", replace(small(), currency="USD"), 0)
    estimated("a", money=MoneyInputs("EUR", cost_of_delay=TWO, value_case="dollars"))
    estimated("b", money=MoneyInputs(value_case="dollars"))
    a, b = joined(workspace)
    assert (a.initiative.money.value, a.initiative.money.cost) == (None, None)
    assert "is in USD, its cost of delay in EUR" in a.notes[0]
    assert (b.initiative.money.currency, b.notes) == ("USD", ())


def test_a_case_without_costs_has_no_cost(workspace, ann, estimated) -> None:
    keeping.save(ann, "free", replace(small(), costs=()), 0)
    estimated("a", money=MoneyInputs(value_case="free"))
    (found,) = joined(workspace)
    assert (found.initiative.money.cost, found.initiative.money.value.value > 0) == (None, True)
    assert "no cost that can be counted" in found.notes[0]


def test_examples_are_shown_until_something_is_estimated(workspace, ann, backlog) -> None:
    backlog("a")
    assert examples(workspace) == Examples(0, False)
    assert examples(workspace).sentence() == ""
    load_example(ann)
    assert [one.example for one in joined(workspace)] == [False] + [True] * 12
    assert examples(workspace) == Examples(12, True)
    save(ann, KeptEstimate(Initiative("a", "A", effort=TWO)))
    assert [one.initiative.initiative_id for one in joined(workspace)] == ["a"]
    assert examples(workspace) == Examples(12, False)
    backlog("a", state="done")
    assert joined(workspace) == ()
