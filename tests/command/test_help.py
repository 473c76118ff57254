import pytest

from core.command.reference import _commands, commands_page
from tests.command.running import CommandLine
from tests.conftest import REPOSITORY


@pytest.mark.parametrize("name", sorted(_commands()))
def test_every_command_explains_itself(cli: CommandLine, name: str) -> None:
    ran = cli(name, "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(f"usage: journey-office {name}")
    for flag in ("--json", "--csv", "--debug"):
        assert flag in ran.out
    for action in _commands()[name]._actions:
        assert action.help, f"{name} {action.dest} has no help"


def test_nothing_or_nonsense_is_a_usage_error(cli: CommandLine) -> None:
    assert cli().code == 2
    assert cli("nonsense").code == 2
    assert cli("datasets", "--json", "--csv").code == 2
    ran = cli("summary", "--from", "31.01.2025")
    assert ran.code == 2
    assert "is not a day as 2025-01-31" in ran.err
    assert not cli.home.exists()


def test_the_page_of_commands_is_current() -> None:
    written = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == commands_page(), "run: python -m core.command.reference > docs/commands.md"
