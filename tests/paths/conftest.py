from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys_dsl import Journey, Office, office_of

Build = Callable[..., Office]


@pytest.fixture
def journeys(tmp_path: Path) -> Iterator[Build]:
    """Write journeys, get an office: journeys(a="ivr > chat > phone")."""
    built: list[Office] = []

    def build(**written: str | Journey) -> Office:
        office = office_of(tmp_path / str(len(built)), written)
        built.append(office)
        return office

    yield build
    for office in built:
        office.database.close()
