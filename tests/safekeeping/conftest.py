from collections.abc import Callable

import pytest

from core.settings import Settings
from tests.workspace.conftest import postgres  # noqa: F401 - the same fixture here


@pytest.fixture(params=["sqlite", "postgres"])
def source(request, tmp_path) -> Settings:
    """The settings of an office that will be backed up, on either store."""
    return new_settings(request, tmp_path / "source", request.param)


@pytest.fixture
def fresh(request, tmp_path) -> Callable[[str], Settings]:
    """Return the settings of one more office, on the store that is named."""
    made: list[Settings] = []

    def make(store: str = "sqlite") -> Settings:
        made.append(new_settings(request, tmp_path / f"fresh{len(made)}", store))
        return made[-1]

    return make


def new_settings(request, home, store: str) -> Settings:
    url = request.getfixturevalue("postgres").new_database() if store == "postgres" else ""
    return Settings(home=home, memory_limit_mb=512, workspace_url=url)
