"""What an operator can set about access, read from the environment."""

import os
from dataclasses import dataclass

from core.access.names import email_key
from core.errors import InvalidInputError

MOST_HOURS = 24 * 7


@dataclass(frozen=True)
class AccessSettings:
    """Who is always an owner, where roles come from, how long a sign-in holds, and whether doing without is meant.

    `owners` are e-mails; `role_claim` names the claim of the identity provider that holds roles, empty for none.
    """

    owners: frozenset[str] = frozenset()
    role_claim: str = ""
    session_hours: int = 12
    open_to_network: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.session_hours <= MOST_HOURS:
            raise InvalidInputError(
                f"JOURNEY_OFFICE_SESSION_HOURS is {self.session_hours}; it must be 1 to {MOST_HOURS} hours."
            )

    @staticmethod
    def from_environment() -> "AccessSettings":
        """Read `JOURNEY_OFFICE_OWNERS`, `_ROLE_CLAIM`, `_SESSION_HOURS` and `_OPEN_TO_NETWORK`.

        >>> AccessSettings.from_environment().session_hours
        12
        """
        owners = (email_key(one) for one in _text("OWNERS").split(","))
        hours, open_to_network = _text("SESSION_HOURS"), _text("OPEN_TO_NETWORK")
        if hours and not (hours.isdecimal() and len(hours) < 10):
            raise InvalidInputError(f"JOURNEY_OFFICE_SESSION_HOURS is {hours!r}; it must be a whole number of hours.")
        if open_to_network not in ("", "0", "1"):
            raise InvalidInputError(
                f"JOURNEY_OFFICE_OPEN_TO_NETWORK is {open_to_network!r}; it must be 1 to do without sign-in on a "
                "network, or unset."
            )
        return AccessSettings(
            owners=frozenset(one for one in owners if one),
            role_claim=_text("ROLE_CLAIM"),
            session_hours=int(hours) if hours else AccessSettings.session_hours,
            open_to_network=open_to_network == "1",
        )


def _text(name: str) -> str:
    return os.environ.get(f"JOURNEY_OFFICE_{name}", "").strip()
