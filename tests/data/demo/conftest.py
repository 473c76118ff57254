import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.demo import Company, DemoFiles, write_demo


@dataclass(frozen=True)
class Written:
    files: DemoFiles
    rows: pd.DataFrame
    truth: dict[str, Any]


def write(folder: Path, company: Company) -> Written:
    files = write_demo(folder, company)
    return Written(files, pq.read_table(files.interactions).to_pandas(), json.loads(files.truth.read_text()))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp("demo"), Company())


@pytest.fixture(scope="session")
def write_company():
    return write
