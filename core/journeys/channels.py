"""Whether a channel is self-service or assisted: guessed from its name, corrected by people."""

import re
from pathlib import Path
from typing import Literal

from core.engine import Answer, Database, Transaction
from core.engine.statements import sql_file

Service = Literal["self-service", "assisted"]
_SELF = re.compile(
    r"\b(ivr|chat ?bot|bot|web ?(site|form|self service)?|self[- ]?service|app|mobile( app)?|help ?cent(er|re)|faq|"
    r"portal|knowledge|kiosk|search|community|open311)\b",
    re.IGNORECASE,
)
_ASSISTED = re.compile(
    r"\b(phone|call|voice( in)?|agent|live ?chat|chat|e-?mail( in)?|branch|store|shop|letter|mail( in)?|postal mail|"
    r"fax|field|visit|twitter|social|whatsapp|sms|referral|callback|back office|counter)\b",
    re.IGNORECASE,
)
_HERE = str(Path(__file__).parent)


def guess_service(label: str) -> Service | None:
    """Guess a channel's kind from its name; None when the name doesn't say.

    >>> [guess_service(name) for name in ("Phone", "IVR", "Chatbot", "Live chat", "Web Self Service", "alpha")]
    ['assisted', 'self-service', 'self-service', 'assisted', 'self-service', None]
    """
    if _SELF.search(label):
        return "self-service"
    return "assisted" if _ASSISTED.search(label) else None


def guess_services(transaction: Transaction) -> None:
    """Set the kind of every channel that has none and whose name tells."""
    for (label,) in transaction.rows(
        "select label from labels where kind = 'channel' and service is null and code > 0"
    ):
        service = guess_service(label)
        if service:
            set_service(transaction, label, service)


def set_service(transaction: Transaction, label: str, service: Service | None) -> None:
    """Say what kind a channel is; `recount_contained` then brings the journeys up to date."""
    transaction.execute(
        "update labels set service = $service where kind = 'channel' and label = $label",
        {"service": service, "label": label},
    )


def recount_contained(transaction: Transaction) -> None:
    """Work out anew which journeys stayed in self-service."""
    transaction.execute(sql_file(_HERE, "contained"))


def channels_in_use(database: Database) -> Answer:
    """List the channels with their kind and interactions, the busiest first. Rows: channel, service, interactions."""
    return database.read(sql_file(_HERE, "channels_in_use"))
