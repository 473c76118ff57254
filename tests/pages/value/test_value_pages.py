"""The pages on switching and retention say what core says, and what they can't say is a sentence."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from core.datasets import Office
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.retention.adjusted import adjusted
from core.retention.basis import usual_question
from core.scope import Scope
from core.settings import Settings
from core.switching.adjusted import extra_channel
from core.switching.calculate import Move
from core.switching.matrix import switch_matrix
from core.switching.question import ExtraChannelQuestion
from core.switching.what_if import what_if
from core.wording import money, plain, points
from tests.pages.test_pages import everything


def metrics(app) -> dict[str, str]:
    return {plain_again(one.label): plain_again(one.value) for one in app.metric}


def plain_again(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "")


def test_the_headline_of_switching_is_cores(visit, practice_home, database):
    app = visit(practice_home, "switching")
    found = extra_channel(database(), Scope(), ExtraChannelQuestion(methods=()))
    regression, raw = found.estimate("regression"), found.estimate("raw")
    shown = metrics(app)
    assert shown["Extra channel, adjusted"] == money(regression.effect.value, found.unit)
    assert shown["Extra channel, raw"] == money(raw.effect.value, found.unit)
    assert shown["Cost of switches"] == money(switch_matrix(database(), Scope()).avoidable.value, found.unit)
    assert "8.47" in shown["Extra channel, published"]
    assert plain(money(regression.effect.value, found.unit)) in everything(app)


def test_the_what_if_follows_its_controls(visit, practice_home, database):
    app = visit(practice_home, "switching")
    for share in (25, 50):
        app.slider(key="move_share").set_value(share).run()
        saving = what_if(database(), Scope(), Move(3, 1, share / 100)).saving
        assert metrics(app)["Saving"] == money(saving.value, saving.figure.unit)
    app.number_input(key="move_from").set_value(2).run()
    saving = what_if(database(), Scope(), Move(2, 1, 0.5)).saving
    assert metrics(app)["Saving"] == money(saving.value, saving.figure.unit)


def test_the_headline_of_retention_is_cores(visit, practice_home, database):
    app = visit(practice_home, "retention")
    app.selectbox(key="horizon").select(90).run()
    question = replace(usual_question(database()), population="journeys", horizon_days=90)
    found = adjusted(database(), Scope(), question)
    value = getattr(found.adjusted, "estimate", None)
    expected = points(value.value) if value else "not available"
    assert metrics(app)["Retention change, adjusted"] == expected
    assert "Retention, 90 days" in metrics(app)


def test_bad_input_on_retention_is_a_sentence(visit, practice_home):
    app = visit(practice_home, "retention")
    app.number_input(key="assumed_value").set_value(500.0).run()
    assert not app.exception
    assert any("needs an owner" in one.value for one in app.warning)
    app.text_input(key="assumed_owner").set_value("Finance").run()
    assert not app.warning
    app.date_input(key="ended_from").set_value(date(2027, 1, 1)).run()
    assert not app.exception
    assert "Swap the two days" in everything(app)


def real_office(home, file, mapping) -> None:
    office = Office(Settings(home=home, memory_limit_mb=512))
    dataset = office.create("Real data")
    plan = ReadingPlan(Dialect(format="parquet"), Mapping(source="real", keep_repeats=True, **mapping))
    assert import_file(office, dataset, Upload.of(file), plan).loaded > 0
    office.close_all()


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "mapping", "switching", "retention"),
    [
        (
            "servicenow_incidents.parquet",
            {"columns": {"journey_id": "number", "customer_id": "caller_id", "occurred_at": "sys_updated_at",
                         "channel": "contact_type", "issue": "category", "outcome": "incident_state"},
             "resolved_values": ("Closed", "Resolved"), "unresolved_values": ("New", "Active")},
            "can't be told", "still there",
        ),
        (
            "traffic_fines_10000_cases.parquet",
            {"columns": {"journey_id": "case_id", "occurred_at": "timestamp", "activity": "activity",
                         "cost": "expense", "channel": "notificationtype", "issue": "article"}, "ordering": "file"},
            "can't be told", "can be given",
        ),
        (
            "cdnow_master_transactions.parquet",
            {"columns": {"customer_id": "customer_id", "occurred_at": "date", "cost": "dollar_value"},
             "fixed": {"channel": "Web", "activity": "Purchase"}},
            "can't be told", "still there",
        ),
    ],
)  # fmt: skip
def test_real_files_on_the_pages_of_value_and_priority(visit, tmp_path, real_data, name, mapping, switching, retention):
    real_office(tmp_path, real_data / name, mapping)
    app = visit(tmp_path, "priorities")
    assert not app.exception
    if "issue" in mapping["columns"]:
        columns = mapping["columns"]
        rows = pd.read_parquet(real_data / name, columns=[columns["journey_id"], columns["issue"]])
        counted = rows.dropna().groupby(columns["issue"])[columns["journey_id"]].nunique()
        first = app.dataframe[0].value.iloc[0]
        assert first["Name"] == str(counted.idxmax()).removesuffix(".0")  # volume alone tells these types apart
    else:
        assert "nothing to rank" in plain_again(everything(app))
    app = visit(tmp_path, "business_case")
    assert not app.exception
    for address, said in (("switching", switching), ("retention", retention)):
        app = visit(tmp_path, address)
        assert not app.exception
        words = plain_again(everything(app))
        assert "This did not work" not in words
        assert said in words, words[:3000]


@pytest.mark.real_data
@pytest.mark.slow
def test_a_churn_table_without_dates_is_refused_with_a_sentence(tmp_path, real_data):
    rows = pd.read_parquet(real_data / "telco_customer_churn_ibm_FICTIONAL.parquet")
    assert not [name for name in rows.columns if "date" in name.lower()]
    with pytest.raises(Exception, match=r"time|occurred") as refused:
        real_office(tmp_path, real_data / "telco_customer_churn_ibm_FICTIONAL.parquet",
                    {"columns": {"customer_id": "customerID", "occurred_at": "tenure"}})  # fmt: skip
    assert str(refused.value).endswith(".")
