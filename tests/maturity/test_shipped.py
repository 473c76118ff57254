import re

import pytest

from core.maturity.evidence import FACTS
from core.maturity.model import Model
from core.maturity.reading import SHIPPED, SHIPPED_FOLDER, model_to_toml, shipped_models
from core.maturity.toml_text import HEADER

# Products and firms in the field; a question put to everybody names none of them.
NAMES = (
    "gartner forrester theydo cemantica smaply celonis mixpanel posthog adobe salesforce genesys nice qualtrics "
    "medallia zendesk excel powerpoint jira miro tableau amplitude streamlit duckdb"
)
SHOWN = re.compile(r"show|list|written|in writing|dated|named|recorded|calendar|marked|rated|today|one place", re.I)


@pytest.fixture(params=shipped_models(), ids=SHIPPED)
def model(request: pytest.FixtureRequest) -> Model:
    return request.param


def test_shape(model: Model) -> None:
    assert len(model.stages) == 3
    assert len(model.capabilities) == 5
    for capability in model.capabilities:
        assert [len(cell.statements) for cell in capability.cells] == [0, 3, 3]


def test_names_of_stages_and_capabilities() -> None:
    improvement, management = shipped_models()
    assert [one.name for one in improvement.stages] == [
        "Ad hoc optimisation",
        "Cadence without control",
        "Operating system",
    ]
    assert [one.name for one in management.stages] == ["Current state", "On the way", "Future state"]
    assert [one.code for one in improvement.capabilities] == [
        "measurement",
        "quality",
        "prioritisation",
        "governance",
        "enablement",
    ]
    assert [one.code for one in management.capabilities] == ["people", "process", "technology", "data", "leadership"]


def test_statements_are_unique_and_of_readable_length(model: Model) -> None:
    texts = [one.text for one in model.statements()]
    assert len(set(texts)) == len(texts) == 30
    assert len({one.action for one in model.statements()}) == 30
    assert [text for text in texts if not 20 <= len(text) <= 260] == []


def test_statements_name_something_that_can_be_shown(model: Model) -> None:
    assert [one.text for one in model.statements() if not SHOWN.search(one.text)] == []


def test_no_product_or_firm_is_named(model: Model) -> None:
    words = set(re.findall(r"[a-z]+", model_to_toml(model).lower()))
    assert words & set(NAMES.split(" ")) == set()


def test_what_comes_first_is_at_the_same_stage_or_an_earlier_one(model: Model) -> None:
    level = {
        statement.code: place
        for capability in model.capabilities
        for place, cell in enumerate(capability.cells)
        for statement in cell.statements
    }
    assert [one.code for one in model.statements() for need in one.needs if level[need] > level[one.code]] == []


def test_a_fact_answers_one_statement_of_a_model_and_each_fact_is_used() -> None:
    used = set()
    for model in shipped_models():
        evidence = [one.evidence for one in model.statements() if one.evidence]
        assert len(set(evidence)) == len(evidence)
        used.update(evidence)
    assert used == set(FACTS)


def test_the_files_are_as_the_office_writes_them(model: Model) -> None:
    # If this fails after a change of a file, write the file anew with model_to_toml.
    text = (SHIPPED_FOLDER / f"{model.code}.toml").read_text(encoding="utf-8")
    assert text.startswith(HEADER)
    assert text == model_to_toml(model)
