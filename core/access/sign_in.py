"""Who a signed-in visitor is and what they may do, worked out anew from the provider's claims at every turn."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from core.access.names import email_key, is_email, is_name
from core.access.roles import ROLES, Person, Role
from core.access.settings import AccessSettings
from core.errors import AccessDeniedError

# Clocks of the provider and of this machine may differ by this much.
CLOCKS_DIFFER = timedelta(seconds=60)
LATEST = 1e11  # seconds since 1970; a time in milliseconds is no such time
AGAIN = "Sign in again."


class Known(Protocol):
    """What the office knows of people: the list of members, and which sign-ins no longer count."""

    def role_of(self, email: str) -> Role | None:
        """Return the role of a listed member; None for anybody else."""

    def not_before(self, name: str) -> datetime | None:
        """Return the instant up to which a person's sign-ins are void; None when none is."""


def person_of(claims: Mapping[str, Any], members: Known, settings: AccessSettings, now: datetime) -> Person:
    """Return the person whom the provider's claims describe, with the role they have now; None is no role.

    The name, which the record of changes shows, is the e-mail, or 'subject …' where there is none. The role is that of
    the list of members, else the highest in the role claim; those in JOURNEY_OFFICE_OWNERS are owners whatever else.
    Raises `AccessDeniedError` when the sign-in doesn't count: an unverified e-mail, a sign-in that is too old, was
    ended, or says no time.

    >>> class Nobody:
    ...     def role_of(self, email): return None
    ...     def not_before(self, name): return None
    >>> noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    >>> claims = {"sub": "1", "email": "Ann@example.org", "iat": noon.timestamp(), "roles": ["viewer", "editor"]}
    >>> person_of(claims, Nobody(), AccessSettings(role_claim="roles"), noon)
    Person(name='ann@example.org', role='editor', email='ann@example.org')
    >>> person_of(claims, Nobody(), AccessSettings(), noon).role is None
    True
    """
    name, email = name_of(claims)
    issued = issued_at(claims)
    if issued > now + CLOCKS_DIFFER:
        raise AccessDeniedError(
            f"The sign-in is dated in the future: the clocks of the identity provider and of this server differ. "
            f"{AGAIN}"
        )
    if now - issued >= timedelta(hours=settings.session_hours):
        raise AccessDeniedError(f"You signed in more than {settings.session_hours} hours ago. {AGAIN}")
    void = members.not_before(name)
    if void is not None and issued <= void:
        raise AccessDeniedError(f"This sign-in was ended. {AGAIN}")
    return Person(name, _role(claims, email, members, settings), email)


def name_of(claims: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name and the e-mail of the claims; the e-mail is empty where there is none.

    >>> name_of({"sub": "00u1", "email": "Ann@Example.org"}), name_of({"sub": "ann@example.org"})
    (('ann@example.org', 'ann@example.org'), ('subject ann@example.org', ''))
    """
    email, subject = claims.get("email"), claims.get("sub")
    if email is not None and email != "":
        if not isinstance(email, str) or not is_email(email.strip()):
            raise AccessDeniedError("The identity provider sent an e-mail address that can't be one. Ask its operator.")
        if claims.get("email_verified", True) not in (True, "true"):
            raise AccessDeniedError("Your e-mail address is not verified. Verify it at the identity provider first.")
        return email_key(email), email_key(email)
    if not isinstance(subject, str) or not is_name(subject):
        raise AccessDeniedError("The identity provider does not say who you are: it sent neither e-mail nor subject.")
    return f"subject {subject}", ""


def issued_at(claims: Mapping[str, Any]) -> datetime:
    """Return when the sign-in was issued; raises `AccessDeniedError` where the claims don't say.

    >>> issued_at({"iat": 0}).year
    1970
    """
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or isinstance(issued, bool) or not 0 <= issued < LATEST:
        raise AccessDeniedError(
            f"The identity provider does not say when you signed in, so it can't be checked. {AGAIN}"
        )
    return datetime.fromtimestamp(issued, UTC)


def void_until(claims: Mapping[str, Any], now: datetime) -> datetime:
    """Return the instant up to which sign-ins are void once a person signs out: now, and not before their own one.

    >>> void_until({"iat": 60}, datetime(1970, 1, 1, tzinfo=UTC)).minute
    1
    """
    try:
        return max(now, issued_at(claims))
    except AccessDeniedError:
        return now


def _role(claims: Mapping[str, Any], email: str, members: Known, settings: AccessSettings) -> Role | None:
    if email and email in settings.owners:
        return "owner"
    listed = members.role_of(email) if email else None
    if listed is not None:
        return listed
    said = claims.get(settings.role_claim) if settings.role_claim else None
    said = [said] if isinstance(said, str) else said
    if not isinstance(said, list | tuple):
        return None
    found = [role for role in ROLES if role in said]
    return found[-1] if found else None
