"""Each test of the planning runs on both stores."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core.access import Person
from core.improvement import items
from core.improvement.items import Item
from core.planning.estimates import KeptEstimate, save
from core.priorities.initiative import Initiative
from core.workspace import Author, Workspace
from tests.workspace.conftest import opening, postgres, workspace  # noqa: F401 - the same fixtures here

ANN, BOB, CFO, EVE = Person("ann", "editor"), Person("bob", "editor"), Person("cfo", "editor"), Person("eve", "viewer")
TODAY = date(2026, 11, 28)


@pytest.fixture
def ann(workspace: Workspace) -> Author:  # noqa: F811
    return workspace.by(ANN)


@pytest.fixture
def backlog(ann: Author) -> Callable[..., Item]:
    """Put an item into the backlog, or change what is there."""

    def put(item_id: str, title: str = "", **more) -> Item:
        known = {item.item_id: item for item in items.items(ann.workspace)}
        item = known.get(item_id) or Item(item_id, item_id.upper(), TODAY)
        return items.save(ann, replace(item, **({"title": title} if title else {}), **more))

    return put


@pytest.fixture
def estimated(ann: Author, backlog) -> Callable[..., KeptEstimate]:
    """Put an item into the backlog and estimate it."""

    def put(item_id: str, evidence=None, owner: str = "", **inputs) -> KeptEstimate:
        backlog(item_id)
        return save(ann, KeptEstimate(Initiative(item_id, "", **inputs), evidence or {}, owner))

    return put
