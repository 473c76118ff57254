"""The invented company: its channels, issues, regions and segments. Plain tables, nothing is computed here."""

from dataclasses import dataclass
from datetime import date

import numpy as np

NAME = "Aldermoor Energy & Broadband (synthetic)"
FIRST_DAY = date(2025, 1, 1)
LAST_DAY = date(2026, 6, 30)
CURRENCY = "EUR"


@dataclass(frozen=True)
class Channel:
    """`cost_eur` of a first contact; times are means; `stays`: the share of switches away within the session."""

    name: str
    assisted: bool
    cost_eur: float
    handle_seconds: float
    wait_seconds: float
    stays: float
    resolves: float
    team: str


CHANNELS = (
    Channel("Website", False, 0.25, 240, 0, 0.50, 0.00, ""),
    Channel("Mobile app", False, 0.20, 200, 0, 0.50, 0.02, ""),
    Channel("Help centre", False, 0.15, 180, 0, 0.50, -0.02, ""),
    Channel("IVR", False, 0.45, 110, 25, 0.92, -0.03, ""),
    Channel("Chatbot", False, 1.75, 170, 2, 0.85, -0.05, ""),
    Channel("Phone", True, 6.80, 420, 190, 0.12, 0.04, "Voice"),
    Channel("Live chat", True, 4.90, 540, 70, 0.30, 0.02, "Chat desk"),
    Channel("Email", True, 5.40, 480, 30_000, 0.05, -0.02, "Correspondence"),
    Channel("Branch", True, 11.50, 900, 420, 0.05, 0.05, "Branch"),
)
WEBSITE, APP, HELP, IVR, CHATBOT, PHONE, CHAT, EMAIL, BRANCH = range(9)


@dataclass(frozen=True)
class Issue:
    """`difficulty` 0 to 1 drives channels; `leave_risk` and `resolves` are chances; `activity` is its own work."""

    name: str
    share: float
    difficulty: float
    base_cost_eur: float
    repeats: float
    leave_risk: float
    resolves: float
    activity: str


ISSUES = (
    Issue("Billing dispute", 0.16, 0.62, 8.5, 1.9, 0.060, 0.66, "Explain charge"),
    Issue("Moving home", 0.10, 0.55, 7.0, 1.8, 0.040, 0.73, "Change address"),
    Issue("Outage", 0.12, 0.40, 4.5, 1.6, 0.045, 0.76, "Run line test"),
    Issue("Password reset", 0.14, 0.05, 0.6, 0.7, 0.005, 0.84, "Reset password"),
    Issue("Plan change", 0.11, 0.25, 3.0, 1.2, 0.020, 0.79, "Compare plans"),
    Issue("Cancellation", 0.07, 0.70, 9.0, 1.7, 0.200, 0.58, "Make retention offer"),
    Issue("Delivery delay", 0.09, 0.45, 5.5, 1.6, 0.035, 0.68, "Check status"),
    Issue("Refund", 0.08, 0.58, 7.5, 1.8, 0.050, 0.63, "Process refund"),
    Issue("Complaint", 0.06, 0.85, 13.0, 2.4, 0.100, 0.50, "Log complaint"),
    Issue("New contract", 0.07, 0.30, 4.0, 1.3, 0.010, 0.76, "Check status"),
)
MOVING_HOME = 1


@dataclass(frozen=True)
class Region:
    """`days_late`: how long after the planted change it arrives here; None: not yet."""

    name: str
    share: float
    days_late: int | None
    wait_factor: float


REGIONS = (
    Region("North", 0.20, 0, 1.0),
    Region("South", 0.18, 0, 1.0),
    Region("East", 0.14, 91, 1.7),
    Region("West", 0.22, 0, 0.9),
    Region("Central", 0.16, 0, 1.1),
    Region("Coast", 0.10, None, 1.0),
)


@dataclass(frozen=True)
class Segment:
    """`severity` is the mean of a severity that no column shows; `leave_a_year` the share that leaves of itself."""

    name: str
    share: float
    severity: float
    value_eur: float
    leave_risk: float
    leave_a_year: float


SEGMENTS = (
    Segment("Residential", 0.62, 0.45, 180, 0.015, 0.05),
    Segment("Young and mobile", 0.16, 0.25, 120, 0.010, 0.08),
    Segment("Small business", 0.16, 0.90, 640, 0.025, 0.04),
    Segment("Enterprise", 0.06, 1.40, 3200, 0.035, 0.02),
)

# where a journey starts, and where it goes on when it changes channel (rows: from). Chatbot to Phone is planted apart.
START = np.array([0.24, 0.20, 0.08, 0.12, 0.12, 0.13, 0.05, 0.04, 0.02])
START_BY_ISSUE: dict[str, dict[int, float]] = {
    "Outage": {IVR: 2.2, PHONE: 1.5, BRANCH: 0.1},
    "Password reset": {APP: 2.0, CHATBOT: 1.6, EMAIL: 0.4, BRANCH: 0.2},
    "Moving home": {APP: 1.5, WEBSITE: 1.3},
    "Cancellation": {PHONE: 1.6, EMAIL: 2.0, CHATBOT: 0.7},
    "Complaint": {PHONE: 1.8, EMAIL: 2.5, HELP: 0.4},
    "New contract": {BRANCH: 3.0, WEBSITE: 1.3},
    "Delivery delay": {CHATBOT: 1.5, HELP: 1.4},
}
GOES_ON = np.array([
    [0.00, 0.05, 0.10, 0.12, 0.18, 0.25, 0.15, 0.10, 0.05],
    [0.12, 0.00, 0.10, 0.10, 0.15, 0.28, 0.13, 0.08, 0.04],
    [0.15, 0.08, 0.00, 0.12, 0.20, 0.22, 0.13, 0.10, 0.00],
    [0.07, 0.05, 0.00, 0.00, 0.00, 0.75, 0.05, 0.04, 0.04],
    [0.08, 0.03, 0.05, 0.15, 0.00, 0.00, 0.42, 0.20, 0.07],
    [0.12, 0.12, 0.00, 0.04, 0.00, 0.00, 0.12, 0.38, 0.22],
    [0.07, 0.08, 0.00, 0.00, 0.00, 0.50, 0.00, 0.25, 0.10],
    [0.09, 0.07, 0.00, 0.00, 0.00, 0.60, 0.12, 0.00, 0.12],
    [0.10, 0.10, 0.00, 0.00, 0.00, 0.50, 0.00, 0.30, 0.00],
])  # fmt: skip

RESOLVED_VALUES = ("Resolved",)
UNRESOLVED_VALUES = ("Transferred", "Follow-up", "Abandoned", "Unresolved")
