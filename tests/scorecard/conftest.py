"""The synthetic company, imported as any file is."""

from collections.abc import Iterator

import pytest

from core.datasets import Office
from core.engine import Database
from core.settings import Settings
from data.demo import Company, Planted
from data.demo.load import load_demo


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The synthetic company with 12,000 journeys and a drive for speed that so few can show; tests only read it."""
    datasets = Office(Settings(home=tmp_path_factory.mktemp("scorecard") / "home"))
    planted = Planted(drive_handle_factor=0.65, drive_csat=-1.2)
    load_demo(datasets, Company(seed=5, journeys=12_000, planted=planted))
    yield datasets.open("demo")
    datasets.close_all()
