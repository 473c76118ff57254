"""Where a workspace is kept: a file (SQLite) or a server (PostgreSQL), behind one face."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from core.errors import JourneyOfficeError
from core.workspace.audit import Head


class Store(ABC):
    """One place that keeps a workspace. Safe to share between threads and processes."""

    name: str
    engine: sa.Engine

    @abstractmethod
    def start_reading(self, connection: sa.Connection) -> None:
        """Begin a transaction that sees one state, whatever others write meanwhile."""

    @abstractmethod
    def start_writing(self, connection: sa.Connection) -> None:
        """Begin a transaction that no other writer gets between."""

    @abstractmethod
    def sentence(self, error: BaseException) -> JourneyOfficeError:
        """Return the sentence a person reads for a driver's error."""

    def remember(self, head: Head) -> None:  # noqa: B027 - most stores need no second note
        """Note outside of the store how far the record goes, where the store could lose its end unnoticed."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Yield a connection that sees one state of the workspace."""
        with self.errors(), self.engine.connect() as connection:
            self.start_reading(connection)
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Yield a connection in a transaction that ends with the block: whole, or not at all."""
        with self.errors(), self.engine.connect() as connection:
            self.start_writing(connection)
            yield connection
            connection.commit()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the driver's errors into the sentence a person reads."""
        try:
            yield
        except (sa.exc.SQLAlchemyError, OSError) as error:
            raise self.sentence(error) from error
