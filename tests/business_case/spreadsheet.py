"""A spreadsheet program that did not write the workbook: it recalculates every formula when it opens a file."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

# By default it keeps the values in a file that Excel is said to have written.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_NAME = re.compile(r"<definedName [^>]*?name=\"([A-Za-z]\w*)\"[^>]*>'?([^'!]*)'?!\$([A-Z]+)\$(\d+)</definedName>")
Place = tuple[str, int, int]


def program() -> str:
    """Return the spreadsheet program; without one the test fails where all must run, and is skipped elsewhere."""
    found = shutil.which("soffice")
    if found is None:
        message = "There is no soffice. Get it with 'apt-get install libreoffice-calc'."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, "Opened"]:
    """Return the files as the program saves them, recalculated; all in one run, as its start takes seconds."""
    soffice, profile, given, out = program(), folder / "profile", folder / "given", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    given.mkdir()
    for name, content in files.items():
        (given / f"{name}.xlsx").write_bytes(content)
    paths = [str(path) for path in sorted(given.iterdir())]
    flags = ["--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([soffice, *flags, *paths], capture_output=True, check=True, timeout=300)
    return {name: Opened((out / f"{name}.xlsx").read_bytes()) for name in files}


class Opened:
    """A workbook that is read: the values in its cells, where formulas are, and its cells' names."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def sheets(self) -> dict[str, list[list[object]]]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}

    @cached_property
    def xml(self) -> dict[str, str]:
        """The XML of each sheet; sheets lie in the order of the workbook."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as parts:
            texts = [
                parts.read(f"xl/worksheets/sheet{place}.xml").decode("utf-8")
                for place in range(1, len(self.sheets) + 1)
            ]
        return dict(zip(self.sheets, texts, strict=True))

    @cached_property
    def formulas(self) -> list[Place]:
        """Where formulas are: sheet, row and column, from 0."""
        found = []
        for name, text in self.xml.items():
            for address, _, inside in _CELL.findall(text):
                if inside.startswith("<f"):
                    row, column = coordinate_to_tuple(address)
                    found.append((name, row - 1, column - 1))
        return found

    @property
    def errors(self) -> list[str]:
        """The cells whose value is an error, such as #NAME?."""
        return [
            f"{name}!{address}"
            for name, text in self.xml.items()
            for address, more, _ in _CELL.findall(text)
            if 't="e"' in more
        ]

    @cached_property
    def names(self) -> dict[str, Place]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as parts:
            text = parts.read("xl/workbook.xml").decode("utf-8")
        return {
            name: (sheet, *(part - 1 for part in coordinate_to_tuple(f"{letters}{number}")))  # type: ignore[misc]
            for name, sheet, letters, number in _NAME.findall(text)
        }

    def at(self, place: Place) -> object:
        sheet, row, column = place
        rows = self.sheets[sheet]
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    def named(self, name: str) -> object:
        return self.at(self.names[name])
