"""Real buyers and a public churn table through the command line, against a second computation of the same rates."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from core.numbers.log_rank import log_rank
from core.numbers.survival import Counts
from tests.command.running import CommandLine

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
SILENT, WINDOW = 180, 7
CDNOW = ("--map", "customer_id=customer_id", "occurred_at=date", "cost=", "channel=", "--fixed", "activity=Purchase",
         "--zone", "UTC", "--keep-repeats")  # fmt: skip


def cdnow_by_hand(purchases: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Days to the lapse, or to the end of the data, from the end of each customer's first run of purchases."""
    until = purchases.date.max()
    days, left = [], []
    for _, dates in purchases.sort_values("date").groupby("customer_id").date:
        own = dates.drop_duplicates().tolist()
        ends = [one for one, following in zip(own, [*own[1:], None], strict=True)
                if following is None or (following - one).days > WINDOW]  # fmt: skip
        silent = next(one for one, following in zip(own, [*own[1:], None], strict=True)
                      if one >= ends[0] and (following is None or (following - one).days > SILENT))  # fmt: skip
        lapsed = (until - silent).days >= SILENT
        days.append((silent - ends[0]).days + SILENT if lapsed else (until - ends[0]).days)
        left.append(lapsed)
    return np.array(days), np.array(left)


def test_cdnow_buyers_lapse_as_counted_by_hand(real_data: Path, cli: CommandLine) -> None:
    path = real_data / "cdnow_master_transactions.parquet"
    cli("create", "CDNOW")
    ran = cli("import", path, *CDNOW, "--json")
    assert ran.code == 0, ran.err
    found = cli.json("retention", "--by", "everyone", "--silent", SILENT, "--horizon", 270)
    assert found["basis"]["definition"] == "active"
    assert found["basis"]["customers"] == 23_570  # as published
    days, left = cdnow_by_hand(pd.read_parquet(path))
    other = SurvfuncRight(days, left)
    rates = {row["horizon_days"]: row for row in found["table"]}
    assert rates[90]["retained_share"] is None  # nobody can have been silent for 180 days by then
    for horizon in (180, 270, 365):
        share = other.surv_prob[np.flatnonzero(other.surv_times <= horizon)[-1]]
        assert rates[horizon]["retained_share"] == pytest.approx(share, abs=1e-9)
    assert found["test"] is None
    # what these data can't answer is said
    assert found["per_extra_channel"]["figure"] is None
    assert "No difference per extra channel can be given" in found["per_extra_channel"]["finding"]
    money = cli.json("retention-at-risk", "--silent", SILENT)
    assert money["total"]["value"] is None
    assert "No customer's value is known" in money["finding"]


def test_cdnow_cohorts(real_data: Path, cli: CommandLine) -> None:
    """All customers bought first in January to March 1997; a run of purchases may end a little later."""
    cli("create", "CDNOW")
    cli("import", real_data / "cdnow_master_transactions.parquet", *CDNOW)
    found = cli.json("retention-cohorts", "--silent", SILENT)
    months = sorted({row["month"] for row in found["cells"]})
    assert months[:3] == ["1997-01", "1997-02", "1997-03"]
    sizes = {row["month"]: row["journeys"] for row in found["cells"]}
    assert sum(sizes.values()) == 23_570
    cell = {(row["month"], row["months_after"]): row for row in found["cells"]}
    assert cell["1997-01", 3]["state"] == "not yet"
    assert cell["1997-01", 12]["state"] == "whole"


def test_telco_without_dates_is_refused_with_a_sentence(real_data: Path, cli: CommandLine) -> None:
    cli("create", "Telco")
    ran = cli("import", real_data / "telco_customer_churn_ibm_FICTIONAL.parquet", "--map", "customer_id=customerID")
    assert ran.code == 2
    assert "occurred_at" in ran.err


def test_telco_tenure_as_a_survival_table(real_data: Path, cli: CommandLine, tmp_path: Path) -> None:
    """Tenure in months and churn, laid back from one day: the curve of tenure; what it lacks is not made up."""
    table = pd.read_parquet(real_data / "telco_customer_churn_ibm_FICTIONAL.parquet")
    churned = (table.Churn == "Yes").to_numpy()
    assert (len(table), churned.sum()) == (7043, 1869)  # as published
    end = datetime(2020, 1, 1)
    rows = pd.DataFrame({
        "customer": table.customerID,
        "start": [(end - timedelta(days=30 * int(months))).isoformat() for months in table.tenure],
        "contract": table.Contract,
        "left": ["2020-01-01" if gone else "" for gone in churned],
        "value": 12 * table.MonthlyCharges,
    })  # fmt: skip
    rows.to_csv(tmp_path / "telco.csv", index=False)
    cli("create", "Telco")
    ran = cli("import", tmp_path / "telco.csv", "--map", "customer_id=customer", "occurred_at=start",
              "segment=contract", "customer_left_on=left", "customer_value=value", "channel=", "--zone", "UTC",
              "--json")  # fmt: skip
    assert ran.code == 0, ran.err
    found = cli.json("retention", "--by", "segment")
    assert found["basis"]["definition"] == "recorded"
    groups = {name: table.Contract == name for name in table.Contract.unique()}
    for row in found["table"]:
        mine = groups[row["label"]].to_numpy()
        other = SurvfuncRight(30 * table.tenure.to_numpy()[mine], churned[mine])
        before = np.flatnonzero(other.surv_times <= row["horizon_days"])
        share = other.surv_prob[before[-1]] if len(before) else 1.0
        assert row["retained_share"] == pytest.approx(share, abs=1e-9)
    statistic, _ = survdiff(table.tenure.to_numpy(), churned, table.Contract.to_numpy())
    assert found["test"]["statistic"] == pytest.approx(statistic)
    counts = [Counts.of(table.tenure[mine], churned[mine]) for mine in groups.values()]
    assert log_rank(counts).statistic == pytest.approx(statistic)
    # one contact a customer and no channel: nothing on channels, no money
    assert "No difference per extra channel can be given" in found["per_extra_channel"]["finding"]
    assert "No speed of leaving can be given" in found["speed"]["finding"]
    assert cli.json("retention-at-risk")["total"]["value"] is None
