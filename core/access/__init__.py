"""Who may do what: people, their roles, and the one table of actions."""

from core.access.roles import ACTIONS, OPERATOR, ROLES, Action, Person, Role

__all__ = ["ACTIONS", "OPERATOR", "ROLES", "Action", "Person", "Role"]
