"""What an operator can set, read once from the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import InvalidInputError

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the data lives and how much of the machine may be used.

    `home` holds everything the app writes. Sizes are in megabytes (10^6 bytes). `workspace_url` is the address of a
    PostgreSQL database for what people write; without it a file in `home` holds that.
    """

    home: Path = PROJECT_ROOT / ".journey-office"
    memory_limit_mb: int = 700
    threads: int = 0
    upload_limit_mb: int = 2000
    query_timeout_seconds: float = 60.0
    workspace_url: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for name in ("memory_limit_mb", "upload_limit_mb"):
            if getattr(self, name) < 64:
                raise InvalidInputError(f"{name} is {getattr(self, name)}; it must be at least 64 megabytes.")

    @staticmethod
    def from_environment() -> "Settings":
        """Read `JOURNEY_OFFICE_HOME`, `_MEMORY_LIMIT_MB`, `_THREADS`, `_UPLOAD_LIMIT_MB`, `_QUERY_TIMEOUT_SECONDS`,
        `_WORKSPACE_URL`.

        >>> Settings.from_environment().memory_limit_mb >= 64
        True
        """
        default = Settings()
        return Settings(
            home=Path(os.environ.get("JOURNEY_OFFICE_HOME", default.home)).expanduser().resolve(),
            memory_limit_mb=_whole_number("JOURNEY_OFFICE_MEMORY_LIMIT_MB", default.memory_limit_mb),
            threads=_whole_number("JOURNEY_OFFICE_THREADS", default.threads),
            upload_limit_mb=_whole_number("JOURNEY_OFFICE_UPLOAD_LIMIT_MB", default.upload_limit_mb),
            query_timeout_seconds=float(
                _whole_number("JOURNEY_OFFICE_QUERY_TIMEOUT_SECONDS", int(default.query_timeout_seconds))
            ),
            workspace_url=os.environ.get("JOURNEY_OFFICE_WORKSPACE_URL", "").strip(),
        )


def _whole_number(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise InvalidInputError(
            f"The setting {name} is {text!r}; it must be a whole number. Unset it to use {default}."
        )
    return int(text)
