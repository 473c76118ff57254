"""Rounds of a self-assessment: who is asked, who has answered, and keeping an answer, named or anonymous."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from core.errors import InvalidInputError, NotFoundError
from core.maturity.answers import Response
from core.maturity.model import Model
from core.maturity.reading import model_from_dict, model_to_dict
from core.maturity.responses import response_from_dict, response_to_dict
from core.workspace import Author, Document, Workspace

KIND = "assessment_round"
NAMED, SEALED, PARTICIPATION = "assessment_answer", "sealed_answer", "assessment_participation"
MOST_SEATS = 500


@dataclass(frozen=True)
class Seat:
    """One person who is asked. `token` is the secret part of the link that answers for this seat."""

    seat_id: str
    name: str
    team: str
    role: str
    email: str = ""
    token: str = field(default="", repr=False)

    @property
    def person(self) -> str:
        """Return who it is, the same in every round: the e-mail, or else the name."""
        return (self.email or self.name).casefold()


@dataclass(frozen=True)
class Round:
    """One round, begun at `opened_at` (UTC). It keeps the model as it was then. `version` is 0 until it is kept."""

    round_id: str
    name: str
    model: Model
    opened_at: datetime
    anonymous: bool = False
    state: Literal["open", "closed"] = "open"
    closes_on: date | None = None
    seats: tuple[Seat, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.strip()) <= 80:
            raise InvalidInputError("A round needs a name of 1 to 80 characters.")
        if len(self.seats) > MOST_SEATS:
            raise InvalidInputError(f"A round asks at most {MOST_SEATS} people; this one has {len(self.seats)}.")

    @property
    def opened_on(self) -> date:
        """Return the day on which it began."""
        return self.opened_at.date()

    def takes_answers(self, today: date) -> bool:
        """Tell whether answers are still taken; the last day counts."""
        return self.state == "open" and (self.closes_on is None or today <= self.closes_on)

    def shows_results(self, today: date) -> bool:
        """Tell whether results are shown: of an anonymous round only when no further answer can come.

        Otherwise the results before and after one more answer would tell what that one person said.
        """
        return not (self.anonymous and self.takes_answers(today))

    def seats_again(self) -> tuple[Seat, ...]:
        """Return the same people for another round, with new links."""
        return seats_from_rows([(one.name, one.email, one.team, one.role) for one in self.seats])

    def seat_of(self, token: str) -> Seat | None:
        """Return the seat that a link's token belongs to; None for a token that is not of this round."""
        found = [one for one in self.seats if token and secrets.compare_digest(one.token.encode(), token.encode())]
        return found[0] if found else None


@dataclass(frozen=True)
class Progress:
    """How many were asked and have answered, and the seats that have not yet."""

    asked: int
    answered: int
    missing: tuple[Seat, ...]


def new_round(name: str, model: Model, now: datetime, *, anonymous: bool, closes_on: date | None) -> Round:
    """Return a round that asks nobody yet."""
    if closes_on is not None and closes_on < now.date():
        raise InvalidInputError(f"The round would close on {closes_on}, before it begins. Choose a later day.")
    return Round(secrets.token_hex(8), name.strip(), model, now, anonymous, "open", closes_on)


def seats_from_rows(rows: Sequence[Sequence[str]], present: Sequence[Seat] = ()) -> tuple[Seat, ...]:
    """Return seats of rows of name, e-mail, team and role; who is present already keeps seat and link.

    Raises `InvalidInputError` for a row without a name, a team or a role, and for somebody who is there twice.

    >>> [(seat.name, seat.team) for seat in seats_from_rows([("Ann", "", "Care", "Agent"), ("", "", "", "")])]
    [('Ann', 'Care')]
    """
    known = {seat.person: seat for seat in present}
    found: dict[str, Seat] = {}
    for number, row in enumerate(rows, 1):
        name, email, team, role = (str(one or "").strip() for one in row)
        if not any((name, email, team, role)):
            continue
        if not (name and team and role):
            raise InvalidInputError(f"Row {number} lacks a name, a team or a role. Fill it in, or empty the row.")
        if max(map(len, (name, email, team, role))) > 120:
            raise InvalidInputError(f"Row {number} has a text of more than 120 characters. Shorten it.")
        who = (email or name).casefold()
        if who in found:
            raise InvalidInputError(f"{name} is there twice (row {number}). Remove one, or add their e-mail addresses.")
        old = known.get(who)
        seat = Seat(secrets.token_hex(6), name, team, role, email, secrets.token_urlsafe(24)) if old is None else old
        found[who] = replace(seat, name=name, team=team, role=role, email=email)
    return tuple(found.values())


def save(author: Author, one: Round) -> Round:
    """Keep a round. Raises `ConflictError` when somebody changed it since `one.version`.

    Raises `InvalidInputError` when an anonymous round would become named, or take answers after it was closed.
    """
    body = asdict(one) | {
        "model": model_to_dict(one.model),
        "opened_at": one.opened_at.isoformat(),
        "closes_on": one.closes_on.isoformat() if one.closes_on else None,
    }
    del body["round_id"], body["version"]
    with author.together() as together:
        present = together.find(KIND, one.round_id)
        if present is not None:
            _keep_the_promise(_round(present), one, datetime.now(UTC).date())
        saved = together.put(KIND, one.round_id, body, seen_version=one.version)
    return replace(one, version=saved.version)


def _keep_the_promise(before: Round, now: Round, today: date) -> None:
    if before.anonymous != now.anonymous:
        raise InvalidInputError("Whether answers are anonymous can't be changed. Begin another round instead.")
    if before.shows_results(today) and not now.shows_results(today):
        raise InvalidInputError(
            "An anonymous round stays closed: its results were shown, and with further answers they would tell what "
            "single people said. Begin another round instead."
        )


def rounds(workspace: Workspace) -> tuple[Round, ...]:
    """Return every round, the newest first."""
    found = [_round(document) for document in workspace.all(KIND)]
    return tuple(sorted(found, key=lambda one: (one.opened_at, one.round_id), reverse=True))


def round_of(workspace: Workspace, round_id: str) -> Round:
    """Return one round; raises `NotFoundError` when there is none of this id."""
    document = workspace.find(KIND, round_id)
    if document is None:
        raise NotFoundError(
            "There is no such round of a self-assessment. It may have been removed; ask for a new link."
        )
    return _round(document)


def _round(document: Document) -> Round:
    body: dict[str, Any] = dict(document.body)
    body["model"] = model_from_dict(body["model"])
    body["opened_at"] = datetime.fromisoformat(body["opened_at"])
    body["closes_on"] = date.fromisoformat(body["closes_on"]) if body["closes_on"] else None
    body["seats"] = tuple(Seat(**seat) for seat in body["seats"])
    return Round(round_id=document.key, version=document.version, **body)


def answer_of(workspace: Workspace, one: Round, seat: Seat) -> tuple[Response | None, int]:
    """Return what a seat answered and its version; an anonymous answer is not shown again, only its version is."""
    document = workspace.find(_kind(one), _key(one, seat))
    if document is None:
        return None, 0
    return (None if one.anonymous else response_from_dict(document.body)), document.version


def submit(author: Author, one: Round, seat: Seat, response: Response, today: date, *, seen_version: int) -> None:
    """Keep an answer, and that the seat has answered, together.

    Raises `InvalidInputError` when the round takes no answers any more or nothing was answered, `ConflictError` when
    the seat's answer was changed since `seen_version`.
    """
    if all(response.reply(statement.code) == "unknown" for statement in one.model.statements()):
        raise InvalidInputError("Nothing is answered yet. Answer at least one statement with yes, partly or no.")
    kept = replace(response, team=seat.team, role=seat.role, respondent="" if one.anonymous else seat.person)
    with author.together() as together:
        present = together.find(KIND, one.round_id)
        if present is None or not _round(present).takes_answers(today):
            raise InvalidInputError(
                "This round is closed, so answers are no longer taken. Ask who runs it to reopen it."
            )
        if _round(present).seat_of(seat.token) is None:
            raise InvalidInputError("This link does not belong to anybody in the round any more. Ask who runs it.")
        together.put(_kind(one), _key(one, seat), response_to_dict(kept), seen_version=seen_version)
        place = f"{one.round_id}/{seat.seat_id}"
        if together.find(PARTICIPATION, place) is None:
            together.put(PARTICIPATION, place, {"answered": True}, seen_version=0)


def responses(workspace: Workspace, one: Round) -> tuple[Response, ...]:
    """Return the answers of a round, in an order that says nothing about who came first."""
    found = [
        (document.key, response_from_dict(document.body)) for document in workspace.all(_kind(one), f"{one.round_id}/")
    ]
    return tuple(response for _, response in sorted(found, key=lambda pair: pair[0]))


def progress(workspace: Workspace, one: Round) -> Progress:
    """Return who was asked and who has not answered."""
    answered = {document.key.partition("/")[2] for document in workspace.all(PARTICIPATION, f"{one.round_id}/")}
    missing = tuple(seat for seat in one.seats if seat.seat_id not in answered)
    return Progress(len(one.seats), len(one.seats) - len(missing), missing)


def _kind(one: Round) -> str:
    return SEALED if one.anonymous else NAMED


def _key(one: Round, seat: Seat) -> str:
    """Return where a seat's answer is kept; of an anonymous round only the link leads there."""
    if not one.anonymous:
        return f"{one.round_id}/{seat.seat_id}"
    return f"{one.round_id}/{hashlib.sha256(seat.token.encode()).hexdigest()[:40]}"
