from core.glossary.shipped import shipped
from core.glossary.table import glossary_page, glossary_table
from tests.conftest import REPOSITORY


def test_the_page_of_the_glossary_is_current():
    written = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert written == glossary_page(), "run: python -m core.glossary.table > docs/glossary.md"


def test_the_table_has_every_metric_and_no_empty_cell_but_parameters():
    rows = glossary_table(shipped().values(), "EUR")
    assert list(rows["code"]) == list(shipped())
    assert (rows.drop(columns="parameters") != "").all().all()
    assert rows.set_index("code").loc["cost_per_resolution", "unit"] == "EUR"
