from datetime import date

from core.access import OPERATOR
from core.improvement import decisions, items
from core.improvement.decisions import Decision
from core.improvement.items import Item
from core.workspace import Workspace
from tests.command.running import CommandLine


def test_what_people_wrote_is_listed(cli: CommandLine) -> None:
    assert cli.json("backlog") == {"items": []}
    workspace = Workspace(cli.home)
    author = workspace.by(OPERATOR)
    items.save(author, Item("a", "=1+1", date(2026, 1, 1), owner="Ann", due_on=date(2026, 2, 1)))
    decisions.save(author, Decision("d", "Two journeys", date(2026, 3, 1), "Board", "Start small"))
    workspace.close()
    (item,) = cli.json("backlog")["items"]
    assert (item["title"], item["owner"], item["due_on"], item["late"]) == ("=1+1", "Ann", "2026-02-01", True)
    assert "'=1+1" in cli("backlog", "--csv").out
    assert cli.json("decisions")["decisions"][0]["decided_by"] == "Board"


def test_changes_are_listed_the_last_one_first(cli: CommandLine) -> None:
    workspace = Workspace(cli.home)
    for number in range(3):
        items.save(workspace.by(OPERATOR), Item(f"i{number}", f"Item {number}", date(2026, 1, 1)))
    head = workspace.head()
    workspace.close()
    found = cli.json("audit", "--most", 2)
    assert [row["which"] for row in found["changes"]] == ["Item 2", "Item 1"]
    assert (found["rows"], found["hash"]) == (3, head.hash)
    assert [row["number"] for row in cli.json("audit", "--before", 2)["changes"]] == [1]
    assert "The record has 3 rows" in cli("audit").out
