import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real public files; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("JOURNEY_OFFICE_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the folder of real public files is absent (JOURNEY_OFFICE_REAL_DATA)")
    return folder
