"""Every test of the workspace runs on both stores: the SQLite file and a real PostgreSQL server."""

from collections.abc import Callable, Iterator

import pytest

from core.access import Person
from core.workspace import Workspace
from tests.workspace.postgres_server import Server, running_server

ANN, BOB = Person("ann", "owner"), Person("bob", "owner")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def opening(request, tmp_path) -> Callable[[], Workspace]:
    """Open one and the same workspace, as often as it is called."""
    url = request.getfixturevalue("postgres").new_database() if request.param == "postgres" else ""
    opened: list[Workspace] = []

    def open_again() -> Workspace:
        opened.append(Workspace(tmp_path, url))
        return opened[-1]

    yield open_again
    for one in opened:
        one.close()


@pytest.fixture
def workspace(opening) -> Workspace:
    return opening()
