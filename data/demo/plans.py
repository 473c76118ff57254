"""How the two exports are to be read: the reading plans a person would arrive at in the wizard."""

from core.intake.plan import Dialect, Mapping, ReadingPlan
from data.demo import world
from data.demo.write import Format

COLUMNS = (
    "interaction_id", "journey_id", "customer_id", "occurred_at", "channel", "activity", "issue", "region", "segment",
    "team", "agent", "outcome", "handle_seconds", "wait_seconds", "cost", "csat", "ces", "nps", "text",
    "customer_value", "customer_since", "customer_left_on",
)  # fmt: skip


def interactions_plan(format: Format = "parquet") -> ReadingPlan:
    """Return the plan of the main export: columns named like the fields, times in UTC.

    >>> interactions_plan("csv").mapping.columns["cost"]
    'cost'
    """
    mapping = Mapping(
        source="Synthetic contact platform",
        columns={name: name for name in COLUMNS},
        resolved_values=world.RESOLVED_VALUES,
        unresolved_values=world.UNRESOLVED_VALUES,
    )
    return ReadingPlan(Dialect(format=format), mapping)


def chat_plan() -> ReadingPlan:
    """Return the plan of the chat export: semicolons, decimal comma, Berlin time, customers by e-mail.

    >>> chat_plan().dialect.delimiter
    ';'
    """
    mapping = Mapping(
        source="Synthetic chat tool",
        columns={
            "interaction_id": "chat id",
            "customer_id": "e-mail",
            "occurred_at": "started",
            "channel": "channel",
            "issue": "topic",
            "agent": "agent",
            "handle_seconds": "duration (s)",
            "cost": "cost (EUR)",
            "csat": "CSAT",
            "outcome": "result",
        },
        time_format="%d.%m.%Y %H:%M:%S",
        zone="Europe/Berlin",
        resolved_values=world.RESOLVED_VALUES,
        unresolved_values=world.UNRESOLVED_VALUES,
        customer_kind="email",
    )
    return ReadingPlan(Dialect(delimiter=";", decimal=","), mapping)
