"""What all tests share: an office in a fresh folder, and the real public files where they are present."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from core.datasets import Office
from core.settings import Settings

REPOSITORY = Path(__file__).resolve().parent.parent
# Each run draws other examples, so that many runs see many; a run of all tests has to end within minutes.
hypothesis.settings.register_profile("usual", max_examples=30, deadline=None)
hypothesis.settings.load_profile("usual")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", memory_limit_mb=512)


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    opened = Office(settings)
    yield opened
    opened.close_all()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real public files; tests on it are skipped where it is absent."""
    folder = Path(os.environ.get("JOURNEY_OFFICE_REAL_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (folder / "facts.json").exists():
        pytest.skip(f"the real public files are not in {folder}; set JOURNEY_OFFICE_REAL_DATA to their folder")
    return folder
