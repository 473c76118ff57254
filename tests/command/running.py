"""Running the command line in this process, as a script would: arguments in, exit code and texts out."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from core.__main__ import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """The command line on one home folder."""

    home: Path

    def __call__(self, *argv: object, encoding: str = "utf-8") -> Ran:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
        err = io.StringIO()
        with (
            patch.dict(os.environ, {"JOURNEY_OFFICE_HOME": str(self.home)}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main([str(one) for one in argv])
        out.flush()
        return Ran(code, out.buffer.getvalue().decode(encoding), err.getvalue())

    def json(self, *argv: object) -> Any:
        return self(*argv, "--json").json()
