"""A second, awkward export: a chat tool that knows customers by e-mail and writes like a German spreadsheet."""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from data.demo import seasons, world
from data.demo.block import Block
from data.demo.draw import Ints

CHAT_CONTACTS = 3_000
SWITCHBOARD = "+49 30 23125000"  # from the numbers kept free for fiction
SWITCHBOARD_CUSTOMERS = 400
LOCAL = ZoneInfo("Europe/Berlin")
HEADER = ("chat id", "e-mail", "started", "channel", "topic", "agent", "duration (s)", "cost (EUR)", "CSAT", "result")
_NAMES = ("anna", "ben", "clara", "david", "emil", "frida", "greta", "hugo", "ida", "jonas", "karla", "leo", "mara")


@dataclass(frozen=True)
class Silo:
    """What was written: chat contacts, customers in them, and customers on the shared number."""

    contacts: int
    customers: int
    switchboard_customers: int


def write_silo(seed: int, block: Block, chat_file: Path, pairs_file: Path) -> Silo:
    """Write the chat export (semicolons, decimal comma, Berlin time) and the pairs that tie it to the main file.

    Its chats are further short journeys of customers of the first block. They are no part of the planted truth.
    """
    rng = np.random.default_rng([seed, 7])
    people = np.unique(block.journeys.customer)
    gone = np.minimum(block.customers.left, seasons.END)[people]
    chatters = people[gone > (seasons.EPOCH_DAY + 60) * seasons.DAY]
    count = min(CHAT_CONTACTS, len(chatters) * 2)
    who = rng.choice(chatters[: max(count * 2 // 3, 1)], count)
    start = seasons.EPOCH_DAY * seasons.DAY
    until = np.minimum(block.customers.left, seasons.END)[who]
    at = np.sort(start + rng.random(count) * (until - start - seasons.DAY)).astype(np.int64)
    _write(chat_file, [HEADER, *_chats(rng, who, at)], delimiter=";")
    known = np.unique(who)
    shared = people[:SWITCHBOARD_CUSTOMERS]
    pairs = [("customer", _customer(int(each)), "email", _email(int(each))) for each in known]
    pairs += [("customer", _customer(int(each)), "phone", SWITCHBOARD) for each in shared]
    _write(pairs_file, [("key_kind_a", "key_a", "key_kind_b", "key_b"), *pairs], delimiter=",")
    return Silo(count, len(known), len(shared))


def _chats(rng: np.random.Generator, who: Ints, at: Ints) -> list[tuple[str, ...]]:
    issues = rng.choice(len(world.ISSUES), len(who), p=[each.share for each in world.ISSUES])
    rows: list[tuple[str, ...]] = []
    for number, (customer, second, issue) in enumerate(zip(who, at, issues, strict=True)):
        cost = world.CHANNELS[world.CHAT].cost_eur + world.ISSUES[issue].base_cost_eur * rng.uniform(0.7, 1.3)
        rows.append((
            f"CH-{number + 1:06d}",
            _email(int(customer)),
            datetime.fromtimestamp(int(second), UTC).astimezone(LOCAL).strftime("%d.%m.%Y %H:%M:%S"),
            "Live chat",
            world.ISSUES[issue].name,
            f"chat{rng.integers(1, 40):02d}",
            f"{rng.integers(60, 1500)}",
            f"{cost:.2f}".replace(".", ","),
            f"{rng.integers(1, 6)}" if rng.random() < 0.3 else "",
            "Resolved" if rng.random() < world.ISSUES[issue].resolves else "Unresolved",
        ))  # fmt: skip
    return rows


def _customer(number: int) -> str:
    return f"C{number:09d}"


def _email(number: int) -> str:
    return f"{_NAMES[number % len(_NAMES)]}.{number:06d}@example.org"


def _write(path: Path, rows: list[tuple[str, ...]], delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
