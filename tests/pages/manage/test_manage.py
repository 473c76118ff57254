import io
import time

import pytest

from core.access import OPERATOR
from core.errors import ConflictError
from core.intake.plan import Mapping, Privacy
from core.intake.reading import inspect
from core.intake.uploads import spool
from core.workspace import Workspace
from core.workspace.mappings import remember, remembered
from core.workspace.thresholds import set_threshold, set_thresholds
from pages.parts.background import background
from pages.parts.office import office
from tests.messy_office import calls_csv, messy_office

AMBIGUOUS = "call;customer;time;channel;result;cost\n" + "".join(
    f"c{number};K{number % 3};0{number % 9 + 1}/0{number % 5 + 1}/2026 10:{number:02d};Phone;"
    f"{'Solved' if number % 2 else 'Open'};4,50\n"
    for number in range(40)
)


MAPPING = Mapping(
    "Old", {"occurred_at": "time", "customer_id": "customer", "channel": "channel"}, "%d/%m/%Y %H:%M", "Europe/Berlin"
)


def looked_at(home):
    path = home / "looked at.csv"
    path.write_text(AMBIGUOUS, encoding="utf-8")
    return inspect(path, path.name)


def everything(app) -> str:
    return " ".join(
        str(one.value)
        for kind in (app.title, app.markdown, app.caption, app.text, app.header, app.subheader, app.success, app.info)
        for one in kind
    )


def with_upload(visit, home, text, name="calls.csv", **query):
    (home / "datasets").mkdir(exist_ok=True)  # an office that is not new brings no demo
    token = spool(home, [(name, io.BytesIO(text.encode()))])
    return visit(home, "import", upload=token, **query)


def widget(kind, label):
    return next(one for one in kind if label in one.label)


def until_over(app):
    """Run the page again until the background work it follows is over."""
    for _ in range(120):
        if all(work.over for work in background()._known.values()):
            break
        time.sleep(0.25)
    return app.run()


@pytest.fixture(scope="module")
def service_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("service")
    messy_office(home).close_all()
    return home


def test_nothing_is_loaded_before_the_questions_are_answered(visit, tmp_path):
    app = with_upload(visit, tmp_path, AMBIGUOUS)
    assert not app.exception
    assert widget(app.button, "Load calls").disabled
    assert "Say whether the day or the month comes first" in everything(app).replace("\\", "")
    widget(app.radio, "Which day is").set_value("month").run()
    assert widget(app.button, "Load calls").disabled
    widget(app.selectbox, "In which time zone").set_value("Europe/Berlin").run()
    assert not widget(app.button, "Load calls").disabled
    assert office().ids() == ()


def test_load_receipt_memory_and_undo(visit, tmp_path):
    app = with_upload(visit, tmp_path, AMBIGUOUS + "broken\nc99;K1;31/31/2026 10:00;Phone;Open;1,00\n")
    widget(app.radio, "Which day is").set_value("month").run()
    widget(app.selectbox, "In which time zone").set_value("Europe/Berlin").run()
    widget(app.button, "Load calls").click().run()
    until_over(app)
    shown = everything(app).replace("\\", "")
    assert "40 of 42 records were loaded" in shown
    assert "Nothing is missing" in shown
    database = office().open("office")
    first = database.read("select min(occurred_at) as first from interactions").rows["first"][0]
    assert str(first) == "2026-01-01 09:00:00"
    app.run()
    widget(app.button, "Import another file").click().run()
    office().close_all()
    again = with_upload(visit, tmp_path, AMBIGUOUS.replace("Phone", "Chat"), "next.csv")
    assert "As remembered for calls" in " ".join(str(one.value) for one in again.markdown)
    assert not widget(again.button, "Load next").disabled
    widget(again.button, "Load next").click().run()
    until_over(again)
    assert office().info("office").interactions == 80
    widget(again.button, "Yes, undo it").click().run()
    until_over(again)
    assert office().info("office").interactions == 40
    assert "was taken out again" in everything(again)


def test_a_file_that_cannot_be_read_says_why(visit, tmp_path):
    app = with_upload(visit, tmp_path, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "calls.csv")
    assert not app.exception
    shown = everything(app)
    assert "This did not work" in shown
    assert "calls.csv" in shown


def test_an_unknown_upload_in_the_url_is_a_sentence(visit, tmp_path):
    (tmp_path / "datasets").mkdir()
    app = visit(tmp_path, "import", upload="../../etc")
    assert not app.exception
    assert "Upload the file again" in everything(app)


def test_check_says_what_would_be_rejected(visit, tmp_path):
    app = with_upload(visit, tmp_path, calls_csv())
    for one in app.selectbox:
        if "In which time zone" in one.label:
            one.set_value("UTC").run()
    widget(app.button, "Check the whole file").click().run()
    until_over(app)
    shown = everything(app).replace("\\", "")
    assert "3 would be rejected" in shown
    assert "not a time" in shown
    assert office().ids() == ()


def test_datasets_lists_imports_and_windows(visit, service_home):
    app = visit(service_home, "datasets")
    assert not app.exception
    listed = [frame.value for frame in app.dataframe]
    assert listed[0]["Dataset"].tolist() == ["Service"]
    assert listed[1]["File"].tolist() == ["visits.csv", "calls.csv"]
    assert (listed[1]["Read"] == listed[1]["Loaded"] + listed[1]["Rejected"] + listed[1]["Duplicates"]).all()
    assert listed[2]["Days without contact"].tolist() == [3, 7, 14, 30]
    journeys = listed[2]["Journeys"].tolist()
    assert journeys == sorted(journeys, reverse=True)


def test_window_is_set_in_the_background(visit, tmp_path):
    messy_office(tmp_path).close_all()
    app = visit(tmp_path, "datasets")
    widget(app.number_input, "Inactivity window").set_value(30)
    widget(app.button, "Set the window").click().run()
    until_over(app)
    assert office().info("office").window_days == 30
    assert "Done: Set the window to 30 days" in everything(app).replace("\\", "")


def test_a_dataset_is_deleted_only_after_its_name_was_typed(visit, tmp_path):
    messy_office(tmp_path).close_all()
    app = visit(tmp_path, "datasets")
    assert widget(app.button, "Delete it").disabled
    widget(app.text_input, "Type its name").set_value("Service").run()
    widget(app.button, "Delete it").click().run()
    until_over(app)
    assert office().ids() == ()
    assert not app.exception


def test_quality_names_the_worst_and_limits_can_be_set(visit, tmp_path):
    messy_office(tmp_path).close_all()
    app = visit(tmp_path, "quality")
    assert "checks need attention" in everything(app)
    set_threshold(Workspace(tmp_path).by(OPERATOR), "rejected", 1.0, "Ann", seen_version=0)
    app.run()
    assert set_thresholds(Workspace(tmp_path))["rejected"].owner == "Ann"
    with pytest.raises(ConflictError):
        set_threshold(Workspace(tmp_path).by(OPERATOR), "rejected", 0.5, "Bob", seen_version=0)
    states = app.get("data_editor")[0].value if app.get("data_editor") else None
    assert states is None or "Rejected records" in states["Check"].tolist()


def test_identities_show_merges_and_split(visit, service_home):
    app = visit(service_home, "identities")
    assert not app.exception
    assert "known under more than one key" in everything(app)
    assert set(app.dataframe[0].value["kind_b"]) | set(app.dataframe[0].value["kind_a"]) == {"customer", "phone"}


def test_several_files_with_the_same_columns_are_loaded_together(visit, tmp_path):
    (tmp_path / "datasets").mkdir()
    texts = (AMBIGUOUS, AMBIGUOUS.replace("Phone", "Chat"), "other,columns\n1,2\n")
    token = spool(tmp_path, [(f"file {number}.csv", io.BytesIO(text.encode())) for number, text in enumerate(texts)])
    app = visit(tmp_path, "import", upload=token)
    widget(app.radio, "Which day is").set_value("day").run()
    widget(app.selectbox, "In which time zone").set_value("UTC").run()
    widget(app.button, "Load 2 files with these columns").click().run()
    until_over(app)
    assert "file 0.csv is in Customer service" in everything(app).replace("\\", "")
    assert "file 1.csv is in Customer service" in everything(app).replace("\\", "")
    assert office().info("office").interactions == 80


def test_a_remembered_mapping_can_be_forgotten(visit, tmp_path):
    remember(Workspace(tmp_path).by(OPERATOR), MAPPING, Privacy(pseudonymise=True), looked_at(tmp_path).shape_key)
    app = with_upload(visit, tmp_path, AMBIGUOUS)
    assert not app.radio
    assert widget(app.toggle, "Pseudonymise").value
    widget(app.button, "Forget it").click().run()
    assert app.radio
    assert not widget(app.toggle, "Pseudonymise").value
    assert remembered(Workspace(tmp_path)) == ()
