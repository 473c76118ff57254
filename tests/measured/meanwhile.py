"""Data that change while they are read."""

from types import ModuleType
from typing import Any

import pytest

from core.engine import Database


def changing(monkeypatch: pytest.MonkeyPatch, database: Database, module: ModuleType, name: str, changes: int) -> None:
    """Let the data version rise at each of the first `changes` calls of a module's function, before it answers."""
    plain, calls = getattr(module, name), []

    def called(*asked: Any) -> Any:
        calls.append(1)
        if len(calls) <= changes:
            with database.write() as transaction:
                transaction.execute("update dataset set data_version = data_version + 1")
        return plain(*asked)

    monkeypatch.setattr(module, name, called)
