"""What is estimated is kept with evidence, never overwritten unseen, and changed with a reason only."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from core.errors import AccessDeniedError, ConflictError, InvalidInputError, NotFoundError
from core.planning.estimates import KeptEstimate, changes, estimate, estimates, remove, save
from core.planning.inputs import FIELDS, given
from core.planning.written import from_body, to_body
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs, WsjfInputs
from tests.planning.conftest import BOB, EVE
from tests.priorities.making import ranges

TWO = Estimate(2, 1, 4)
FULL = Initiative(
    "a", "A", "risk", RiceInputs(Estimate(100, 50, 200), TWO, Estimate(0.5, 0.1, 1)), IceInputs(TWO, TWO, TWO),
    WsjfInputs(TWO, TWO, TWO, TWO), MoneyInputs("EUR", TWO, TWO, Estimate(-2, -9, 3), "npv"),
    (("ease", Estimate(3)), ("value", TWO)), Estimate(5, 4, 9), (("Data", 2.0), ("IT", 3.0)), TWO, 3,
    "Households", "Fewer calls", ("b",), date(2027, 6, 30),
)  # fmt: skip


def test_all_of_an_initiative_comes_back(ann, backlog) -> None:
    backlog("a"), backlog("b")
    kept = save(ann, KeptEstimate(FULL, {"reach": "measured", "cost": "benchmark", "ghost": "measured"}, " Cora "))
    assert kept.initiative == FULL
    assert estimates(ann.workspace) == {"a": kept}
    assert (kept.owner, kept.version, kept.changed_by, kept.reason) == ("Cora", 1, "ann", "")
    assert set(kept.evidence) == {*FIELDS, "effort_by_team", "departments", "criterion.ease", "criterion.value"}
    assert [kept.evidence_of(code) for code in ("reach", "cost", "value", "ghost")] == [
        "measured", "benchmark", "assumed", None,
    ]  # fmt: skip
    assert estimate(ann.workspace, "b") is None


@settings(deadline=None, max_examples=60)
@drawn(st.sets(st.sampled_from(sorted(FIELDS))), st.data())
def test_any_estimates_survive_their_body(chosen, data) -> None:
    one = Initiative("a", "A", money=MoneyInputs("EUR"))
    for code in chosen:
        most = 1 if code == "confidence_share" else 10
        one = FIELDS[code].put(one, data.draw(ranges(0.5 if most == 1 else 1, most)))
    assert from_body("a", to_body(one)) == one
    assert set(given(one)) == set(chosen)


def test_a_changed_number_needs_a_reason_and_words_do_not(ann, estimated) -> None:
    kept = estimated("a", effort=Estimate(3))
    renamed = save(ann, replace(kept, owner="Bob", initiative=replace(kept.initiative, segment="Business")))
    assert (renamed.version, renamed.owner, renamed.initiative.segment) == (2, "Bob", "Business")
    for change in (
        {"effort": Estimate(4)}, {"effort": Estimate(3, 2, 4)}, {"effort": None}, {"departments": 2},
        {"effort_by_team": (("IT", 3.0),)}, {"criteria": (("ease", Estimate(1)),)},
        {"money": MoneyInputs("EUR")}, {"money": MoneyInputs(value_case="billing")},
    ):  # fmt: skip
        changed = replace(renamed, initiative=replace(renamed.initiative, **change))
        with pytest.raises(InvalidInputError, match=r"A number changed\. Say why"):
            save(ann, changed)
        with pytest.raises(InvalidInputError, match="Say why"):
            save(ann, replace(changed, reason="an old one"), "  ")
    assert estimate(ann.workspace, "a") == renamed
    again = save(ann, changed, "The vendor's offer")
    assert (again.version, again.reason) == (3, "The vendor's offer")
    assert save(ann, replace(again, owner="")).reason == ""


def test_nobodys_change_is_overwritten_unseen(ann, estimated) -> None:
    kept = estimated("a", effort=Estimate(3))
    bob = ann.workspace.by(BOB)
    mine = replace(kept, initiative=replace(kept.initiative, effort=Estimate(9)))
    theirs = save(bob, replace(kept, initiative=replace(kept.initiative, effort=Estimate(5))), "Asked IT")
    for reason in ("", "I think so"):
        with pytest.raises(ConflictError, match="bob changed this"):
            save(ann, mine, reason)
    with pytest.raises(ConflictError):
        remove(ann, "a", kept.version)
    assert estimate(ann.workspace, "a") == theirs
    assert save(bob, replace(kept, initiative=theirs.initiative), "Asked IT") == theirs  # the answer was lost
    with pytest.raises(AccessDeniedError):
        save(ann.workspace.by(EVE), theirs)
    remove(ann, "a", theirs.version)
    assert estimates(ann.workspace) == {}


def test_history_says_who_changed_what_when_and_why(ann, estimated) -> None:
    kept = estimated("a", effort=Estimate(3, 2, 5))
    estimated("b", effort=Estimate(7))
    changed = replace(kept.initiative, effort=Estimate(4, 2, 5))
    last = save(ann.workspace.by(BOB), replace(kept, initiative=changed, evidence={"effort": "measured"}), "Counted")
    save(ann, replace(last, owner="Cora"))
    remove(ann, "a", 3)
    found = changes(ann.workspace, "a")
    assert [(one.who, one.did, one.reason) for one in found] == [
        ("ann", "removed", ""), ("ann", "changed", ""), ("bob", "changed", "Counted"), ("ann", "created", ""),
    ]  # fmt: skip
    assert found[2].fields == (("evidence.effort", "assumed", "measured"), ("inputs.effort.value", "3", "4"))
    assert found[1].fields == (("owner", "", "Cora"),)
    assert found[2].at == last.changed_at
    assert changes(ann.workspace, "a", most=1) == found[:1]


def test_what_is_not_in_the_backlog_is_refused(ann, backlog, estimated) -> None:
    with pytest.raises(NotFoundError, match="'Ghost' is not in the backlog"):
        save(ann, KeptEstimate(Initiative("ghost", "Ghost")))
    kept = estimated("a")
    backlog("b")
    for needed in ("ghost", "example/reset-link"):
        with pytest.raises(NotFoundError, match="What it builds on"):
            save(ann, replace(kept, initiative=replace(kept.initiative, depends_on=("b", needed))))
    on_b = save(ann, replace(kept, initiative=replace(kept.initiative, depends_on=("b",))))
    ann.remove("backlog_item", "b", seen_version=1)
    assert save(ann, replace(on_b, owner="Cora")).initiative.depends_on == ("b",)


def test_a_circle_is_told_before_it_is_kept(ann, backlog, estimated) -> None:
    for name in "abc":
        backlog(name)
    estimated("c", depends_on=("b",))
    kept = estimated("b", depends_on=("a",))
    with pytest.raises(InvalidInputError, match="'B' builds on it in turn"):
        estimated("a", depends_on=("c",))
    save(ann, replace(kept, initiative=replace(kept.initiative, depends_on=())))
    assert estimated("a", depends_on=("c",)).version == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"initiative": Initiative("a", "A", effort_by_team=(("\ud800", 1.0),))}, "on one line"),
        ({"initiative": Initiative("a", "A", lever="fun")}, "Not 'fun' and 'a_year'"),
        ({"initiative": Initiative("a", "A", money=MoneyInputs(value_basis="month"))}, "a_year or npv"),
        ({"initiative": Initiative("a", "A", money=MoneyInputs(value_case="x" * 81))}, "no id of a business case"),
        ({"evidence": {"reach": "guessed"}}, "'guessed' is no evidence"),
        ({"owner": "x" * 81}, "an owner 80"),
        ({"initiative": Initiative("a", "A", segment="x" * 201)}, "a segment 200"),
        ({"initiative": Initiative("a", "A", criteria=(("x" * 81, Estimate(1)),))}, "1 to 80"),
        ({"initiative": Initiative("a", "A", money=MoneyInputs("euro", TWO))}, "three letters"),
        ({"initiative": Initiative("a", "A", money=MoneyInputs("EUR", cost=TWO, value_case="c"))}, "come from the"),
    ],
)
def test_nonsense_is_told(change, sentence) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        replace(KeptEstimate(Initiative("a", "A")), **change)


HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "**x** [y](http://z)",
    "a\x00b\nc",
    "\ud800",
    "\u202eevil",
    "'; DROP--",
    "電話",
)


def test_hostile_texts_come_back_as_they_were(ann, backlog) -> None:
    backlog("a", title="=cmd|'/c calc'!A1")
    words = "".join(HOSTILE)
    names = sorted(text for text in HOSTILE if text.isprintable())
    assert 5 <= len(names) < len(HOSTILE)
    teams = tuple((text, 1.0) for text in names)
    criteria = tuple((text, Estimate(2)) for text in names)
    one = Initiative("a", "", segment=words, expected_outcome=words, effort_by_team=teams, criteria=criteria)
    kept = save(ann, KeptEstimate(one, owner="".join(HOSTILE)[:80]), words)
    assert kept.initiative == replace(one, title="=cmd|'/c calc'!A1")
    assert estimate(ann.workspace, "a") == kept
    assert changes(ann.workspace, "a")[0].reason == words.strip()
    assert ann.workspace.check().problems == ()
