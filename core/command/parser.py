"""The command line's grammar: every command with its flags."""

import argparse

from core.command import (
    cases,
    compare,
    datasets,
    glossary,
    history,
    importing,
    initiatives,
    inspecting,
    journeys,
    keys,
    maturity,
    measured,
    objectives,
    paths,
    patterns,
    priorities,
    quality,
    retention,
    safekeeping,
    switching,
    together,
    written,
)

GROUPS = (
    datasets, inspecting, importing, history, keys, quality, paths, patterns, compare, together, switching, retention,
    measured, priorities, glossary, journeys, maturity, cases, initiatives, objectives, written, safekeeping,
)  # fmt: skip
EXIT_CODES = (
    "exit codes: 0 done; 1 failed; 2 something passed is not allowed, or a question is open; 3 a file was refused; "
    "4 not found; 5 the data is in use elsewhere; 6 the data is damaged; 7 cancelled; 8 changed meanwhile by another; "
    "9 not allowed; 70 unexpected; 130 interrupted"
)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `journey-office`."""
    parser = argparse.ArgumentParser(
        prog="journey-office",
        description="Journey Office without the screen: the same questions, the same answers.",
        epilog=EXIT_CODES,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in GROUPS:
        group.register(commands)
    return parser
