"""Each test of the casebook runs on both stores."""

from dataclasses import replace

import pytest

from core.access import Person
from core.business_case.case import Case
from core.casebook import keeping
from core.casebook.freezing import FrozenCase, freeze
from core.casebook.keeping import KeptCase
from core.workspace import Author, Workspace
from tests.business_case.cases import given, having, small
from tests.workspace.conftest import opening, postgres, workspace  # noqa: F401 - the same fixtures here

ANN, BOB, CFO, EVE = (
    Person("ann@example.org", "editor", "ann@example.org"),
    Person("bob@example.org", "editor", "bob@example.org"),
    Person("cfo@example.org", "editor", "cfo@example.org"),
    Person("eve@example.org", "viewer", "eve@example.org"),
)
DATA = {"office": 4}


def uncertain() -> Case:
    """Return the small case with an input that a simulation draws."""
    return having(small(), given("saving", 10.0, "money effect", low=4.0, high=12.0, distribution="triangular"))


def summarised(case: Case, text: str) -> Case:
    return replace(case, summary=text)


@pytest.fixture
def ann(workspace: Workspace) -> Author:  # noqa: F811
    return workspace.by(ANN)


@pytest.fixture
def kept(ann: Author) -> KeptCase:
    return keeping.save(ann, "billing", uncertain(), 0)


@pytest.fixture
def first(ann: Author, kept: KeptCase) -> FrozenCase:
    return freeze(ann, kept.case_id, kept.version, " For the board ", DATA)
