"""Selections: which journeys a number stands for. Each goes into a page's address and comes back."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

from core.address import join_numbers
from core.errors import InvalidInputError
from core.paths.lens import Lens
from core.query import Query, query
from core.scope import Scope, Within


class Selection(ABC):
    """A set of journeys within a scope. `core.paths.drill.selection_from_query` reads any of them from an address."""

    @abstractmethod
    def within(self, scope: Scope) -> Within:
        """Return what the selection's query sees."""

    @abstractmethod
    def query(self) -> tuple[Query, dict[str, Any]]:
        """Return the query of the selected journeys' keys, one row a journey, and its values."""

    @abstractmethod
    def describe(self) -> str:
        """Return the selection in words."""

    @abstractmethod
    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""


@dataclass(frozen=True)
class AllJourneys(Selection):
    """All journeys of the scope, shown through a lens."""

    lens: Lens = field(default_factory=Lens)

    def within(self, scope: Scope) -> Within:
        """Return what the selection's query sees."""
        return Within(scope, self.lens)

    def query(self) -> tuple[Query, dict[str, Any]]:
        """Return the query of the selected journeys' keys, and its values."""
        return query(__package__, "drill_all.sql"), {}

    def describe(self) -> str:
        """Return the selection in words."""
        return "all journeys of the scope"

    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""
        return {"pick": "all"} | self.lens.to_query()


@dataclass(frozen=True)
class VariantJourneys(AllJourneys):
    """Journeys of some variants of the lens."""

    variants: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.variants:
            raise InvalidInputError("No variant is chosen. Choose at least one row of the variant table.")

    def within(self, scope: Scope) -> Within:
        """Return what the selection's query sees."""
        return Within(scope, self.lens, self.variants)

    def describe(self) -> str:
        """Return the selection in words."""
        return "journeys of the chosen variants"

    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""
        return {"pick": "variants", "variants": join_numbers(self.variants)} | self.lens.to_query()


@dataclass(frozen=True)
class CustomerJourneys(AllJourneys):
    """Journeys of one customer within the scope."""

    customer_key: int = 0

    def query(self) -> tuple[Query, dict[str, Any]]:
        """Return the query of the selected journeys' keys, and its values."""
        return query(__package__, "drill_customer.sql"), {"customer_key": self.customer_key}

    def describe(self) -> str:
        """Return the selection in words."""
        return f"customer {self.customer_key}"

    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""
        return {"pick": "customer", "customer": str(self.customer_key)} | self.lens.to_query()
