"""Queries as they lie in files: static text, read once, put together as named pieces."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Query:
    """A statement (`body`) and the pieces it reads by name, each the text of one .sql file.

    `views` are pieces that only pick rows and columns of a table: the engine reads through them, filters and all, and
    does not store them, however often they are read.

    >>> Query("select n from counted", (("counted", "select count(*) as n from steps"),)).text()
    'with\\ncounted as (\\nselect count(*) as n from steps\\n)\\nselect n from counted'
    """

    body: str
    pieces: tuple[tuple[str, str], ...] = ()
    views: frozenset[str] = frozenset()

    def reads(self, table: str) -> bool:
        """Tell whether the statement or one of its pieces names `table`."""
        return any(re.search(rf"\b{table}\b", text) for text in (self.body, *(text for _, text in self.pieces)))

    def within_views(self, *views: tuple[str, str]) -> "Query":
        """Return the query with views put before its own pieces."""
        return Query(self.body, (*views, *self.pieces), self.views | {name for name, _ in views})

    def reading(self, name: str, other: "Query") -> "Query":
        """Return the query with another one put before it, which it reads under `name`."""
        return Query(self.body, (*other.pieces, (name, other.body), *self.pieces), self.views | other.views)

    def text(self) -> str:
        """Return one statement: the pieces as a `with` list, then the body."""
        if not self.pieces:
            return self.body
        listed = ",\n".join(
            f"{name} as {'not materialized ' * (name in self.views)}(\n{text}\n)" for name, text in self.pieces
        )
        own_list = re.match(r"with\s+", self.body, re.IGNORECASE)
        rest = ",\n" + self.body[own_list.end() :] if own_list else "\n" + self.body
        return f"with\n{listed}{rest}"


@cache
def sql(package: str, name: str) -> str:
    """Return the statement in `name` (a .sql file of `package`), without the comment above it."""
    lines = resources.files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip() and not line.startswith("--"))
    return "\n".join(lines[first:]).strip()


def query(package: str, body: str, **pieces: str) -> Query:
    """Return the query of the file `body` that reads the files `pieces` under their names, in the order given."""
    return Query(sql(package, body), tuple((name, sql(package, file)) for name, file in pieces.items()))
