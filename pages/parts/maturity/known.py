"""Rounds, their results and what the office itself shows; worked out anew when data or what people wrote changes.

Nothing here depends on who looks: whoever may see these pages sees the same.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from core.facts import gather
from core.maturity import rounds as core_rounds
from core.maturity import standing as core_standing
from core.maturity.evidence import Fact
from core.maturity.rounds import Progress, Round
from core.maturity.standing import Standing
from pages.parts import dataset_picker
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage.workspace import workspace
from pages.parts.office import office


def changes() -> str:
    """Return what stands for everything that was written so far."""
    return workspace().head().hash


def facts() -> Mapping[str, Fact]:
    """Return every fact by its code."""
    return _gathered(*_now())


def _now() -> tuple[str | None, int, str, date]:
    """Return what the facts depend on: the dataset and its version, what was written last, and the day."""
    dataset = dataset_picker.current()
    dataset_id, version = (dataset.dataset_id, dataset.data_version) if dataset else (None, 0)
    return dataset_id, version, changes(), datetime.now(UTC).date()


@kept_by_locale(max_entries=20, ttl=300, show_spinner="Looking at what the office shows …")
def _gathered(dataset_id: str | None, data_version: int, written: str, today: date) -> dict[str, Fact]:
    del data_version, written
    return gather(office(), workspace(), dataset_id, today)


def rounds() -> tuple[Round, ...]:
    """Return every round, the newest first."""
    return _rounds(changes())


@kept_by_locale(max_entries=5, show_spinner=False)
def _rounds(written: str) -> tuple[Round, ...]:
    del written
    return core_rounds.rounds(workspace())


def progress(one: Round) -> Progress:
    """Return who was asked and who has not answered."""
    return _progress(one.round_id, changes())


@kept_by_locale(max_entries=50, show_spinner=False)
def _progress(round_id: str, written: str) -> Progress:
    del written
    return core_rounds.progress(workspace(), core_rounds.round_of(workspace(), round_id))


def standing(one: Round) -> Standing:
    """Return where a round stands; raises as core's does."""
    return _standing(one.round_id, *_now())


@kept_by_locale(max_entries=20, show_spinner="Counting the answers …")
def _standing(round_id: str, dataset_id: str | None, data_version: int, written: str, today: date) -> Standing:
    found = _gathered(dataset_id, data_version, written, today)
    return core_standing.standing(workspace(), core_rounds.round_of(workspace(), round_id), found)
