"""The screen shows what core answers, to the digit."""

from core.paths.flow import FlowQuestion, flow
from core.paths.lens import Lens
from core.paths.pattern import PatternQuestion, pattern
from core.paths.summary import summary
from core.scope import Scope
from core.wording import count, percent
from pages.parts import navigation
from tests.pages.conftest import unfolded
from tests.pages.test_pages import everything


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def numbers(app) -> dict[str, str]:
    return {unescaped(metric.label): unescaped(str(metric.value)) for metric in app.metric}


def test_overview_shows_the_summary_of_the_scope(visit, practice_home, database):
    app = unfolded(visit(practice_home, issue=["Billing"]), "in_numbers")
    found = summary(database(), Scope(issues=("Billing",)))
    assert numbers(app)["Journeys"] == count(found.journeys)
    assert numbers(app)["Resolved"] == percent(found.resolved_share)
    assert "Synthetic demo data" in everything(app)


def test_path_flow_draws_the_flow_of_the_question(visit, practice_home, database):
    app = visit(practice_home, "paths")
    app.segmented_control(key="by").set_value("activity").run()
    app.slider(key="steps").set_value(3).run()
    assert not app.exception
    found = flow(database(), Scope(), FlowQuestion(Lens("activity"), steps=3))
    picture = app.get("echarts_chart")[0].proto.spec
    assert all(f'"{node}"' in picture for node in found.nodes.node)
    assert not [frame for frame in app.dataframe if "source_label" in frame.value.columns]  # nor worked out
    app.session_state["paths_as"] = "Links as a table"
    links = next(frame.value for frame in app.run().dataframe if "source_label" in frame.value.columns)
    assert links["journeys"].sum() == found.links["journeys"].sum()
    assert links["source_label"].tolist() == found.links["source_label"].tolist()


def test_flow_between_two_steps_asks_for_both(visit, practice_home):
    app = visit(practice_home, "paths")
    app.selectbox(key="shown").set_value("between").run()
    assert not app.exception
    assert app.selectbox(key="step").value != app.selectbox(key="until").value
    assert "This did not work" not in everything(app)


def test_pattern_shows_rate_and_denominator(visit, practice_home, database):
    app = visit(practice_home, "patterns")
    app.selectbox(key="first").set_value("IVR").run()
    app.selectbox(key="then").set_value("Phone").run()
    app.number_input(key="within").set_value(2).run()
    found = pattern(database(), Scope(), PatternQuestion(first="IVR", then="Phone", within_seconds=7200))
    assert numbers(app)["Matches"] == count(found.matches)
    assert numbers(app)["Rate"] == percent(found.rate)


def test_compare_by_each_dimension(visit, practice_home):
    app = visit(practice_home, "compare")
    for dimension in ("region", "issue", "outcome", "period"):
        app.selectbox(key="compare").set_value(dimension).run()
        assert not app.exception
        assert "This did not work" not in everything(app)
    app.selectbox(key="compare").set_value("region").run()
    app.multiselect(key="b_region").set_value([]).run()
    assert "Choose two groups" in everything(app)


def test_journeys_with_an_address_that_names_nothing_is_a_sentence(visit, practice_home):
    app = visit(practice_home)
    app.query_params["behind"] = "pick=flow&source=nonsense"
    app.switch_page(str(navigation.FOLDER / navigation.BY_ADDRESS["journeys"].file)).run()
    assert not app.exception
    assert "is not a step of the picture" in everything(app)


def test_provenance_names_version_scope_and_query(visit, practice_home):
    app = visit(practice_home, "paths")
    assert not app.code
    shown = everything(unfolded(app, "provenance"))
    assert "data version **1**" in shown
    assert any("journeys_in_scope" in code.value for code in app.code)


def test_reset_takes_filters_off(visit, practice_home):
    app = visit(practice_home, issue=["Billing"])
    app.button(key="reset_filters").click().run()
    assert not app.exception
    assert app.session_state["issue"] == []
    assert not [button for button in app.button if button.key == "reset_filters"]
