"""Customers known under several keys become one, with a cap and a way back."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.datasets import Office
from core.errors import FileRefusedError, InvalidInputError
from core.intake.change import block_merge, set_identity_cap, unblock_merge
from core.intake.identities import blocks, merges, too_common
from core.intake.imports import Upload
from core.intake.pairs import import_identity_pairs
from core.intake.plan import Privacy
from core.intake.rebuild import rebuild
from core.intake.undo import undo_import
from tests.intake.exports import COLUMNS, Row, content, load, plan, write_csv

COLUMNS_WITH_PHONE = (*COLUMNS, "phone")


@pytest.fixture
def dataset(office: Office) -> str:
    return office.create("Test")


def contact(name: str, customer: str, day: int, phone: str = "") -> Row:
    at = f"2025-05-{day:02d} 10:00"
    empty = dict.fromkeys(COLUMNS_WITH_PHONE, "")
    return {
        **empty,
        "interaction_id": name,
        "customer_id": customer,
        "occurred_at": at,
        "channel": "phone",
        "phone": phone,
    }


def write_pairs(path: Path, *pairs: tuple[str, str, str, str]) -> Upload:
    lines = ["key_kind_a,key_a,key_kind_b,key_b", *(",".join(pair) for pair in pairs)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Upload.of(path)


def journeys(office: Office, dataset: str) -> list[str]:
    return sorted(row[13] for row in content(office.open(dataset))["journeys"])


def two_exports(office: Office, dataset: str, folder: Path) -> None:
    """The same customer is c1 in the calls and x@mail in the chats, one day apart."""
    load(office, dataset, write_csv(folder / "calls.csv", [contact("a", "c1", 1), contact("b", "c2", 1)]))
    chats = write_csv(folder / "chats.csv", [contact("p", "x@mail", 2), contact("q", "y@mail", 2)])
    load(office, dataset, chats, plan(source="chats", customer_kind="email"))


def test_a_pair_table_joins_two_exports_and_can_be_undone(office: Office, dataset: str, tmp_path: Path) -> None:
    two_exports(office, dataset, tmp_path)
    assert journeys(office, dataset) == ["a", "b", "p", "q"]
    before = content(office.open(dataset))
    upload = write_pairs(tmp_path / "pairs.csv", ("customer", "c1", "email", "x@mail"))
    receipt = import_identity_pairs(office, dataset, upload)
    assert (receipt.read, receipt.loaded) == (1, 1)
    assert journeys(office, dataset) == ["a>p", "b", "q"]
    assert office.info(dataset).customers == 3
    assert merges(office.open(dataset)).records()[0]["records"] == 1
    undo_import(office, dataset, receipt.import_number)
    assert content(office.open(dataset)) == before


def test_keys_in_one_record_join_and_chains_connect(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = [
        contact("a", "c1", 1, "111"),
        contact("b", "c2", 2, "111"),
        contact("c", "c2", 3, "222"),
        contact("d", "c3", 4, "222"),
    ]
    rows.append(contact("e", "c4", 5))
    load(office, dataset, write_csv(tmp_path / "calls.csv", rows, COLUMNS_WITH_PHONE), plan(COLUMNS_WITH_PHONE))
    assert journeys(office, dataset) == ["a>b>c>d", "e"]
    assert office.info(dataset).customers == 2


def test_a_too_common_key_merges_nobody_until_the_cap_is_raised(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = [contact(f"i{n}", f"c{n}", 1, "switchboard") for n in range(15)]
    load(office, dataset, write_csv(tmp_path / "calls.csv", rows, COLUMNS_WITH_PHONE), plan(COLUMNS_WITH_PHONE))
    assert office.info(dataset).customers == 15
    assert too_common(office.open(dataset)).records() == [{"kind": "phone", "value": "switchboard", "linked_keys": 15}]
    set_identity_cap(office, dataset, 20)
    assert office.info(dataset).customers == 1
    set_identity_cap(office, dataset, 10)
    assert office.info(dataset).customers == 15


def test_a_merge_can_be_split_and_joined_again(office: Office, dataset: str, tmp_path: Path) -> None:
    two_exports(office, dataset, tmp_path)
    pair = ("customer", "c1", "email", "x@mail")
    import_identity_pairs(office, dataset, write_pairs(tmp_path / "pairs.csv", pair))
    merged = content(office.open(dataset))
    with pytest.raises(InvalidInputError, match="needs a reason"):
        block_merge(office, dataset, pair, " ", "local")
    block_merge(office, dataset, pair, "two people share the address", "local")
    assert journeys(office, dataset) == ["a", "b", "p", "q"]
    assert blocks(office.open(dataset)).records()[0]["reason"] == "two people share the address"
    rebuild(office, dataset)
    assert journeys(office, dataset) == ["a", "b", "p", "q"]
    unblock_merge(office, dataset, pair)
    assert content(office.open(dataset)) == merged


def test_a_new_contact_of_a_merged_customer_joins_its_journey(office: Office, dataset: str, tmp_path: Path) -> None:
    two_exports(office, dataset, tmp_path)
    import_identity_pairs(office, dataset, write_pairs(tmp_path / "p.csv", ("customer", "c1", "email", "x@mail")))
    load(office, dataset, write_csv(tmp_path / "more.csv", [contact("z", "c1", 3)]))
    assert journeys(office, dataset) == ["a>p>z", "b", "q"]


def test_phone_numbers_and_addresses_are_compared_in_their_normal_form(
    office: Office, dataset: str, tmp_path: Path
) -> None:
    rows = [
        contact("a", "c1", 1, "+49 (30) 12-34"),
        contact("b", "c2", 2, "0049301234"),
        contact("c", "c3", 3, "49301235"),
    ]
    load(office, dataset, write_csv(tmp_path / "calls.csv", rows, COLUMNS_WITH_PHONE), plan(COLUMNS_WITH_PHONE))
    assert journeys(office, dataset) == ["a>b", "c"]


def test_a_pair_table_fits_pseudonyms_and_is_not_kept_in_the_clear(
    office: Office, dataset: str, tmp_path: Path
) -> None:
    calls = write_csv(tmp_path / "calls.csv", [contact("a", "person-1", 1)])
    chats = write_csv(tmp_path / "chats.csv", [contact("p", "X-person@Mail", 2)])
    hidden = Privacy(pseudonymise=True)
    load(office, dataset, calls, replace(plan(), privacy=hidden))
    load(office, dataset, chats, replace(plan(source="chats", customer_kind="email"), privacy=hidden))
    pairs = write_pairs(tmp_path / "pairs.csv", ("customer", "person-1", "email", "x-person@mail"))
    import_identity_pairs(office, dataset, pairs)
    assert journeys(office, dataset) == ["a>p"]
    rebuild(office, dataset)
    assert journeys(office, dataset) == ["a>p"]
    assert import_identity_pairs(office, dataset, pairs).already_imported
    office.close_all()
    for file in office.settings.home.rglob("*"):
        assert not file.is_file() or b"person" not in file.read_bytes(), file


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "its first line must read"),
        ("key_kind_a,key_a,key_kind_b,key_b\n", "No pair"),
        ("key_kind_a,key_a,key_kind_b,key_b\ncustomer,1,customer\n", "3 fields where the header has 4"),
    ],
)
def test_a_bad_pair_table_is_refused(office: Office, dataset: str, tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefusedError, match=sentence):
        import_identity_pairs(office, dataset, Upload.of(path))
