"""A PDF says what it was given and runs none of it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

import core
from core.errors import InvalidInputError
from core.export.pdf import FONTS, pdf, printable
from tests.export.poppler import info, pages, squeezed

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
TEMPLATE = """\
#let content = json(bytes(sys.inputs.content))
#set document(title: content.title)
#set text(font: "Inter", lang: "en")
#title(content.title)
#content.body
"""
HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/example:0.1.0": *',
    "#{panic()} $x^2$ *bold* _it_ = Heading\n- list <label> @label \\ `raw`",
    '"); #read("secret.txt") //',
    "<script>alert(1)</script><img src=http://example.org/x>",
    "=1+1 | ../../etc/passwd | '; DROP TABLE x; --",
    "http://example.org www.example.org",
    '{"title": "other"}',
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    path = tmp_path / "template.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def with_body(template: Path, body: str) -> bytes:
    return pdf(template, {"title": "Title", "body": body}, AT)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(template: Path, text: str) -> None:
    made = with_body(template, text)
    assert squeezed(text).replace("'", "’") in "".join(pages(made)).replace("'", "’")
    assert b"/URI" not in made
    assert info(made)["Title"] == "Title"


def test_letters_of_other_scripts_are_printed(template: Path) -> None:
    assert "Größe" in pages(with_body(template, "Größe Łódź"))[0]
    assert pages(with_body(template, "Ελλάδα Москва"))[0].endswith("ΕλλάδαМосква")
    for text in ("שלום", "مرحبا بالعالم", "😀👩‍👩‍👧", "日本語", "a\u202eb\u2066c", "\x00\x07\ud800", "e\u0301" * 2000):
        made = with_body(template, text)
        assert made.startswith(b"%PDF")
        assert info(made)["Tagged"] == "yes"


def test_signs_that_turn_the_direction_are_gone(template: Path) -> None:
    assert pages(with_body(template, "abc\u202egnp.exe"))[0].endswith("abcgnp.exe")


def test_a_long_text_without_a_blank_stays_on_the_page(template: Path) -> None:
    made = pages(with_body(template, "x" * 5000))
    assert "".join(made).count("x") == 5000


def test_the_same_input_gives_the_same_bytes(template: Path) -> None:
    assert with_body(template, "Text") == with_body(template, "Text")
    naive = pdf(template, {"title": "Title", "body": "Text"}, AT.replace(tzinfo=None))
    assert naive == with_body(template, "Text")
    assert info(naive)["CreationDate"].startswith("Sat Nov 28 09:30:00 2026")


def test_it_is_tagged_and_has_title_and_language(template: Path) -> None:
    made = with_body(template, "Text")
    assert info(made)["Tagged"] == "yes"
    assert b"pdfuaid" in made
    assert re.search(rb"/Lang ?\(en", made)


def test_a_template_reads_no_file_elsewhere(template: Path) -> None:
    for place in ("/etc/passwd", "../../../../../../etc/passwd"):
        template.write_text(f'#read("{place}")', encoding="utf-8")
        with pytest.raises(typst.TypstError):
            with_body(template, "")


def test_a_template_asks_for_no_package(template: Path) -> None:
    template.write_text('#import "@preview/example:0.1.0": *', encoding="utf-8")
    with pytest.raises(InvalidInputError, match="asks for a package"):
        with_body(template, "")


def test_the_templates_in_the_app_bring_only_their_own_folder() -> None:
    found = list(Path(core.__file__).parent.rglob("*.typ"))
    assert len(found) >= 3
    for one in found:
        imports = re.findall(r'(?:import|include)\s+"([^"]+)"', one.read_text(encoding="utf-8"))
        assert all((one.parent / name).is_file() for name in imports)


def test_the_fonts_are_small_and_have_their_licence() -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]).fonts()
    assert sorted((one.family, one.weight) for one in fonts) == [("Inter", 400), ("Inter", 700)]
    assert sum(one.stat().st_size for one in FONTS.glob("*.ttf")) < 400_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "Inter-LICENSE.txt").read_text(encoding="utf-8").upper()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_printable_text_loses_nothing_that_can_be_seen(text: str) -> None:
    made = printable(text)
    seen = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in made if letter.isalnum()] == seen
    assert printable(made) == made
