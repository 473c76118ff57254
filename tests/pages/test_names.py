"""A number reaches a screen only under a name of the glossary: what the source of the pages may and may not do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.glossary.terms import named, terms

PAGES = Path(__file__).parents[2] / "pages"
DOOR = {"show.py", "show_columns.py"}
FREE = {"metric", "dataframe", "table", "NumberColumn", "ProgressColumn"}
MAKERS = {"Number", "column", "bar", "written", "editor_column", "editor_bar", "name_of"}


def sources() -> list[Path]:
    return sorted(path for path in PAGES.rglob("*.py") if path.name not in DOOR)


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call of a module with the name of what is called and of what it belongs to, as ("metric", "st")."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node, node.func.attr, owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id, ""


def free_numbers(path: Path) -> list[str]:
    """Calls that put a number on a screen past the glossary."""
    found = []
    for node, name, owner in calls(path):
        facts = (
            name == "table" and node.args and isinstance(node.args[0], ast.Dict | ast.DictComp)
        )  # words beside words
        if name in FREE and owner != "show" and not (name in ("dataframe", "table") and owner != "st") and not facts:
            found.append(f"{path.name}:{node.lineno} {owner}.{name}")
        if owner == "altair" and _is_number(node) and _title_is_free(node):
            found.append(f"{path.name}:{node.lineno} the title of altair.{name} is not show.name_of(…)")
    return found


def _is_number(node: ast.Call) -> bool:
    first = node.args[0] if node.args else None
    if isinstance(first, ast.JoinedStr):
        first = first.values[-1]
    return isinstance(first, ast.Constant) and str(first.value).endswith(":Q")


def _title_is_free(node: ast.Call) -> bool:
    """A title that is written on the spot; a name, an attribute or a call stands for what came from the glossary."""
    return any(
        each.arg == "title"
        and (isinstance(each.value, ast.JoinedStr) or (isinstance(each.value, ast.Constant) and bool(each.value.value)))
        for each in node.keywords
    )


def codes() -> dict[str, str]:
    """Each code that a page names on the spot, with where."""
    return {
        str(node.args[0].value): f"{path.name}:{node.lineno}"
        for path in sources()
        for node, name, owner in calls(path)
        if owner == "show" and name in MAKERS and node.args and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PAGES)))
def test_no_number_is_shown_past_the_glossary(path: Path) -> None:
    assert free_numbers(path) == []


def test_every_code_on_a_page_is_in_the_glossary() -> None:
    assert len(codes()) > 80
    for code in codes():
        named(code)


def test_every_term_is_used_on_a_page() -> None:
    texts = {
        node.value
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(terms()) - texts == set()


def test_pages_make_no_terms_of_their_own() -> None:
    assert [f"{path.name}:{node.lineno}" for path in sources() for node, name, _ in calls(path) if name == "Term"] == []


@pytest.mark.parametrize(
    "source",
    [
        'st.metric("Margin", "5")',
        'st.dataframe(rows)',
        'st.column_config.NumberColumn("Margin")',
        'column.ProgressColumn("Margin")',
        'altair.X("margin:Q", title="Margin")',
        'altair.Tooltip(f"{name}:Q", title=f"Margin, {currency}")',
    ],
)  # fmt: skip
def test_what_would_be_found(source: str, tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text(source, encoding="utf-8")
    assert free_numbers(path)
