"""One run of the command line: parse, answer, print; every failure is a sentence and an exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from typing import TextIO

from core import locales
from core.command.output import Output, explain_on_stderr, print_csv, print_for_people, print_json, say
from core.command.parser import build_parser
from core.datasets import Office
from core.errors import JourneyOfficeError
from core.settings import Settings

UNEXPECTED, INTERRUPTED, BROKEN_PIPE = 70, 130, 141


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises."""
    for stream in (sys.stdout, sys.stderr):
        _never_fails(stream)
    try:
        args = build_parser().parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    try:
        return _answer(args)
    except JourneyOfficeError as error:
        return _failed(args, str(error), error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return _failed(args, "Interrupted. An import that had not ended changed nothing.", INTERRUPTED)
    except Exception as error:
        sentence = f"Something unexpected went wrong ({type(error).__name__}). --debug shows where; please report it."
        return _failed(args, sentence, UNEXPECTED)


def _answer(args: argparse.Namespace) -> int:
    locales.of_office()  # before anything is done: an unknown locale could write no answer
    office = Office(Settings.from_environment())
    try:
        output: Output = args.run(office, args)
        _print(output, args)
        sys.stdout.flush()
        return output.exit_code
    finally:
        office.close_all()


def _print(output: Output, args: argparse.Namespace) -> None:
    explain = getattr(args, "explain", False)
    if args.json:
        print_json(output, explain=explain)
    elif args.csv:
        print_csv(output)
        if explain:
            explain_on_stderr(output)
    else:
        print_for_people(output, explain=explain)


def _failed(args: argparse.Namespace, sentence: str, code: int) -> int:
    if args.debug:
        traceback.print_exc()
    say(sentence)
    return code


def _never_fails(stream: TextIO) -> None:
    """Let letters that a terminal's encoding lacks be written as escapes."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
