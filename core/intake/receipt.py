"""What an import did, in numbers that add up."""

from dataclasses import dataclass
from typing import Literal

from core.errors import InvalidInputError
from core.wording import count


class NothingNewError(Exception):
    """Leaves an import's transaction without a trace, since it adds nothing."""


@dataclass(frozen=True)
class Reason:
    """How many records met one outcome for one reason. A flagged record is loaded all the same."""

    outcome: Literal["rejected", "duplicate", "flag"]
    reason: str
    records: int


@dataclass(frozen=True)
class Receipt:
    """The account of one import: read = loaded + rejected + duplicates.

    `already_imported` is True when this very file was imported before and nothing was added.
    """

    import_number: int
    file_name: str
    source: str
    read: int
    loaded: int
    rejected: int
    duplicates: int
    reasons: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    already_imported: bool = False

    def __post_init__(self) -> None:
        if self.read != self.loaded + self.rejected + self.duplicates:
            raise InvalidInputError(
                f"The counts of {self.file_name} do not add up: {self.read} read, {self.loaded} loaded, "
                f"{self.rejected} rejected, {self.duplicates} duplicates. Nothing was imported; please report it."
            )

    def sentence(self) -> str:
        """Say the account in one sentence.

        >>> Receipt(1, "calls.csv", "calls", 10, 7, 2, 1).sentence()
        'calls.csv: 10 records read = 7 loaded + 2 rejected + 1 duplicate.'
        """
        duplicates = "1 duplicate" if self.duplicates == 1 else f"{count(self.duplicates)} duplicates"
        counts = (
            f"{count(self.read)} records read = {count(self.loaded)} loaded + {count(self.rejected)} rejected + "
            f"{duplicates}."
        )
        again = " This file was imported before; it added nothing." if self.already_imported else ""
        return f"{self.file_name}: {counts}{again}"
