"""The page docs/commands.md, made from the parsers: `python -m core.command.reference > docs/commands.md`."""

import argparse
import sys

from core.command.parser import EXIT_CODES, build_parser

_ALL = ("help", "json", "csv", "debug", "dataset", "explain")
_SHARED = {"scope": "Scope", "how the file is read": "How the file is read"}
_INTRODUCTION = """# Commands

`journey-office` answers every page's question without the screen; `python -m core` is the same. It works on the folder
that `JOURNEY_OFFICE_HOME` names. Answers go to stdout, everything else to stderr. Where a question is open, such as the
time zone of a file's times, the command fails and names the flag that answers it: nothing is guessed silently.

```
journey-office create "Contact centre" --kind office
journey-office inspect calls.csv
journey-office import calls.csv --zone Europe/Berlin --resolved Solved --unresolved Open
journey-office paths --after IVR --from 2025-01-01 --json
journey-office variants --by activity --csv > variants.csv
```

Every command takes `--json` (stable keys, unknown is null, shares are 0 to 1, times are UTC), `--csv` (its first table;
nothing in it runs in a spreadsheet), `--debug` and `--help`. Most take `--dataset ID`; without it the dataset `office`
is meant, or the only one there is. `--explain` adds the SQL, its parameters and the data version.
"""


def commands_page() -> str:
    """Return the page in Markdown."""
    commands = _commands()
    parts = [_INTRODUCTION, f"{EXIT_CODES[0].upper()}{EXIT_CODES[1:]}.\n"]
    shared: dict[str, str] = {}
    for name, parser in commands.items():
        own, groups = [], []
        for group in parser._action_groups:
            actions = [one for one in group._group_actions if one.dest not in _ALL or not one.option_strings]
            if group.title in _SHARED and actions:
                groups.append(_SHARED[group.title])
                shared[_SHARED[group.title]] = _lines(actions)
            else:
                own += actions
        also = f"\nAnd the flags under {' and '.join(groups)}.\n" if groups else ""
        parts.append(f"## {name}\n\n{parser.description}\n" + (f"\n{_lines(own)}" if own else "") + also)
    parts += [f"## {title}\n\n{lines}" for title, lines in sorted(shared.items())]
    return "\n".join(parts)


def _commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name."""
    actions = build_parser()._actions
    return dict(next(one for one in actions if isinstance(one, argparse._SubParsersAction)).choices)


def _lines(actions: list[argparse.Action]) -> str:
    return "".join(f"- `{_usage(one)}`{_meaning(one)}\n" for one in actions)


def _usage(action: argparse.Action) -> str:
    value = " ".join(action.metavar) if isinstance(action.metavar, tuple) else action.metavar or ""
    if action.choices is not None:
        value = "|".join(map(str, action.choices))
    several = " …" if action.nargs == "+" else ""
    flag = action.option_strings[-1] if action.option_strings else ""
    return f"{flag} {value}".strip() + several


def _meaning(action: argparse.Action) -> str:
    if not action.help:
        return ""
    return ": " + action.help.replace("%(default)s", str(action.default)).replace("%%", "%")


if __name__ == "__main__":
    sys.stdout.write(commands_page())
