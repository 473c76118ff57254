from core.paths.behind import behind
from core.paths.drill import journeys_behind
from core.paths.flow import FlowQuestion, flow
from core.paths.picked import FlowJourneys
from core.paths.selection import AllJourneys
from core.scope import Scope
from tests.journeys_dsl import journey


def test_numbers_are_of_the_selected_journeys_only(journeys):
    office = journeys(
        a=journey("ivr > phone", cost=2.0, resolved=True, csat=4.0),
        b=journey("ivr > phone", cost=4.0, resolved=False),
        c=journey("web", cost=100.0, resolved=True),
    )
    found = flow(office.database, Scope(), FlowQuestion())
    link = found.links[found.links.target_label == "phone"].iloc[0]
    chosen = behind(office.database, Scope(), FlowJourneys(FlowQuestion(), link.source, link.target))
    assert (chosen.journeys, chosen.resolved_share, chosen.resolved_known) == (2, 0.5, 2)
    assert (chosen.mean_csat, chosen.csat_answers) == (4.0, 1)
    assert chosen.median_duration_seconds == 3600
    assert chosen.cost_known == 2
    assert behind(office.database, Scope(), AllJourneys()).journeys == 3


def test_every_node_and_link_counts_what_its_list_counts(journeys):
    office = journeys(a="ivr > phone", b="ivr > chat > phone", c="web", d="ivr > phone")
    question = FlowQuestion(top=1)
    found = flow(office.database, Scope(), question)
    for row in found.nodes.itertuples():
        selection = FlowJourneys(question, row.node)
        assert behind(office.database, Scope(), selection).journeys == row.journeys
        assert journeys_behind(office.database, Scope(), selection).total == row.journeys


def test_nothing_known_is_none(journeys):
    office = journeys(a="ivr")
    found = behind(office.database, Scope(), AllJourneys())
    assert (found.resolved_share, found.mean_cost, found.mean_csat) == (None, None, None)
