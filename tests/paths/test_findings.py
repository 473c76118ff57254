from core.paths.compare import compare
from core.paths.comparison_rows import comparison_finding, metric_rows, share_rows
from core.paths.findings import flow_finding, flow_selection_text, loop_finding, pattern_finding, summary_finding
from core.paths.flow import FlowQuestion, flow
from core.paths.group import CompareQuestion, Group
from core.paths.lens import Lens
from core.paths.loops import LoopQuestion, loops
from core.paths.pattern import PatternQuestion, pattern
from core.paths.picked import FlowJourneys
from core.paths.summary import summary
from core.scope import Scope
from tests.journeys_dsl import journey


def test_flow_from_the_start(journeys):
    office = journeys(a="ivr > phone", b="ivr", c="web > ivr", d="ivr > phone")
    question = FlowQuestion()
    found = flow(office.database, Scope(), question)
    assert (
        flow_finding(found, question).text() == "75.0 % of journeys start with ivr, and 25.0 % end after a single step."
    )


def test_flow_around_a_step(journeys):
    office = journeys(a="ivr > phone", b="ivr", c="web > ivr", d="ivr > phone")
    after = FlowQuestion(anchor="after", anchor_label="ivr")
    text = flow_finding(flow(office.database, Scope(), after), after).text()
    assert text == "Right after ivr, 50.0 % go on to phone, and 50.0 % end there."
    before = FlowQuestion(anchor="before", anchor_label="ivr")
    text = flow_finding(flow(office.database, Scope(), before), before).text()
    assert text == "Right before ivr, 25.0 % come from web, and 75.0 % start there."


def test_selection_is_named_by_its_steps(journeys):
    office = journeys(a="ivr > phone")
    found = flow(office.database, Scope(), FlowQuestion())
    link = found.links.iloc[0]
    assert (
        flow_selection_text(FlowJourneys(FlowQuestion(), link.source, link.target), found)
        == "ivr at step 1, then phone"
    )


def test_loops_name_the_pair_or_the_repeat(journeys):
    pair = loops(journeys(a="ivr > phone > ivr > phone > ivr").database, Scope(), LoopQuestion(coverage=1.0))
    assert loop_finding(pair).point == "between ivr and phone:"
    repeat = loops(journeys(a="ivr > ivr > ivr > phone").database, Scope(), LoopQuestion(coverage=1.0))
    assert loop_finding(repeat).text().endswith("at ivr: it directly follows itself 2 times.")
    none = loops(journeys(a="ivr > phone").database, Scope(), LoopQuestion(coverage=1.0))
    assert loop_finding(none).point == "No step is returned to"


def test_pattern_says_too_few_and_else_the_rate_with_its_interval(journeys):
    few = journeys(a="ivr > phone")
    question = PatternQuestion(first="ivr", then="phone")
    assert pattern_finding(pattern(few.database, Scope(), question), question).point == "Too few to say:"
    many = journeys(
        **{f"j{n}": "ivr > phone" if n < 30 else "ivr" for n in range(40)}, **{f"k{n}": "web" for n in range(40)}
    )
    found = pattern(many.database, Scope(), question)
    assert pattern_finding(found, question).point == "75.0 % go on to phone"


def test_summary_without_known_outcomes_says_what_there_is(journeys):
    office = journeys(a="ivr > phone")
    assert "2 interactions" in summary_finding(summary(office.database, Scope()), "EUR").text()


def test_comparison_reads_direction_and_interval(journeys):
    cheap = {f"a{n}": journey("web", segment="Gold", cost=1.0 + n % 2) for n in range(40)}
    dear = {f"b{n}": journey("phone > phone", segment="Silver", cost=9.0 + n % 2) for n in range(40)}
    office = journeys(**cheap, **dear)
    question = CompareQuestion(Group("Gold", "segment", ("Gold",)), Group("Silver", "segment", ("Silver",)), Lens())
    found = compare(office.database, Scope(), question)
    rows = metric_rows(found, "EUR").set_index("label")
    assert rows.loc["Cost per journey", "reading"] == "A is better"
    assert rows.loc["Cost per journey", "a"] == "€1.50"
    assert rows.loc["Mean CSAT answer", "reading"] == "too few (under 30)"
    assert rows.loc["Mean CSAT answer", "a"] == ""
    steps = share_rows(found, "step")
    assert set(steps[steps.clear].label) >= {"web", "phone"}
    assert "differ most clearly" in comparison_finding(found, question, "EUR").text()


def test_comparison_of_too_few_shows_nothing(journeys):
    office = journeys(a=journey("web", segment="Gold"), b=journey("web", segment="Silver"))
    question = CompareQuestion(Group("Gold", "segment", ("Gold",)), Group("Silver", "segment", ("Silver",)), Lens())
    found = compare(office.database, Scope(), question)
    assert comparison_finding(found, question, "EUR").point == "Too few to compare:"
    assert share_rows(found, "step").empty
