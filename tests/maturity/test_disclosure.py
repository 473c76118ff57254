"""An anonymous round never lets anyone work out what one to four people answered."""

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.maturity.disclosure import Person, kept_back
from core.maturity.groups import Groups, PersonLevel, group_levels

people = st.lists(
    st.builds(
        PersonLevel,
        role=st.sampled_from(["agent", "lead", "analyst", "owner"]),
        team=st.sampled_from(["one", "two", "three"]),
        level=st.sampled_from([1.0, 1.0, 1.5, 2.0, 3.0, 3.0, None]),
    ),
    min_size=5,
    max_size=40,
)


def those(role: str, team: str, number: int, level: float | None = 2.0) -> list[PersonLevel]:
    return [PersonLevel(role, team, level)] * number


def shown(found: Groups) -> tuple[dict[str, str], dict[str, str]]:
    return {one.name: one.n_words for one in found.roles}, {one.name: one.n_words for one in found.teams}


def test_two_small_groups_are_kept_back_as_they_are() -> None:
    found = group_levels([*those("a", "t", 3), *those("b", "t", 4), *those("c", "t", 6)], anonymous=True)
    assert shown(found) == ({"a": "under 5", "b": "under 5", "c": "6"}, {"t": "13"})
    assert [one.level for one in found.roles] == [None, None, 2.0]


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    found = group_levels([*those("a", "t", 2), *those("b", "t", 6), *those("c", "t", 7)], anonymous=True)
    assert shown(found)[0] == {"a": "not shown", "b": "not shown", "c": "7"}


def test_two_groups_that_are_small_together_take_a_third() -> None:
    found = group_levels([*those("a", "t", 1), *those("b", "t", 2), *those("c", "t", 6)], anonymous=True)
    assert shown(found)[0] == {"a": "not shown", "b": "not shown", "c": "not shown"}


def test_those_without_a_level_do_not_count() -> None:
    group = [*those("a", "t", 4), *those("a", "t", 3, None), *those("b", "t", 6), *those("c", "t", 7)]
    assert shown(group_levels(group, anonymous=True))[0] == {"a": "not shown", "b": "not shown", "c": "7"}


def test_that_nobody_in_a_small_group_has_a_level_is_not_given_away() -> None:
    group = [*those("a", "t", 3, None), *those("b", "t", 6), *those("c", "t", 7)]
    assert shown(group_levels(group, anonymous=True))[0] == {"a": "not shown", "b": "not shown", "c": "7"}


def test_a_role_less_a_team_inside_it_is_not_given_away() -> None:
    group = [*those("analyst", "data", 5), *those("analyst", "shop", 1), *those("agent", "shop", 9)]
    roles, teams = shown(group_levels(group, anonymous=True))
    assert not ({"analyst"} <= {k for k, v in roles.items() if v.isdigit()} and teams["data"].isdigit())


def test_a_named_round_keeps_nothing_back() -> None:
    found = group_levels([*those("a", "t", 1), *those("b", "", 6), *those("c", "t", 1, None)], anonymous=False)
    assert shown(found) == ({"a": "1", "b": "6", "c": "0"}, {"not given": "6", "t": "1"})


def test_gaps_name_only_roles_that_are_shown() -> None:
    group = [*those("a", "t", 2, 3.0), *those("b", "t", 6), *those("c", "t", 7), *those("d", "t", 8, 1.0)]
    assert [(gap.higher, gap.lower) for gap in group_levels(group, anonymous=True).gaps] == [("c", "d")]


@settings(deadline=None, max_examples=200)
@given(people)
@example([*those("a", "t", 5), *those("a", "u", 1), *those("b", "u", 9)])
@example([*those("a", "t", 5), *those("b", "t", 5), *those("a", "u", 4), *those("b", "u", 6)])
def test_no_sum_of_one_to_four_people_follows_from_what_is_shown(group: list[PersonLevel]) -> None:
    found = group_levels(group, anonymous=True)
    cells = Counter((one.role, one.team) for one in group if one.level is not None)
    names = list(cells)
    if cells.total() < 5:
        assert not any(one.level for one in (*found.roles, *found.teams))
        return
    equations = [[1.0] * len(names)]
    for place, table in enumerate((found.roles, found.teams)):
        equations += [[float(name[place] == one.name) for name in names] for one in table if one.level is not None]
    known = np.linalg.matrix_rank(np.array(equations))
    for number in range(1, min(4, len(names)) + 1):
        for chosen in combinations(range(len(names)), number):
            if sum(cells[names[place]] for place in chosen) < 5:
                target = [float(place in chosen) for place in range(len(names))]
                assert np.linalg.matrix_rank(np.array([*equations, target])) > known


@settings(deadline=None)
@given(people)
def test_what_is_shown_is_right_and_large_enough(group: list[PersonLevel]) -> None:
    found = group_levels(group, anonymous=True)
    for one in found.roles:
        levels = [person.level for person in group if person.role == one.name and person.level is not None]
        assert (one.level is None) == (one.n is None) == bool(one.kept_back)
        if one.level is not None:
            assert one.n == len(levels) >= 5
            assert abs(one.level - sum(levels) / len(levels)) < 1e-9
        if one.kept_back == "under 5":
            assert len(levels) < 5


def test_many_small_cells_show_one_table_only() -> None:
    crowd = [Person("agent", f"team {number // 5}", True) for number in range(400)]
    crowd += [Person(f"role {number}", f"team {number}", True) for number in range(70)]
    assert {name for dimension, name in kept_back(crowd) if dimension == 1} == {f"team {n}" for n in range(80)}
