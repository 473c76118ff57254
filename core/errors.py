"""Every error a person can meet. Its text is the sentence they read: what is wrong, what is allowed, what to do."""


class JourneyOfficeError(Exception):
    """Base of all expected failures. `str(error)` is a finished sentence, safe to show as plain text."""

    exit_code = 1


class InvalidInputError(JourneyOfficeError):
    """Something a person entered or passed is outside what is allowed."""

    exit_code = 2


class FileRefusedError(JourneyOfficeError):
    """A file can't be read safely, or nothing in it could be read."""

    exit_code = 3


class NotFoundError(JourneyOfficeError):
    """A dataset, import, journey or customer with this name does not exist."""

    exit_code = 4


class DataBusyError(JourneyOfficeError):
    """Another process holds the data, or another import is running."""

    exit_code = 5


class DataDamagedError(JourneyOfficeError):
    """A stored file is damaged or was written by another version."""

    exit_code = 6


class CancelledError(JourneyOfficeError):
    """A person cancelled it; nothing was changed."""

    exit_code = 7


class QueryError(JourneyOfficeError):
    """The engine refused or stopped a query. Carries the SQL, so that it can be looked into."""

    def __init__(self, message: str, sql: str = "") -> None:
        super().__init__(message)
        self.sql = sql


class ConflictError(JourneyOfficeError):
    """Somebody else changed the same thing since it was opened; nothing was overwritten.

    `present` is the document as it is now, None when it was removed.
    """

    exit_code = 8

    def __init__(self, message: str, present: object = None) -> None:
        super().__init__(message)
        self.present = present


class AccessDeniedError(JourneyOfficeError):
    """Somebody asked for something that their role does not allow; nothing was changed."""

    exit_code = 9
