"""What people attest about the signs of an investment that the office can't tell by itself."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import InvalidInputError
from core.maturity.investing import investments
from core.workspace import Author, Workspace

KIND = "investment_condition"


@dataclass(frozen=True)
class Attestation:
    """Whether a sign is there, as `by` said at `at` (UTC). `holds` is None when it was taken back."""

    condition: str
    holds: bool | None
    by: str
    at: datetime
    version: int


def attest(author: Author, condition: str, holds: bool | None, *, seen_version: int) -> None:
    """Keep what a person says about a sign; None takes it back. Raises `InvalidInputError` for an unknown sign."""
    if condition not in {one.code for investment in investments() for one in investment.conditions}:
        raise InvalidInputError(f"There is no sign {condition!r} of an investment. Reload the page.")
    author.put(KIND, condition, {"holds": holds}, seen_version=seen_version)


def attestations(workspace: Workspace) -> dict[str, Attestation]:
    """Return what was attested, by the code of the sign."""
    return {
        one.key: Attestation(one.key, one.body["holds"], one.updated_by, one.updated_at, one.version)
        for one in workspace.all(KIND)
    }
