import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from core.errors import InvalidInputError
from core.intake.fields import FIELD_BY_NAME
from data.demo import Company, Planted, write_demo
from data.demo.plans import COLUMNS, chat_plan, interactions_plan


def test_same_seed_gives_the_same_bytes_and_another_seed_other_rows(tmp_path):
    small = Company(seed=5, journeys=700)
    first, again = (write_demo(tmp_path / name, small) for name in ("a", "b"))
    for one, other in zip(vars(first).values(), vars(again).values(), strict=True):
        assert one.read_bytes() == other.read_bytes()
    third = write_demo(tmp_path / "c", Company(seed=6, journeys=700))
    for one, other in zip(vars(first).values(), vars(third).values(), strict=True):
        assert one.read_bytes() != other.read_bytes()


def test_a_larger_company_begins_with_the_smaller_one(tmp_path, demo):
    larger = pq.read_table(write_demo(tmp_path, Company(journeys=50_300)).interactions)
    smaller = pq.read_table(demo.files.interactions)
    for name in COLUMNS:
        kind = pa.string() if pa.types.is_dictionary(smaller[name].type) else smaller[name].type
        assert larger[name].slice(0, len(smaller)).cast(kind).equals(smaller[name].cast(kind)), name
    assert len(larger["journey_id"].unique()) == 50_300
    assert len(larger["interaction_id"].unique()) == len(larger)


@pytest.mark.parametrize("journeys", [1, 2, 37, 2_000])
def test_exactly_the_journeys_asked_for(tmp_path, journeys):
    files = write_demo(tmp_path, Company(journeys=journeys))
    rows = pq.read_table(files.interactions).to_pandas()
    sizes = json.loads(files.truth.read_text())["sizes"]
    assert rows["journey_id"].nunique() == journeys == sizes["journeys"]
    assert len(rows) == sizes["interactions"]
    assert rows["customer_id"].nunique() == sizes["customers"]


def test_csv_says_the_same_as_parquet(tmp_path):
    company = Company(journeys=500)
    table = pq.read_table(write_demo(tmp_path / "p", company).interactions)
    csv = pacsv.read_csv(
        write_demo(tmp_path / "c", company, format="csv").interactions,
        convert_options=pacsv.ConvertOptions(strings_can_be_null=True, quoted_strings_can_be_null=False),
    )
    assert csv.column_names == table.column_names == list(COLUMNS)
    for name in COLUMNS:
        column = table[name].to_pylist()
        assert csv[name].to_pylist() == [None if each is None else each for each in column], name


def test_columns_are_interaction_fields_within_their_range(demo):
    assert set(demo.rows.columns) <= set(FIELD_BY_NAME)
    for name in demo.rows.columns:
        field = FIELD_BY_NAME[name]
        if field.low is not None and field.high is not None:
            assert demo.rows[name].dropna().between(field.low, field.high).all(), name
    for name, low, high in (("csat", 1, 5), ("ces", 1, 7), ("nps", 0, 10)):
        assert demo.rows[name].min() == low
        assert demo.rows[name].max() == high
    for plan in (interactions_plan(), chat_plan()):
        assert set(plan.mapping.columns) <= set(FIELD_BY_NAME)


@pytest.mark.parametrize("wrong", [{"journeys": 0}, {"seed": -1}])
def test_impossible_companies_are_refused(wrong):
    with pytest.raises(InvalidInputError, match="must be"):
        Company(**wrong)


def test_a_company_that_loses_its_customers_too_fast_is_refused(tmp_path):
    hopeless = Planted(leave_risk_unresolved=0.9, leave_risk_per_extra_channel=0.3)
    with pytest.raises(InvalidInputError, match="Lower the leave risks"):
        write_demo(tmp_path, Company(journeys=2_000, planted=hopeless))


def test_the_command_of_the_readme(tmp_path):
    command = [sys.executable, "-m", "data.demo", str(tmp_path), "--journeys", "50", "--seed", "3", "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Synthetic data of 50 journeys")
    assert {each.name for each in tmp_path.iterdir()} == {
        "interactions.csv", "truth.json", "chat_export.csv", "identity_pairs.csv"
    }  # fmt: skip
    refused = subprocess.run([*command[:4], "--journeys", "0"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stderr == "journeys is 0; it must be between 1 and 1,000,000,000.\n"
