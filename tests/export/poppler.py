"""What a PDF says, read by a program that did not write it."""

import os
import re
import shutil
import subprocess

import pytest


def _run(program: str, content: bytes, *flags: str) -> str:
    if shutil.which(program) is None:
        message = f"There is no {program}. Get it with 'apt-get install poppler-utils'."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    done = subprocess.run([program, *flags], input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pages(content: bytes) -> list[str]:
    """Return the text of each page, on one line, without the signs that let long words be broken."""
    found = _run("pdftotext", content, "-enc", "UTF-8", "-", "-").removesuffix("\f").split("\f")
    return [squeezed(one) for one in found]


def squeezed(text: str) -> str:
    """Return a text without any blank, so that a line break in the middle of a word makes no difference."""
    return re.sub(r"[\s\u200b\xa0]+", "", text)


def info(content: bytes) -> dict[str, str]:
    lines = _run("pdfinfo", content, "-").splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
