"""The interaction fields that columns are mapped to: one list for the wizard, the reader and the store."""

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    """How the text of a column becomes a value."""

    TEXT = "text"
    CATEGORY = "category"
    TIME = "time"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Field:
    """One interaction field: what it means, its unit and what a plausible value is."""

    name: str
    label: str
    type: FieldType
    meaning: str
    synonyms: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    required: bool = False


FIELDS: tuple[Field, ...] = (
    Field(
        "interaction_id",
        "Interaction id",
        FieldType.TEXT,
        "The source's own id of this contact; the same id is the same contact.",
        ("interaction_id", "contact_id", "event_id", "call_id", "conversation_id", "message_id", "complaint id"),
    ),
    Field(
        "journey_id",
        "Journey id",
        FieldType.TEXT,
        "The case or ticket this contact belongs to. Without it journeys are built from customer, issue and time.",
        (
            "journey_id",
            "case_id",
            "caseid",
            "case id",
            "ticket",
            "ticket_id",
            "number",
            "incident",
            "case:concept:name",
            "case",
        ),
    ),
    Field(
        "customer_id",
        "Customer id",
        FieldType.TEXT,
        "Who made contact, under the key this source uses.",
        ("customer_id", "customer", "customerid", "client_id", "user_id", "caller_id", "account_id", "member_id"),
    ),
    Field(
        "occurred_at",
        "Time of contact",
        FieldType.TIME,
        "When the contact took place.",
        (
            "occurred_at",
            "timestamp",
            "time:timestamp",
            "time",
            "datetime",
            "date",
            "created_at",
            "opened",
            "opened_at",
            "sys_updated_at",
            "started_at",
            "date submitted",
        ),
        required=True,
    ),
    Field(
        "channel",
        "Channel",
        FieldType.CATEGORY,
        "Where the contact took place: phone, chat, branch, web.",
        ("channel", "contact_type", "source", "medium", "submitted via", "contact channel", "org:role"),
    ),
    Field(
        "activity",
        "Activity",
        FieldType.CATEGORY,
        "What was done or which state was reached.",
        ("activity", "event", "action", "concept:name", "incident_state", "status", "step", "product"),
    ),
    Field(
        "issue",
        "Issue",
        FieldType.CATEGORY,
        "What the contact is about: the journey type.",
        ("issue", "category", "topic", "reason", "request.type", "journey_type", "contact_reason", "subject"),
    ),
    Field(
        "region",
        "Region",
        FieldType.CATEGORY,
        "Where the customer is served from.",
        ("region", "country", "state", "location", "neighborhood", "resource country", "area"),
    ),
    Field(
        "segment",
        "Customer segment",
        FieldType.CATEGORY,
        "The customer's segment.",
        ("segment", "customer_segment", "tier", "contract", "vehicleclass"),
    ),
    Field(
        "team",
        "Team",
        FieldType.CATEGORY,
        "The team that handled the contact.",
        ("team", "assignment_group", "org:group", "group", "department", "responsible.agency", "queue"),
    ),
    Field(
        "agent",
        "Agent",
        FieldType.TEXT,
        "The person who handled the contact.",
        ("agent", "agent_id", "assigned_to", "org:resource", "resource", "handled_by"),
    ),
    Field(
        "outcome",
        "Outcome",
        FieldType.CATEGORY,
        "How the contact ended. You say below which values mean resolved.",
        (
            "outcome",
            "resolution",
            "disposition",
            "result",
            "closed_code",
            "lifecycle:transition",
            "company response to consumer",
        ),
    ),
    Field(
        "handle_seconds",
        "Handle time",
        FieldType.NUMBER,
        "Seconds of work on the contact.",
        ("handle_seconds", "handle_time", "aht", "duration_seconds", "talk_time"),
        low=0,
        high=1_000_000,
    ),
    Field(
        "wait_seconds",
        "Wait time",
        FieldType.NUMBER,
        "Seconds the customer waited.",
        ("wait_seconds", "wait_time", "queue_time", "hold_seconds"),
        low=0,
        high=10_000_000,
    ),
    Field(
        "cost",
        "Cost",
        FieldType.NUMBER,
        "What the contact cost to serve, in the dataset's currency.",
        ("cost", "costs", "cost_eur", "cost_usd", "expense", "amount"),
        low=0,
        high=1_000_000,
    ),
    Field(
        "csat",
        "CSAT",
        FieldType.NUMBER,
        "Customer satisfaction, 1 (very dissatisfied) to 5.",
        ("csat", "satisfaction", "csat_score"),
        low=0,
        high=10,
    ),
    Field(
        "ces",
        "CES",
        FieldType.NUMBER,
        "Customer effort score, 1 (very difficult) to 7 (very easy).",
        ("ces", "effort", "effort_score"),
        low=0,
        high=10,
    ),
    Field(
        "nps",
        "NPS answer",
        FieldType.NUMBER,
        "Likelihood to recommend, 0 to 10.",
        ("nps", "recommend", "nps_score"),
        low=0,
        high=10,
    ),
    Field(
        "text",
        "What was said",
        FieldType.TEXT,
        "The customer's or agent's words.",
        ("text", "comment", "verbatim", "notes", "description", "message", "status.notes", "body"),
    ),
    Field(
        "customer_value",
        "Customer value a year",
        FieldType.NUMBER,
        "Margin or revenue of the customer a year.",
        ("customer_value", "clv", "annual_value", "yearly_value"),
        low=0,
        high=1e9,
    ),
    Field(
        "customer_since",
        "Customer since",
        FieldType.DATE,
        "When the customer joined.",
        ("customer_since", "joined", "signup_date", "tenure_start"),
    ),
    Field(
        "customer_left_on",
        "Customer left on",
        FieldType.DATE,
        "When the customer left; blank while active.",
        ("customer_left_on", "churned_at", "churn_date", "left_on", "cancelled_on"),
    ),
    Field(
        "phone",
        "Phone number",
        FieldType.TEXT,
        "Another key of the same customer, for stitching.",
        ("phone", "phone_number", "msisdn", "ani", "caller_number"),
    ),
    Field(
        "email",
        "E-mail address",
        FieldType.TEXT,
        "Another key of the same customer, for stitching.",
        ("email", "e-mail", "email_address", "mail"),
    ),
    Field(
        "account",
        "Account number",
        FieldType.TEXT,
        "Another key of the same customer, for stitching.",
        ("account", "account_number", "account_no", "contract_number"),
    ),
)

FIELD_BY_NAME = {field.name: field for field in FIELDS}
CATEGORY_FIELDS = tuple(field.name for field in FIELDS if field.type is FieldType.CATEGORY)
IDENTITY_FIELDS = ("customer_id", "phone", "email", "account")
