"""The workspace on both stores, as the tests of the workspace have it."""

from tests.workspace.conftest import opening, postgres, workspace  # noqa: F401 - the same fixtures here
