"""A small office with faults that are known because they were put in: two exports, imported for real."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from core.datasets import Office
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.settings import Settings

CALL_COLUMNS = {
    "interaction_id": "call",
    "journey_id": "case",
    "customer_id": "customer",
    "phone": "number",
    "occurred_at": "time",
    "issue": "reason",
    "outcome": "result",
    "cost": "cost",
}
CALLS = ReadingPlan(
    Dialect(),
    Mapping(
        "Phone system",
        CALL_COLUMNS,
        fixed={"channel": "Phone"},
        resolved_values=("solved",),
        unresolved_values=("open",),
    ),
)
VISITS = ReadingPlan(
    Dialect(delimiter=";"),
    Mapping(
        "Web portal",
        {"customer_id": "user", "occurred_at": "when", "channel": "place", "issue": "topic"},
        customer_kind="login",
    ),
)


def calls_csv(seed: int = 1) -> str:
    """40 weekdays of calls without the fourth week, and nine planted faults at the end."""
    draw = random.Random(seed)
    lines = ["call,case,customer,number,time,reason,result,cost"]
    number = 0
    for day in range(56):
        moment = datetime(2026, 1, 5, 9) + timedelta(days=day)
        if moment.weekday() >= 5 or 21 <= day < 26:
            continue
        for _ in range(draw.randint(2, 5)):
            number += 1
            customer = draw.randint(1, 30)
            row = [
                f"c{number}",
                f"case{customer}-{day // 10}",
                f"K{customer}" if customer > 2 else "",
                f"+49301{customer % 3 and customer:05d}" if customer % 3 else "",
                f"{moment + timedelta(minutes=draw.randint(0, 480)):%Y-%m-%dT%H:%M:%S}",
                draw.choice(["Billing", "billing", "Delivery", ""]),
                draw.choice(["solved", "open", "?"]),
                str(draw.choice(["4.50", "7.25", ""])),
            ]
            lines.append(",".join(row))
    lines += [
        "f1,caseX,K1,,2099-01-01T00:00:00,Billing,open,1.00",
        "f2,caseX,K2,,1971-01-01T00:00:00,Billing,open,1.00",
        "f3,caseY,K3,,2026-01-12T10:00:00,Billing,open,1.00",
        "f4,caseY,K3,,2026-01-08T10:00:00,Billing,open,1.00",
        "f5,caseZ,K4,,not a time,Billing,open,1.00",
        "f6,caseZ,K4,,2026-01-08T10:00:00,Billing,open",
        "f7,caseZ,K4,,2026-01-08T10:00:00,Billing,open,cheap",
        lines[1],
        lines[2],
    ]
    return "\n".join(lines) + "\n"


def visits_csv(seed: int = 2) -> str:
    """20 days of visits, some on channels that say nothing."""
    draw = random.Random(seed)
    lines = ["user;when;place;topic"]
    for day in range(20):
        for _ in range(3):
            moment = datetime(2026, 1, 5, 8) + timedelta(days=day, minutes=draw.randint(0, 600))
            place = draw.choice(["Website", "website", "unknown", "Terminal", ""])
            lines.append(
                f"{draw.choice(['', 'anna', 'ben', 'cem', 'dan', 'eva'])};{moment:%Y-%m-%d %H:%M:%S};{place};"
                f"{draw.choice(['Billing', 'Delivery'])}"
            )
    return "\n".join(lines) + "\n"


def messy_office(home: Path) -> Office:
    """Create the dataset `office` from both exports; the caller closes the office."""
    office = Office(Settings(home=home))
    office.create("Service", "office")
    for name, text, plan in (("calls.csv", calls_csv(), CALLS), ("visits.csv", visits_csv(), VISITS)):
        path = home / name
        path.write_text(text, encoding="utf-8")
        import_file(office, "office", Upload.of(path), plan)
    return office
