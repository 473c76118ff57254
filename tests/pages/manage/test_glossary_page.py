"""The page Glossary through the real frame: a definition in full, changing it, and who may."""

import shutil
from dataclasses import replace

import pytest

from core.access import OPERATOR
from core.access.members import put_member
from core.access.settings import AccessSettings
from core.glossary.governing import change, definitions
from core.glossary.kept import KIND
from core.glossary.shipped import shipped
from core.workspace import Workspace
from pages.parts.manage.workspace import workspace
from tests.messy_office import messy_office
from tests.pages.conftest import HOSTILE
from tests.pages.entering import buttons, said
from tests.pages.test_pages import everything

WHY = "The board decided so in May."


@pytest.fixture
def home(practice_home, tmp_path):
    shutil.copytree(practice_home, tmp_path / "office")
    return tmp_path / "office"


def field(app, code, name):
    key = f"define-{code}-_{name}"
    return next(one for kind in (app.text_input, app.text_area, app.number_input, app.selectbox, app.multiselect)
                for one in kind if one.key == key)  # fmt: skip


def words(app):
    return (everything(app) + " ".join(str(one.value) for one in app.success)).replace("\\", "")


def save(app, code, why=WHY):
    field(app, code, "reason").set_value(why)
    return app.button(key=f"save_{code}").click().run()


def test_a_metric_that_a_link_names_is_shown_in_full(visit, practice_home):
    app = visit(practice_home, "glossary", metric="csat")
    shown = words(app)
    for wanted in ("answers of 4 or 5", "Head of customer experience", "no worse than before"):
        assert wanted in shown
    assert "95 % interval" in shown
    assert any("satisfied_from" in one.value for one in app.code)
    assert {"Handle time", "Cost per resolution"} <= {one.proto.label for one in app.get("page_link")}
    assert len(app.dataframe[0].value) == len(shipped())


def test_a_search_narrows_the_table_and_keeps_what_is_open(visit, practice_home):
    app = visit(practice_home, "glossary", metric="csat")
    app.text_input(key="glossary_search").set_value("wait limit").run()
    assert list(app.dataframe[0].value["Name"]) == ["SLA compliance"]
    assert "answers of 4 or 5" in words(app)
    app.text_input(key="glossary_search").set_value("nothing of the kind").run()
    assert "No metric has all these words" in words(app)


def test_a_change_shows_which_figures_move_and_is_kept_with_it(visit, home):
    app = visit(home, "glossary", metric="csat")
    assert "Nothing is changed yet" in words(app)
    field(app, "csat", "satisfied_from").set_value(5.0).run()
    shown = words(app)
    assert "so far" in shown
    assert "The whole scope" in shown
    assert "The formula reads as before" in shown
    field(app, "csat", "formula").set_value("answers of 5 ÷ answers").run()
    assert "The formula reads as before" not in words(app)
    save(app, "csat")
    assert "Saved: CSAT, version 2" in words(app)
    kept = definitions(workspace())["csat"]
    assert (kept.version, kept.parameter("satisfied_from"), kept.reason) == (2, 5, WHY)
    effect = workspace().find(KIND, "csat").body["effect"]
    assert any("so far" in one and "after the change" in one for one in effect)
    assert any("Compared in Practice data" in one for one in effect)
    assert "satisfied from" in list(app.dataframe[-1].value["Field"])


def test_what_is_not_allowed_is_a_sentence_and_nothing_typed_is_lost(visit, home):
    app = visit(home, "glossary", metric="csat")
    field(app, "csat", "owner").set_value("Ann")
    save(app, "csat", "because")
    assert "10 to 600 characters" in app.error[0].value.replace("\\", "")
    assert field(app, "csat", "owner").value == "Ann"
    field(app, "csat", "name").set_value("nps").run()
    save(app, "csat")
    assert "Another metric is called" in app.error[0].value
    field(app, "csat", "direction").set_value("context").run()
    assert "only context is watched" in words(app)
    assert definitions(workspace())["csat"] == shipped()["csat"]


def test_a_target_is_typed_in_percent_and_judged_as_a_share(visit, home):
    app = visit(home, "glossary", metric="resolution")
    field(app, "resolution", "target_kind").set_value("reach").run()
    field(app, "resolution", "target_value").set_value(72.5).run()
    assert "Its target changes" in words(app)
    assert "No figure moves" in words(app)
    save(app, "resolution")
    assert definitions(workspace())["resolution"].target.value == 0.725
    assert "72.5\u00a0% or more" in words(app)


def test_of_two_who_change_one_definition_the_second_sees_both(visit, home):
    app = visit(home, "glossary", metric="sla_compliance")
    field(app, "sla_compliance", "owner").set_value("Bob").run()
    new = replace(shipped()["sla_compliance"].with_parameters({"wait_limit_seconds": 60}), owner="Ann")
    change(Workspace(home).by(OPERATOR), new, WHY, seen_version=0)
    save(app, "sla_compliance")
    assert "Two people edited this" in words(app)
    differing = next(one.value for one in app.dataframe if "You typed" in one.value.columns)
    assert ("owner", "Ann", "Bob") in list(differing.itertuples(index=False, name=None))
    assert ("wait_limit_seconds", "60", "120") in list(differing.itertuples(index=False, name=None))
    app.button(key="define-sla_compliance-_mine").click().run()
    save(app, "sla_compliance")
    kept = definitions(workspace())["sla_compliance"]
    assert (kept.version, kept.owner, kept.parameter("wait_limit_seconds")) == (3, "Bob", 120)


def test_the_shipped_definition_is_filled_in_and_saved_like_any_change(visit, home):
    app = visit(home, "glossary", metric="containment")
    assert "Ann" in field(app, "containment", "owner").value
    app.button(key="as_shipped_containment").click().run()
    save(app, "containment", "Back to the shipped one.")
    kept = definitions(workspace())["containment"]
    assert (kept.version, kept.owner) == (3, shipped()["containment"].owner)


def test_a_definition_that_cannot_be_read_is_told_and_the_page_stands(visit, home):
    other = Workspace(home)
    other.by(OPERATOR).put(KIND, "nps", {"name": HOSTILE}, seen_version=0)
    other.close()
    app = visit(home, "glossary", metric="nps")
    assert not app.exception
    assert "The shipped definition holds" in app.warning[0].value
    save(app, "nps", "It could not be read.")
    assert not app.warning
    assert visit(home, "scorecard").exception == []


def test_without_data_the_glossary_can_be_read(visit, empty_home):
    app = visit(empty_home, "glossary", metric="csat")
    assert not app.exception
    assert "no figure to show" in words(app)


@pytest.mark.parametrize("address", ["glossary", "reported"])
def test_hostile_words_of_a_definition_are_words(visit, hostile_home, address):
    app = visit(hostile_home, address, metric="containment")
    assert not app.exception
    assert "![i](https" not in everything(app) + " ".join(one.proto.label for one in app.get("page_link"))


def test_a_viewer_reads_and_an_editor_writes(enter, tmp_path):
    messy_office(tmp_path).close_all()
    author = Workspace(tmp_path).by(OPERATOR)
    for role in ("viewer", "editor"):
        put_member(author, f"{role}@example.org", role, "", 0, AccessSettings())
    app = enter(tmp_path, "glossary", said("viewer"), metric="csat")
    assert "answers of 4 or 5" in words(app)
    assert "Save as a new version" not in buttons(app)
    assert "Save as a new version" in buttons(enter(tmp_path, "glossary", said("editor"), metric="csat"))
