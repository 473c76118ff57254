"""Steps and journeys are filtered by columns of their own: under any scope both must mean the same journeys."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.paths.drill import journeys_behind
from core.paths.flow import FlowQuestion, flow
from core.paths.loops import LoopQuestion, loops
from core.paths.pattern import PatternQuestion, pattern
from core.paths.selection import AllJourneys, VariantJourneys
from core.paths.summary import summary
from core.paths.variants import variants
from core.scope import Scope
from tests.journeys_dsl import START, Journey
from tests.paths.strategies import lenses, office_from, random_journeys

days = st.none() | st.integers(0, 85).map(lambda day: (START + timedelta(days=day)).date())


def in_scope(one: Journey, scope: Scope) -> bool:
    day = one.started_at.date()
    return (
        (scope.period_from is None or scope.period_from <= day)
        and (scope.period_to is None or day <= scope.period_to)
        and (not scope.issues or (one.issue or "not given") in scope.issues)
        and (not scope.regions or (one.region or "not given") in scope.regions)
        and (scope.outcome == "all" or one.resolved is (scope.outcome == "resolved"))
    )


@st.composite
def scopes(draw: st.DrawFn, found: list[Journey]) -> Scope:
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    issues = sorted({one.issue or "not given" for one in found})
    regions = sorted({one.region or "not given" for one in found})
    return Scope(
        first,
        last,
        tuple(draw(st.lists(st.sampled_from(issues), unique=True, max_size=2))),
        tuple(draw(st.lists(st.sampled_from(regions), unique=True, max_size=1))),
        outcome=draw(st.sampled_from(("all", "resolved", "unresolved"))),
    )


@settings(deadline=None, max_examples=8)
@given(st.data())
def test_every_question_sees_the_same_journeys(data: st.DataObject) -> None:
    written = data.draw(random_journeys())
    scope, lens = data.draw(scopes(written)), data.draw(lenses)
    with office_from(written) as office:
        wanted = {one.key for one in office.journeys if in_scope(one, scope)}
        assert set(journeys_behind(office.database, scope, AllJourneys(lens)).rows.journey_key) == wanted
        found = flow(office.database, scope, FlowQuestion(lens))
        table = variants(office.database, scope, lens)
        label = next(step.shown(lens.by) or "not given" for step in written[0].steps)
        shown = pattern(office.database, scope, PatternQuestion(lens, label, label))
        counts = {
            found.journeys, found.in_scope, table.total_journeys, int(table.rows.journeys.sum()),
            loops(office.database, scope, LoopQuestion(lens, 1)).journeys, summary(office.database, scope).journeys,
            shown.denominator + shown.base_denominator,
        }  # fmt: skip
        assert counts == {len(wanted)}
        chosen = tuple(int(code) for code in table.rows.variant_code[:2])
        if chosen:
            some = int(table.rows.journeys[:2].sum())
            assert flow(office.database, scope, FlowQuestion(lens, variants=chosen)).journeys == some
            assert loops(office.database, scope, LoopQuestion(lens, 1, chosen)).journeys_total == some
            assert journeys_behind(office.database, scope, VariantJourneys(lens, chosen)).total == some
