"""With pseudonyms on, nothing that was asked to stay out is in either file."""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.intake.plan import Privacy

Reader = Callable[..., Any]
KEY = b"a secret of the workspace"
TEXT = (
    "case_id,customer_id,timestamp,email,phone,agent,text,cost\n"
    'A,Ann,2026-01-05,Ann@Mail.org,0049 30 1234567,Barbara Quinn,"write ann@mail.org '
    'or call +49 (30) 123-4567, order 12",1\n'
    "B,Ann,not a time,ann@mail.org,+49301234567,Barbara Quinn,secret words,1\n"
    "B,Ann,2026-01-05,ann@mail.org,+49301234567,Barbara Quinn,secret words,1\n"
    "C,Ann\n"
)


def _digest(kind: str, value: str) -> str:
    return hmac.new(KEY, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()[:32]


def test_ids_become_keyed_hashes_and_rejects_are_withheld(read: Reader, tmp_path: Path) -> None:
    found = read(TEXT, privacy=Privacy(pseudonymise=True, text="mask"), key=KEY, customer_kind="crm")
    assert found.column("customer_id") == [_digest("crm", "Ann")] * 2
    assert found.column("email") == [_digest("email", "ann@mail.org")] * 2
    assert found.column("phone") == [_digest("phone", "+49301234567")] * 2
    assert found.column("agent") == [_digest("agent", "Barbara Quinn")] * 2
    assert found.column("text") == ["write [e-mail] or call [number], order 12", "secret words"]
    assert {(row["value"], row["raw_line"]) for row in found.rejects} == {("withheld: ids are pseudonymised",) * 2}
    stored = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    for word in (b"ann@", b"Barbara Quinn", b"1234567", b"123-4567"):
        assert word not in stored


def test_text_can_be_dropped(read: Reader) -> None:
    found = read(TEXT, privacy=Privacy(text="drop"))
    assert "text" not in found.clean[0]
    assert found.column("customer_id") == ["Ann", "Ann"]
    assert {row["raw_line"] for row in found.rejects} == {"withheld: text is not kept in the clear"}


def test_the_fingerprint_depends_on_the_key_and_is_stable_under_it(read: Reader) -> None:
    open_, first, again, other = (
        [
            (row["raw_high"], row["raw_low"])
            for row in read(TEXT, privacy=Privacy(pseudonymise=bool(key)), key=key).clean
        ]
        for key in (b"", KEY, KEY, b"another")
    )
    assert first == again
    assert len({tuple(open_), tuple(first), tuple(other)}) == 3
