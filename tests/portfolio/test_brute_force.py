"""Small random problems with every kind of constraint, against trying all sets and starts."""

from collections import Counter
from dataclasses import replace

import pytest

from core.portfolio.choose import choose
from core.portfolio.schedule import schedule
from tests.portfolio.trying_all import by_trying_all, keeps_all, random_problem, worth


def _check(found, options, constraints, timing):
    allowed = by_trying_all(options, constraints, timing)
    if not allowed:
        assert found.status == "infeasible"
        assert found.reason
        return "infeasible"
    top = max(value for value, _, _ in allowed)
    assert found.status == "optimal"
    assert found.value == pytest.approx(top, abs=1e-6)
    by_id = {o.option_id: o for o in options}
    starts = dict(found.starts) or dict.fromkeys(found.chosen, 1)
    assert keeps_all(set(found.chosen), starts, by_id, constraints, timing)
    assert found.cost == pytest.approx(sum(by_id[i].cost for i in found.chosen))
    assert all(use.used <= use.capacity + 1e-6 for use in found.use)
    return _check_tie(found, allowed, top, by_id, constraints, timing)


def _check_tie(found, allowed, top, by_id, constraints, timing):
    def kept(ids, starts):
        """Without what earns nothing and what no must-have and nothing that earns needs."""
        kept, waiting = set(), [i for i in ids if worth(by_id[i], starts.get(i, 1), constraints, timing) > 0]
        waiting += constraints.must_haves
        while waiting:
            i = waiting.pop()
            kept.add(i)
            waiting += by_id[i].depends_on
        return kept

    assert kept(found.chosen, found.starts) == set(found.chosen)
    others = [ids for value, ids, starts in allowed if value >= top - 1e-9 and kept(ids, starts) != set(found.chosen)]
    if found.alternative is None:
        assert not others or not found.alternative_checked
        return "no tie" if found.alternative_checked else "not checked"
    other = found.alternative
    assert set(other.chosen) != set(found.chosen)
    assert other.value == pytest.approx(top, abs=1e-6)
    assert keeps_all(set(other.chosen), other.starts or dict.fromkeys(other.chosen, 1), by_id, constraints, timing)
    return "tie"


@pytest.mark.parametrize("timing", ["summed", "together"])
def test_choose_finds_what_trying_all_finds(timing):
    seen = []
    for seed in range(150):
        options, constraints = random_problem(seed, 7, 2)
        found = choose(options, constraints, together=timing == "together")
        seen.append(_check(found, options, constraints, timing))
    counted = Counter(seen)
    assert min(counted["infeasible"], counted["tie"]) >= 5, counted
    assert counted["not checked"] <= 10, counted


def test_schedule_finds_what_trying_all_finds():
    seen = []
    for seed in range(200):
        options, constraints = random_problem(1000 + seed, 5, 4 if seed % 4 == 0 else 3)
        found = schedule(options, constraints)
        seen.append(_check(found, options, constraints, "scheduled"))
    counted = Counter(seen)
    assert min(counted["infeasible"], counted["tie"]) >= 5, counted
    assert counted["not checked"] <= 10, counted


def test_a_conflict_is_one_and_none_of_it_can_be_left_out():
    named = 0
    for seed in range(200):
        options, constraints = random_problem(5000 + seed, 5, 3)
        found = schedule(options, constraints)
        if found.status != "infeasible":
            continue
        assert found.minimal
        named += 1
        assert not by_trying_all(*_only(found.conflict, options, constraints), "scheduled")
        for left_out in found.conflict:
            rest = [clash for clash in found.conflict if clash != left_out]
            assert by_trying_all(*_only(rest, options, constraints), "scheduled"), (seed, left_out, found.conflict)
    assert named >= 15


def _only(conflict, options, constraints):
    """The problem with these constraints alone; options without a value count as worth nothing, as in the whole."""
    kinds = {}
    for clash in conflict:
        kinds.setdefault(clash.kind, []).append(clash.names)
    pairs = kinds.get("dependency", [])
    teams = {team for (team,) in kinds.get("capacity", [])}
    levers = {lever for (lever,) in kinds.get("least share", [])}
    plenty = (1000.0,) * constraints.periods
    needed, waiting = set(), list(constraints.must_haves)
    by_id = {o.option_id: o for o in options}
    while waiting:
        i = waiting.pop()
        needed.add(i)
        waiting += by_id[i].depends_on
    held = {o.option_id for o in options if o.value is None and o.option_id not in needed}
    return [
        replace(o, value=0 if o.value is None else o.value, depends_on=tuple(d for i, d in pairs if i == o.option_id))
        for o in options
    ], replace(
        constraints,
        budget=constraints.budget if "budget" in kinds else None,
        budget_by_period=constraints.budget_by_period if "budget by quarter" in kinds else None,
        capacity={t: c if t in teams else plenty for t, c in constraints.capacity.items()},
        exclusions=tuple(e for e in constraints.exclusions if e in kinds.get("exclusion", [])),
        must_haves=tuple(i for (i,) in kinds.get("must-have", [])),
        never=(*(i for (i,) in kinds.get("ruled out", [])), *held),
        least_share={lever: s for lever, s in constraints.least_share.items() if lever in levers},
    )
