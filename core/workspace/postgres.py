"""The workspace on a PostgreSQL server, for several replicas of the app."""

import ssl
from typing import Any

import sqlalchemy as sa

from core.errors import DataBusyError, DataDamagedError, InvalidInputError, JourneyOfficeError
from core.workspace.store import Store
from core.workspace.upgrading import NEWEST, refuse_newer, schema_version, upgrade

WAIT_SECONDS = 15
NETWORK_SECONDS = 30
UPGRADE_LOCK = 0x4A4F5753
_BUSY = {"55P03": "another program holds it", "57014": "it took too long", "40P01": "two changes met"}
_FULL = {"53100": "its disk is full", "53200": "its memory is full", "53300": "it has no free connection"}
_ENTRY = {"28P01": "the password is wrong", "28000": "it lets nobody in by that name", "3D000": "no such database"}
SSL_MODES = ("disable", "require", "verify-full")


class PostgresStore(Store):
    """One database on a server. Writers take turns on the head of the record; readers see one state."""

    def __init__(self, url: str) -> None:
        address, options = _parsed(url)
        self.name = f"the workspace database on {address.host or 'this machine'}"
        self.engine = sa.create_engine(address, connect_args=options, pool_pre_ping=True, pool_size=5)
        sa.event.listen(self.engine, "connect", _set_up)
        with self.errors():
            try:
                self._check()
            except BaseException:
                self.engine.dispose()
                raise

    @property
    def _subject(self) -> str:
        return f"T{self.name[1:]}"

    def start_reading(self, connection: sa.Connection) -> None:
        """Begin a read that sees one state."""
        connection.exec_driver_sql("set transaction isolation level repeatable read, read only")

    def start_writing(self, connection: sa.Connection) -> None:
        """Begin a transaction; the head of the record, locked next, puts writers in turn."""
        connection.exec_driver_sql(f"set local lock_timeout = '{WAIT_SECONDS}s'")

    def sentence(self, error: BaseException) -> JourneyOfficeError:
        """Say what is wrong with the server and what to do."""
        code, text = _code_and_text(error)
        if code in _BUSY:
            return DataBusyError(f"Nothing was saved in {self.name}: {_BUSY[code]}. Wait a moment, then try again.")
        if code in _FULL:
            return DataBusyError(f"Nothing was saved in {self.name}: {_FULL[code]}. Ask who looks after the server.")
        if code in _ENTRY:
            return InvalidInputError(
                f"{self._subject} can't be entered: {_ENTRY[code]}. Check JOURNEY_OFFICE_WORKSPACE_URL."
            )
        if code.startswith(("08", "57P")) or not code:
            return DataBusyError(
                f"{self._subject} can't be reached ({text}). Whether the last change was kept is not known; "
                "saving it again is safe. Check that the server runs, then try again."
            )
        return DataDamagedError(f"{self._subject} refused ({code}): {text}. Ask who looks after the server.")

    def _check(self) -> None:
        with self.engine.connect() as connection:
            connection.exec_driver_sql(f"select pg_advisory_xact_lock({UPGRADE_LOCK})")
            found = schema_version(connection)
            refuse_newer(found, self.name)
            if found is None and sa.inspect(connection).get_table_names():
                raise DataDamagedError(
                    f"{self._subject} holds tables of another program. Give Journey Office a database or a "
                    "schema of its own."
                )
            if found != NEWEST:
                upgrade(connection)
            connection.commit()


def _parsed(url: str) -> tuple[sa.URL, dict[str, Any]]:
    """Return the address for the driver and its options; a password never gets into an error's text."""
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        parsed = sa.URL.create("unreadable")
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise InvalidInputError(
            "JOURNEY_OFFICE_WORKSPACE_URL is not an address of a PostgreSQL database. "
            "Write postgresql://USER:PASSWORD@HOST:5432/DATABASE, or unset it to use the file in the home folder."
        )
    mode = str(parsed.query.get("sslmode", "disable"))
    if mode not in SSL_MODES:
        raise InvalidInputError(f"sslmode={mode} is not known. Use one of {', '.join(SSL_MODES)}.")
    options: dict[str, Any] = {"timeout": NETWORK_SECONDS, "application_name": "journey-office"}
    if mode != "disable":
        options["ssl_context"] = ssl.create_default_context()
        if mode == "require":
            options["ssl_context"].check_hostname = False
            options["ssl_context"].verify_mode = ssl.CERT_NONE
    return parsed.set(drivername="postgresql+pg8000").difference_update_query(["sslmode"]), options


def _set_up(connection: Any, _: object) -> None:
    """Acknowledge a write when it is on the disk, whatever the server's default is."""
    cursor = connection.cursor()
    cursor.execute("set session synchronous_commit = on")
    connection.commit()


def _code_and_text(error: BaseException) -> tuple[str, str]:
    """Return the SQLSTATE, empty when the server did not answer, and the first line of the text."""
    cause: Any = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    said = cause.args[0] if cause is not None and cause.args else str(cause)
    if isinstance(said, dict):
        return str(said.get("C", "")), str(said.get("M", "")).splitlines()[0]
    return "", str(said).splitlines()[0] if str(said) else type(cause).__name__
