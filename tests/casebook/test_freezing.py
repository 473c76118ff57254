import hashlib
import json
import threading
from dataclasses import replace

import pytest

from core.business_case.headline import headline
from core.business_case.lines import Overlap
from core.business_case.result import result
from core.business_case.simulation import DRAWS, SEED, simulation
from core.casebook import freezing
from core.casebook.freezing import freeze, frozen, verify, versions
from core.casebook.keeping import archive, one, save
from core.casebook.status import status
from core.errors import AccessDeniedError, ConflictError, DataDamagedError, InvalidInputError, NotFoundError
from tests.business_case.cases import given, having, small
from tests.casebook.conftest import ANN, BOB, DATA, EVE, summarised, uncertain
from tests.workspace.test_audit import tamper


def test_a_frozen_version_holds_everything_of_that_moment(workspace, kept, first):
    found, drawn = result(kept.case), simulation(kept.case)
    assert (first.case_id, first.number, first.frozen_id, first.name) == (
        "billing", 1, "billing/1", "Fix billing, version 1",
    )  # fmt: skip
    assert (first.case, first.note, first.data_versions, first.frozen_by) == (
        kept.case, "For the board", DATA, ANN.name,
    )  # fmt: skip
    shown = first.headline
    assert (shown.npv, shown.rates_of_return, shown.payback_years) == (
        found.npv, found.rates_of_return, found.payback_years,
    )  # fmt: skip
    assert (shown.return_on_investment, shown.benefit_cost_ratio) == (
        found.return_on_investment, found.benefit_cost_ratio,
    )  # fmt: skip
    assert (shown.low, shown.middle, shown.high) == (drawn.low, drawn.middle, drawn.high)
    assert (shown.chance_above_zero, shown.seed, shown.draws) == (drawn.chance_above_zero, SEED, DRAWS)
    assert shown.low < shown.npv < shown.high or shown.low < shown.middle < shown.high
    assert frozen(workspace, "billing/1") == first
    assert versions(workspace, "billing") == (first,)
    assert verify(first) == ()


def test_the_digest_is_that_of_all_the_rest(workspace, first):
    body = dict(workspace.find("frozen_case", "billing/1").body)
    assert body.pop("digest") == first.digest
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == first.digest


def test_later_versions_are_numbered_and_the_earlier_stay(workspace, ann, kept, first):
    changed = save(ann, "billing", summarised(kept.case, "more"), kept.version)
    second = freeze(ann, "billing", changed.version, "", {"office": 5})
    assert [version.number for version in versions(workspace, "billing")] == [1, 2]
    assert (second.case.summary, frozen(workspace, "billing/1")) == ("more", first)
    assert workspace.check().problems == ()


def test_eleven_versions_stay_in_the_order_of_their_numbers(workspace, ann, kept):
    for number in range(1, 12):
        changed = save(ann, "billing", summarised(kept.case, f"{number}"), one(workspace, "billing").version)
        assert freeze(ann, "billing", changed.version, "", {}).number == number
    assert [version.number for version in versions(workspace, "billing")] == list(range(1, 12))


def test_an_unchanged_case_is_not_frozen_twice(workspace, ann, kept, first):
    with pytest.raises(InvalidInputError, match="Nothing changed since version 1"):
        freeze(ann, "billing", kept.version, "again", DATA)
    assert len(versions(workspace, "billing")) == 1


def test_hindrances_are_all_told_and_nothing_is_frozen(workspace, ann):
    case = having(small(), given("saving", 10.0, "money effect", label="Saving"), owner="")
    case = case.with_assumption(replace(case.by_code["saving"], owner=""))
    second = replace(case.benefits[0], code="again", label="Again")
    kept = save(ann, "raw", replace(case, benefits=(*case.benefits, second)), 0)
    with pytest.raises(InvalidInputError) as refused:
        freeze(ann, "raw", kept.version, "x" * 4001, {})
    for sentence in (
        "1 of 21 inputs lack a source or an owner: Saving.",
        "How much of the second is already in the first?",
        "Nobody owns the case.",
        "A note has at most 4,000",
    ):
        assert sentence in str(refused.value)
    assert versions(workspace, "raw") == ()
    ready = replace(
        small(), benefits=(*case.benefits, second), overlaps=(Overlap("fewer", "again", 0.5, "half", "Ann"),)
    )
    assert freeze(ann, "raw", save(ann, "raw", ready, 1).version, "", {}).number == 1


def test_an_archived_case_is_not_frozen(ann, kept):
    archived = archive(ann, "billing", kept.version)
    with pytest.raises(InvalidInputError, match="archived"):
        freeze(ann, "billing", archived.version, "", {})


def test_a_case_that_moved_on_is_not_frozen(workspace, ann, kept):
    save(workspace.by(BOB), "billing", summarised(kept.case, "Bob's"), kept.version)
    with pytest.raises(ConflictError, match=r"bob@example\.org changed this case"):
        freeze(ann, "billing", kept.version, "", {})
    assert status(workspace, "billing").state == "draft"


def test_a_change_between_looking_and_freezing_is_seen(workspace, ann, kept, monkeypatch):
    def meanwhile(case):
        save(workspace.by(BOB), "billing", summarised(kept.case, "Bob's"), kept.version)
        return headline(case)

    monkeypatch.setattr(freezing, "headline", meanwhile)
    with pytest.raises(ConflictError, match="Nothing was frozen"):
        freeze(ann, "billing", kept.version, "", {})
    assert versions(workspace, "billing") == ()


def test_of_two_who_freeze_at_once_one_does(workspace, kept):
    outcomes = []

    def try_it(person):
        try:
            outcomes.append(freeze(workspace.by(person), "billing", kept.version, "", {}).frozen_by)
        except (ConflictError, InvalidInputError) as error:
            outcomes.append(error)

    threads = [threading.Thread(target=try_it, args=(person,)) for person in (ANN, BOB)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (version,) = versions(workspace, "billing")
    assert [outcome for outcome in outcomes if isinstance(outcome, str)] == [version.frozen_by]


def test_viewers_freeze_nothing(workspace, kept):
    with pytest.raises(AccessDeniedError):
        freeze(workspace.by(EVE), "billing", kept.version, "", {})


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, '\"npv\": ', '\"npv\": 9')",
        "body = replace(body, 'For the board', 'For nobody')",
        "body = replace(body, 'ann@example.org', 'eve@example.org')",
        "body = replace(body, '\"value\": 10.0', '\"value\": 11.0')",
        "version = 2",
        "key = 'billing/7'",
        "body = '{}'",
    ],
)
def test_a_frozen_version_altered_past_the_app_is_found(workspace, first, change):
    tamper(workspace, f"update documents set {change} where kind = 'frozen_case'")
    key = workspace.all("frozen_case")[0].key
    with pytest.raises(DataDamagedError, match="is not what was frozen"):
        frozen(workspace, key)
    assert status(workspace, "billing").state == "damaged"
    assert "can't be relied on" in status(workspace, "billing").sentence()
    assert any("frozen version of a business case 'billing/" in found for found in workspace.check().problems)


def test_a_version_rewritten_with_a_digest_of_its_own_is_found_by_the_record(workspace, first):
    body = dict(workspace.find("frozen_case", "billing/1").body) | {"note": "Forged"}
    del body["digest"]
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    body["digest"] = hashlib.sha256(text.encode()).hexdigest()
    forged = json.dumps(body, sort_keys=True).replace("'", "''").replace(":", "\\:")
    tamper(workspace, f"update documents set body = '{forged}' where kind = 'frozen_case'".replace("\\:", ":"))
    assert frozen(workspace, "billing/1").note == "Forged"
    assert "'billing/1' is not what row 2 of the record says" in workspace.check().problems[0]


def test_a_release_that_counts_otherwise_is_told(first):
    was = first.headline
    other = replace(first, headline=replace(was, npv=was.npv * (1 + 1e-8), rates_of_return=(), payback_years=None))
    told = verify(other)
    assert [sentence.split(" was ")[0] for sentence in told] == ["npv", "rates of return", "payback years"]
    assert "was none when version 1 was frozen" in told[1]
    assert "was not available" in told[2]
    assert verify(replace(first, headline=replace(was, npv=was.npv * (1 + 1e-12)))) == ()
    assert verify(replace(first, case=having(uncertain(), given("salary", 900.0, "money"))))


def test_what_is_not_there_is_told(workspace, kept):
    with pytest.raises(NotFoundError, match="no such frozen version"):
        frozen(workspace, "billing/1")
    with pytest.raises(NotFoundError):
        freeze(workspace.by(ANN), "gone", 1, "", {})
