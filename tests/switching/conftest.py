from collections.abc import Iterator

import pytest

from core.datasets import Office
from core.engine import Database
from core.settings import Settings
from data.demo import Company
from data.demo.load import load_demo
from tests.paths.conftest import journeys

__all__ = ["journeys"]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The synthetic company with 3,000 journeys; tests only read it."""
    office = Office(Settings(home=tmp_path_factory.mktemp("switching") / "home"))
    load_demo(office, Company(seed=11, journeys=3000))
    yield office.open("demo")
    office.close_all()
