import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from core.errors import InvalidInputError
from core.maturity.model import Model
from core.maturity.reading import (
    SIZE_LIMIT,
    load_models,
    model_from_dict,
    model_to_dict,
    model_to_toml,
    parse_model,
)
from core.maturity.toml_text import HEADER
from tests.maturity.models import SMALL, models

STAGE = '[[stages]]\ncode = "{0}"\nname = "N"\nmeaning = "M."\n'


def refused(text: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        parse_model(text, "mine.toml")
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def test_a_model_is_read_as_written() -> None:
    model = parse_model(SMALL, "mine.toml")
    assert [one.code for one in model.statements()] == ["a1", "a2", "b1", "b2"]
    assert model.capability("a").cells[2].statements[0].needs == ("a1", "b1")
    assert model.capability("a").cells[0].statements == ()
    assert [one.evidence for one in model.statements()] == ["audit_whole", "", "data_current", ""]


def test_a_byte_order_mark_and_lines_in_a_text_are_no_trouble() -> None:
    text = "\ufeff" + changed('"A model for tests."', '"""\nA model\n  for tests."""').replace("\n", "\r\n")
    assert parse_model(text, "mine.toml").about == "A model for tests."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Small"', "name = Small", "mine.toml is not valid TOML: Invalid value (at line 2, column 8)"),
        ("edition = 1", "edition = true", "has a field edition that can't be read; it must be a whole number from 1"),
        ("edition = 1", "edition = 0", "it must be a whole number from 1"),
        ('name = "Small"\n', "", "mine.toml has no name; its fields are code, name"),
        ('name = "Small"', "name = 3", "field name that can't be read; it must be text in quotes"),
        ('name = "Small"', 'name = "  "', "mine.toml has an empty name; it needs 1 to 80 characters"),
        ('name = "Small"', f'name = "{"x" * 81}"', "has 81 characters in its name; up to 80 are allowed"),
        ('name = "Small"', 'name = "a\\u0000b"', "has a control character in its name"),
        ('about = "A model for tests."', f'about = "{"x" * 1501}"', "1,501 characters in its about; up to 1,500"),
        (
            'text = "A is lived."',
            f'text = "{"x" * 401}"',
            "capability 1, cell 3, statement 1 has 401 characters in its text",
        ),
        ('code = "small"', 'code = "Small Model"', "Write it that way, such as small_model"),
        ('question = "How is A?"\n', "", "mine.toml, capability 1 has no question"),
        ('action = "Live A."\n', "", "capability 1, cell 3, statement 1 has no action"),
        ('effort = "large"', 'effort = "huge"', "has the effort 'huge'; allowed are small, medium, large"),
        ('effort = "large"', 'effrot = "large"', "has a field 'effrot' that is not known; allowed are code, text"),
        ('needs = ["b1"]', 'needs = "b1"', "has a field needs that can't be read; it must be a list of codes"),
        ('needs = ["b1"]', 'needs = ["B 1"]', "has the needs 'B 1'; a code is up to 60 small letters"),
        ('needs = ["b1"]', 'needs = ["b9"]', "b2 needs b9, which is no statement of this model"),
        ('needs = ["b1"]', 'needs = ["b2"]', "The statement b2 needs itself"),
        ('needs = ["b1"]', 'needs = ["b1", "b1"]', "The statement b2 names the need b1 twice"),
        ('needs = ["a1"]', 'needs = ["a2"]', "wait for each other in a circle"),
        ('needs = ["a1"]', 'needs = ["b2"]', "b1 needs b2, which belongs to a later stage of the same capability"),
        ('code = "b2"', 'code = "a1"', "Two statements have the code a1"),
        ('text = "B is lived."', 'text = "A is lived."', "Two statements have the same text, “A is lived.”"),
        ('code = "b"\n', 'code = "a"\n', "Two capabilities have the code a"),
        ('code = "middle"', 'code = "low"', "is for the stage middle where low is due"),
        ('stage = "high"', 'stage = "middle"', "cell 3 is for the stage middle where high is due"),
        ('stage = "high"\n', "", "capability 1, cell 3 has no stage"),
        ('evidence = "audit_whole"', 'evidence = "audit_hole"', "names the evidence audit_hole, which is no fact"),
        ("[[stages]]", "[stages]", "is not valid TOML"),
        ("edition = 1\n", "edition = 1\nstages = 3\n", "is not valid TOML"),
    ],
)
def test_each_hole_is_told_in_a_sentence(old: str, new: str, said: str) -> None:
    assert said in refused(changed(old, new))


def test_cells_and_stages_must_be_as_many() -> None:
    cell = '[[capabilities.cells]]\nstage = "high"\nobservable = "All A."\n'
    start, end = SMALL.index(cell), SMALL.index('[[capabilities]]\ncode = "b"')
    assert "The capability a has 2 cells but the model has 3 stages" in refused(SMALL[:start] + SMALL[end:])
    assert "The capability a has 4 cells but the model has 3 stages" in refused(changed(cell, cell + "\n" + cell))


def test_a_stage_above_the_first_needs_a_statement() -> None:
    start = SMALL.index('[[capabilities.cells.statements]]\ncode = "b2"')
    assert "The capability b has no statement at the stage high" in refused(SMALL[:start])


def test_counts_have_limits() -> None:
    head = SMALL[: SMALL.index("[[stages]]")]
    capability = '[[capabilities]]\ncode = "c{0}"\nname = "C"\nquestion = "Q?"\n'
    assert "has 1 stage; allowed are 2 to 6" in refused(head + STAGE.format("s0"))
    assert "has 7 stages; allowed are 2 to 6" in refused(head + "".join(STAGE.format(f"s{n}") for n in range(7)))
    assert "has 0 capabilities; allowed are 1 to 12" in refused(head)
    assert "has 13 capabilities" in refused(head + "".join(capability.format(n) for n in range(13)))
    statement = '[[capabilities.cells.statements]]\ncode = "x{0}"\ntext = "X {0}."\naction = "Do."\neffort = "small"\n'
    assert "has 304 statements; allowed are 1 to 300" in refused(
        SMALL + "".join(statement.format(n) for n in range(300))
    )


def test_many_holes_are_told_together_and_then_counted() -> None:
    said = refused("".join([SMALL[: SMALL.index("[[stages]]")], *[STAGE.format("s")] * 2]))
    assert said.startswith("mine.toml can't be used. The model has 0 capabilities")
    assert "Two stages have the code s" in said
    broken = SMALL.replace('needs = ["a1"]', 'needs = ["x1", "x2", "x3", "x4", "x5", "x6"]')
    assert refused(broken).endswith("And 1 more.")


def test_too_large_and_too_deep_files_are_refused() -> None:
    assert "500,001 bytes; a model may have 500,000" in refused("#" * (SIZE_LIMIT + 1))
    assert "not valid TOML: its lists are nested too deeply" in refused("a = " + "[" * 50_000)
    assert "not valid TOML" in refused("edition = " + "9" * 5000)


@settings(deadline=None, max_examples=60)
@given(models())
def test_a_model_comes_back_as_it_was(model: Model) -> None:
    assert parse_model(model_to_toml(model), "mine.toml") == model
    assert model_from_dict(json.loads(json.dumps(model_to_dict(model)))) == model


def test_what_is_written_begins_with_how_to_edit_it() -> None:
    assert model_to_toml(parse_model(SMALL, "mine.toml")) == f"{HEADER}\n{SMALL}"


def test_a_frozen_model_keeps_evidence_that_is_no_longer_known() -> None:
    content = json.loads(json.dumps(model_to_dict(parse_model(SMALL, "mine.toml"))).replace("audit_whole", "gone"))
    assert model_from_dict(content).statements()[0].evidence == "gone"


def test_a_folder_gives_models_and_what_was_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "b.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "c.toml").write_bytes(b"name = '\xff'")
    (tmp_path / "d.toml").write_text("#" * (SIZE_LIMIT + 1), encoding="utf-8")
    (tmp_path / "e.toml").mkdir()
    (tmp_path / "f.toml").write_text(changed('code = "small"', 'code = "other"'), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a model", encoding="utf-8")
    loaded = load_models(tmp_path)
    assert [model.code for model in loaded.models] == ["small", "other"]
    assert [sentence.split()[0] for sentence in loaded.refused] == ["b.toml", "c.toml", "d.toml", "e.toml"]
    assert "b.toml has the code small, as a file before it" in loaded.refused[0]
    assert "not UTF-8" in loaded.refused[1]
