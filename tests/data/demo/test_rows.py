import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import data.demo
from data.demo import world
from data.demo.figures import figures


@pytest.fixture(scope="module")
def steps(demo) -> pd.DataFrame:
    rows = demo.rows.sort_values(["journey_id", "occurred_at"], kind="stable").reset_index(drop=True)
    rows["number"] = rows.groupby("journey_id").cumcount()
    rows["last"] = ~rows["journey_id"].duplicated(keep="last")
    following = rows[["channel", "activity"]].astype(str).shift(-1)
    rows["next_channel"] = following["channel"].where(~rows["last"])
    return rows


def test_a_journey_has_one_customer_one_issue_and_rising_times(steps):
    per_journey = steps.groupby("journey_id")
    for name in ("customer_id", "issue", "segment"):
        assert (per_journey[name].nunique() == 1).all(), name
    assert (per_journey["region"].nunique() <= 1).all()
    assert (per_journey["occurred_at"].diff().dropna() > pd.Timedelta(0)).all()
    assert steps["interaction_id"].is_unique


def test_a_customer_is_the_same_everywhere(steps):
    per_customer = steps.groupby("customer_id")
    for name in ("segment", "customer_value", "customer_since"):
        assert (per_customer[name].nunique() == 1).all(), name
    assert (per_customer["customer_left_on"].nunique() <= 1).all()


def test_nobody_makes_contact_before_joining_or_after_leaving(steps):
    day = steps["occurred_at"].dt.date
    assert (steps["customer_since"] < day).all()
    left = steps["customer_left_on"].notna()
    assert (steps.loc[left, "customer_left_on"] >= day[left]).all()
    assert 0.1 < left.mean() < 0.5


def test_the_last_contact_alone_says_resolved(steps, demo):
    assert not steps.loc[~steps["last"], "outcome"].isin(world.RESOLVED_VALUES).any()
    resolved = steps.loc[steps["last"], "outcome"].isin(world.RESOLVED_VALUES).mean()
    assert resolved == pytest.approx(demo.truth["resolved_share"])
    assert 0.6 <= resolved <= 0.75
    assert set(steps["outcome"]) == {*world.RESOLVED_VALUES, *world.UNRESOLVED_VALUES}


def test_the_size_and_shape_that_the_readme_promises(steps, demo):
    assert 3.5 <= len(steps) / 50_000 <= 4.0
    assert 2.0 <= 50_000 / steps["customer_id"].nunique() <= 2.4
    channels = steps.groupby("journey_id")["channel"].nunique()
    assert channels.between(1, 6).all()
    by_channels = {each["channels_used"]: each["journeys"] for each in demo.truth["by_channels_used"]}
    assert channels.value_counts().to_dict() == by_channels
    assert steps["activity"].nunique() == 30
    assert steps["occurred_at"].dt.date.min() == world.FIRST_DAY
    assert steps["occurred_at"].dt.date.max() == world.LAST_DAY
    weekday = steps.loc[steps["number"] == 0, "occurred_at"].dt.day_of_week.value_counts()
    assert weekday[0] > 2 * weekday[6]
    month = steps["occurred_at"].dt.strftime("%Y-%m").value_counts()
    growth = (
        month[[f"2026-0{number}" for number in range(1, 7)]].sum()
        / month[[f"2025-0{number}" for number in range(1, 7)]].sum()
    )
    assert 1.0 < growth < 1.3
    assert 0.02 < steps["text"].notna().mean() < 0.06
    assert steps["text"].dropna().nunique() > 2_000


def test_self_service_is_cheap_and_has_no_agent(steps, demo):
    cost = steps.groupby("channel", observed=True)["cost"].mean()
    assert cost[demo.truth["self_service_channels"]].max() < cost[demo.truth["assisted_channels"]].min()
    alone = steps["channel"].isin(demo.truth["self_service_channels"])
    assert steps.loc[alone, "agent"].isna().all()
    assert steps.loc[~alone, "agent"].notna().all()


def test_imperfections_are_counted_and_as_frequent_as_planted(demo):
    found = demo.truth["imperfections"]
    assert demo.rows["region"].isna().sum() == found["region_missing"]["rows"]
    assert demo.rows["handle_seconds"].isna().sum() == found["handle_missing"]["rows"]
    steps_back = np.flatnonzero(demo.rows["occurred_at"].diff() < pd.Timedelta(0))
    assert len(steps_back) == 1
    assert len(demo.rows) - steps_back[0] == found["late_rows"]["rows"]
    for each in found.values():
        assert each["rows"] / len(demo.rows) == pytest.approx(each["planted_share"], rel=0.15)


def test_a_seven_day_window_nearly_gives_the_given_journeys(demo):
    rows = demo.rows.sort_values(["customer_id", "issue", "occurred_at", "interaction_id"])
    starts = (rows["occurred_at"].diff() > pd.Timedelta(days=7)) | (
        rows[["customer_id", "issue"]].astype(str).ne(rows[["customer_id", "issue"]].astype(str).shift()).any(axis=1)
    )
    given = rows.groupby("journey_id")["interaction_id"].agg(frozenset)
    rebuilt = set(rows.groupby(starts.cumsum())["interaction_id"].agg(frozenset))
    share = given.isin(rebuilt).mean()
    assert share == pytest.approx(demo.truth["window"]["journeys_that_come_back_exactly_share"])
    assert 0.95 < share < 0.995


def test_the_change_and_the_broken_step_are_found_by_counting(steps, demo):
    bot = steps[(steps["channel"] == "Chatbot") & (steps["next_channel"] != "Chatbot")]
    region = steps.groupby("customer_id")["region"].first()
    started = steps[steps["number"] == 0].set_index("journey_id")["occurred_at"].dt.strftime("%Y-%m-%d")
    rolled_out = pd.Series(demo.truth["change"]["rolled_out"])
    due = bot["customer_id"].map(region).astype(str).map(rolled_out).fillna("9999")
    after = bot["journey_id"].map(started) >= due
    to_phone = (bot["next_channel"] == "Phone").groupby(after).mean()
    assert to_phone[False] == pytest.approx(demo.truth["change"]["share_before"]["realised"], abs=0.002)
    assert to_phone[True] == pytest.approx(demo.truth["change"]["share_after"]["realised"], abs=0.002)
    assert to_phone[False] == pytest.approx(0.46, abs=0.03)
    assert to_phone[True] == pytest.approx(0.27, abs=0.03)
    upload = steps[steps["activity"] == "Upload document"]
    assert set(upload["issue"]) == {"Moving home"}
    assert set(upload["channel"]) == {"Mobile app"}
    failing = (upload["next_channel"] == "Phone").mean()
    assert failing == pytest.approx(demo.truth["broken_step"]["share_failing"]["realised"])
    assert failing == pytest.approx(0.55, abs=0.05)


def test_the_lagging_region_waits_longer(steps):
    wait = steps[steps["channel"] == "Phone"].groupby("region", observed=True)["wait_seconds"].mean()
    assert wait["East"] / wait["North"] == pytest.approx(1.7, abs=0.12)


def test_the_switchboard_ties_hundreds_and_every_chat_customer_is_paired(demo):
    pairs = pd.read_csv(demo.files.identity_pairs)
    chats = pd.read_csv(demo.files.chat_export, sep=";", decimal=",")
    assert list(pairs.columns) == ["key_kind_a", "key_a", "key_kind_b", "key_b"]
    assert set(pairs["key_a"]) <= set(demo.rows["customer_id"])
    phones = pairs[pairs["key_kind_b"] == "phone"]
    assert phones["key_b"].nunique() == 1
    assert phones["key_a"].nunique() == demo.truth["chat_export"]["switchboard_customers"] == 400
    assert set(chats["e-mail"]) == set(pairs.loc[pairs["key_kind_b"] == "email", "key_b"])
    assert len(chats) == demo.truth["chat_export"]["contacts"] == 3_000
    assert chats["cost (EUR)"].dtype == float
    assert chats["e-mail"].str.endswith("@example.org").all()
    assert set(chats["channel"]) <= set(demo.rows["channel"])
    assert set(chats["topic"]) <= set(demo.rows["issue"])


def test_the_readme_shows_the_figures_of_the_default_company(demo):
    readme = (Path(data.demo.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert figures(json.loads(demo.files.truth.read_text())) in readme
    assert demo.truth["company"] in readme
    assert demo.truth["synthetic"] is True
