from collections.abc import Iterator
from pathlib import Path

import pytest

from core.datasets import Office
from core.settings import Settings
from tests.command.running import CommandLine


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A command line on a home with a small demo; tests leave it as it is."""
    made = CommandLine(tmp_path_factory.mktemp("demo") / "home")
    assert made("demo", "--journeys", 600, "--seed", 3).code == 0
    return made


@pytest.fixture
def demo_office(demo: CommandLine) -> Iterator[Office]:
    office = Office(Settings(home=demo.home))
    yield office
    office.close_all()
