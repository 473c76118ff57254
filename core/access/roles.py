"""The four roles, what each may do, and the check that every page and every write goes through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.errors import AccessDeniedError

Role = Literal["viewer", "analyst", "editor", "owner"]
Action = Literal[
    "look",
    "answer",
    "comment",
    "see customers",
    "import data",
    "write",
    "approve cases",
    "read the audit",
    "delete data",
    "manage people",
    "download everything",
]
# From the least to the most; each role may do all that the ones before it may.
ROLES: tuple[Role, ...] = get_args(Role)
# The least role that an action needs. What is not here is refused to everybody.
ACTIONS: Mapping[Action, Role] = {
    "look": "viewer",
    "answer": "viewer",
    "comment": "viewer",
    "see customers": "analyst",
    "import data": "analyst",
    "write": "editor",
    "approve cases": "editor",  # and nobody approves what they froze themselves: core/business_case/approval.py
    "read the audit": "editor",
    "delete data": "owner",
    "manage people": "owner",
    "download everything": "owner",
}


@dataclass(frozen=True)
class Person:
    """Who does something: the name that the audit records, and the role. Without a role nothing is allowed."""

    name: str
    role: Role | None = None
    email: str = ""

    def may(self, action: Action) -> bool:
        """Say whether the role allows an action; an action that nobody listed is refused.

        >>> Person("Ann", "analyst").may("import data"), Person("Ann", "analyst").may("write")
        (True, False)
        >>> Person("Bob").may("look")
        False
        """
        needed = ACTIONS.get(action)
        return self.role is not None and needed is not None and ROLES.index(self.role) >= ROLES.index(needed)

    def require(self, action: Action) -> None:
        """Raise `AccessDeniedError` unless the role allows an action.

        >>> Person("Ann", "viewer").require("write")
        Traceback (most recent call last):
        core.errors.AccessDeniedError: Ann is a viewer here; to write takes the role editor. Ask an owner.
        """
        if self.may(action):
            return
        has = f"is {'an' if self.role[0] in 'aeo' else 'a'} {self.role}" if self.role else "has no role"
        needed = ACTIONS.get(action)
        takes = f"takes the role {needed}" if needed else "is open to nobody"
        raise AccessDeniedError(f"{self.name} {has} here; to {action} {takes}. Ask an owner.")


# Whoever has the files can do everything with them anyway: the command line, and the app while sign-in is off.
OPERATOR = Person("local", "owner")
