from datetime import date, datetime, timedelta

import pytest

from core.intake.imports import Upload, import_file
from core.intake.undo import undo_import
from core.quality import indicators, quality
from core.quality.findings import quality_finding
from core.workspace.thresholds import SetThreshold
from tests.messy_office import VISITS, calls_csv, messy_office, visits_csv
from tests.quality import brute_force

CHOSEN = indicators({})
FIELDS = [one.code for one in CHOSEN if one.group == "completion"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = messy_office(tmp_path_factory.mktemp("home"))
    yield made
    made.close_all()


@pytest.fixture(scope="module")
def found(office):
    return quality(office.open("office"), CHOSEN)


@pytest.fixture(scope="module")
def rows(office):
    return brute_force.rows_of(office.open("office"))


def counts(measured):
    return measured.part, measured.whole


@pytest.mark.parametrize("field", FIELDS)
def test_completion_is_what_a_count_by_hand_gives(found, rows, field):
    assert counts(found.of(field)) == brute_force.given(rows, field)
    for source in found.sources:
        assert counts(found.of(field, source)) == brute_force.given(rows, field, source)
    monthly = found.by_month[found.by_month["indicator"] == field]
    expected = brute_force.given_by_month(rows, field)
    assert {(row.source, row.month.date()): (row.part, row.whole) for row in monthly.itertuples()} == {
        key: value for key, value in expected.items() if 1990 <= key[1].year < 2099
    }


def test_a_field_no_source_carries_is_not_available_but_a_required_one_warns(found):
    assert found.of("wait_seconds").value is None
    assert found.of("cost", "Web portal").status == "not available"
    assert found.of("cost", "Phone system").status == "warn"
    assert found.of("cost").part == found.of("cost", "Phone system").part


def test_reading_indicators_are_those_of_the_receipts(found):
    visits = visits_csv().splitlines()[1:]
    nobody = sum(line.startswith(";") for line in visits)
    lines = calls_csv().count("\n") - 1 + len(visits)
    assert nobody > 0
    assert counts(found.of("rejected")) == (3 + nobody, lines)
    assert counts(found.of("rejected", "Phone system")) == (3, calls_csv().count("\n") - 1)
    told = [line for line in visits if not line.startswith(";")]
    assert counts(found.of("duplicates")) == (2 + len(told) - len(set(told)), lines)
    by_import = found.by_import[found.by_import["indicator"] == "rejected"]
    assert by_import[["import_number", "file_name", "part"]].values.tolist() == [
        [1, "calls.csv", 3],
        [2, "visits.csv", nobody],
    ]


def test_channels_that_say_nothing(found, rows):
    untold = [row for row in rows if row["channel"] in ("not given", "unknown")]
    assert counts(found.of("channel_unknown")) == (len(untold), len(rows))
    named = [row for row in rows if row["channel_code"] != 0]
    assert counts(found.of("channel_kind_unknown")) == (sum(row["service"] is None for row in named), len(named))
    assert {row["channel"] for row in named if row["service"] is None} == {"unknown", "Terminal"}


def test_impossible_times_and_order(found):
    loaded = calls_csv().count("\n") - 1 - 3 - 2
    assert counts(found.of("impossible_times", "Phone system")) == (2, loaded)
    assert counts(found.of("impossible_times", "Web portal"))[0] == 0
    assert found.of("out_of_order", "Phone system").part >= 2


def test_late_arrivals_are_those_of_a_source_that_was_further_already(tmp_path):
    """Web visits older than calls are not late; visits older by more than a day than visits known before are."""
    office = messy_office(tmp_path)
    assert quality(office.open("office"), CHOSEN).of("late").part == 0
    days = ("2025-12-31", "2026-01-22", "2026-01-24", "2026-01-25", "2026-03-01")
    path = tmp_path / "more visits.csv"
    path.write_text("user;when;place;topic\n" + "".join(f"zoe;{day} 08:00:00;Website;Billing\n" for day in days))
    import_file(office, "office", Upload.of(path), VISITS)
    found = quality(office.open("office"), CHOSEN)
    newest = max(line.split(";")[1] for line in visits_csv().splitlines()[1:] if not line.startswith(";"))
    limit = datetime.fromisoformat(newest) - timedelta(days=1)
    late = sum(datetime.fromisoformat(f"{day} 08:00:00") < limit for day in days)
    assert 0 < late < len(days)
    assert (found.of("late").part, found.of("late", "Web portal").part, found.of("late", "Phone system").part) == (
        late,
        late,
        0,
    )
    office.close_all()


def test_the_missing_week_is_the_gap(found, rows):
    assert (found.gaps[0].source, found.gaps[0].first, found.gaps[0].last) == (
        "Phone system",
        date(2026, 1, 26),
        date(2026, 1, 30),
    )
    last_import = max(row["imported_at"] for row in rows)
    for source in found.sources:
        assert counts(found.of("gaps", source)) == brute_force.days_without(rows, source, last_import)
    assert found.of("gaps", "Phone system").part == 5


def test_stitching_counts_customers_with_several_keys(found, rows, office):
    keys = office.open("office").read("select customer_key, kind, value from identities").records()
    keys_of = {}
    for key in keys:
        keys_of.setdefault(key["customer_key"], set()).add((key["kind"], key["value"]))
    several = {customer for customer, own in keys_of.items() if len(own) > 1}
    assert counts(found.of("stitched_customers")) == (len(several), len(keys_of))
    stitched = [row for row in rows if row["customer_key"] in several]
    assert counts(found.of("stitched")) == (len(stitched), len(rows))
    assert 0 < len(several) < len(keys_of)


def test_a_case_of_two_customers_is_found(found, rows):
    customers = {}
    for row in rows:
        if row["journey_id"] is not None:
            customers.setdefault(row["journey_id"], set()).add(row["customer_key"])
    several = [case for case, own in customers.items() if len(own - {None}) > 1]
    assert several == ["caseX"]
    assert counts(found.of("several_customers")) == (1, len(customers))


def test_labels_that_should_be_one(found):
    spelled = {(one.kind, frozenset(one.labels)) for one in found.label_variants}
    assert spelled == {("issue", frozenset({"Billing", "billing"})), ("channel", frozenset({"Website", "website"}))}
    assert found.of("label_variants").part == 2


def test_the_finding_names_a_required_field_first(found):
    text = quality_finding(found).text()
    judged = sum(one.status != "not available" for one in found.overall)
    assert text.startswith(f"{len(found.warnings)} of {judged} checks need attention. First of all: ")
    assert found.warnings[0].indicator.required


def test_a_limit_that_people_set_decides(office):
    strict = quality(office.open("office"), indicators({"duplicates": SetThreshold(0.0, "Ann", 1)}))
    lenient = quality(office.open("office"), indicators({"duplicates": SetThreshold(1.0, "Ann", 1)}))
    assert (strict.of("duplicates").status, lenient.of("duplicates").status) == ("warn", "ok")
    assert strict.of("duplicates").indicator.owner == "Ann"


def test_an_empty_dataset_has_nothing_to_judge(office):
    dataset_id = office.create("Empty")
    empty = quality(office.open(dataset_id), CHOSEN)
    assert {one.status for one in empty.overall} == {"not available"}
    assert "nothing can be judged" in quality_finding(empty).text()
    office.delete(dataset_id)


def test_an_undone_import_no_longer_counts(tmp_path):
    office = messy_office(tmp_path)
    undo_import(office, "office", 1)
    found = quality(office.open("office"), CHOSEN)
    assert found.sources == ("Web portal",)
    assert (found.of("rejected").whole, found.of("impossible_times").part) == (60, 0)
    office.close_all()
