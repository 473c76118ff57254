"""The synthetic company, imported as any file is."""

from collections.abc import Iterator

import pytest

from core.datasets import Office
from core.engine import Database
from core.settings import Settings
from data.demo.load import load_demo
from tests.pages.driven_office import COMPANY


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The synthetic company with 12,000 journeys and a drive for speed that so few can show; tests only read it."""
    datasets = Office(Settings(home=tmp_path_factory.mktemp("scorecard") / "home"))
    load_demo(datasets, COMPANY)
    yield datasets.open("demo")
    datasets.close_all()
