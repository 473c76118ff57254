import pytest

from core.access import Person
from core.errors import ConflictError, InvalidInputError
from core.intake.plan import Mapping, Privacy
from core.workspace import Workspace
from core.workspace.mappings import forget, remember, remembered
from core.workspace.thresholds import SetThreshold, set_threshold, set_thresholds


def test_a_mapping_comes_back_as_it_was(tmp_path):
    mapping = Mapping(
        "Phone system",
        {"occurred_at": "Date", "customer_id": "Cust"},
        time_format="%d/%m/%Y",
        zone="Europe/Berlin",
        resolved_values=("Solved",),
        activity_parts=("Phase",),
        fixed={"channel": "Phone"},
        keep_repeats=True,
    )
    ann = Workspace(tmp_path).by(Person("ann", "analyst"))
    remember(ann, mapping, Privacy(pseudonymise=True, text="mask"), "shape-1")
    (found,) = remembered(Workspace(tmp_path))
    assert (found.mapping, found.privacy) == (mapping, Privacy(pseudonymise=True, text="mask"))
    assert (found.shape_key, found.used_by) == ("shape-1", "ann")


def test_the_last_one_wins_and_comes_first(tmp_path):
    workspace = Workspace(tmp_path)
    author = workspace.by(Person("ann", "analyst"))
    for source, shape in (("one", "a"), ("two", "b"), ("three", "a")):
        remember(author, Mapping(source, {}), Privacy(), shape)
    assert [(one.shape_key, one.mapping.source) for one in remembered(workspace)] == [("a", "three"), ("b", "two")]
    forget(author, "a")
    forget(author, "a")
    assert [one.shape_key for one in remembered(workspace)] == ["b"]


def test_thresholds_have_owners_and_versions(tmp_path):
    workspace = Workspace(tmp_path)
    author = workspace.by(Person("ann", "editor"))
    assert set_thresholds(workspace) == {}
    first = set_threshold(author, "rejected", 0.02, " Ann ", seen_version=0)
    assert set_thresholds(workspace) == {"rejected": SetThreshold(0.02, "Ann", 1)} == {"rejected": first}
    with pytest.raises(ConflictError):
        set_threshold(author, "rejected", 0.5, "Bob", seen_version=0)
    assert set_threshold(author, "rejected", 0.5, "Bob", seen_version=1).version == 2
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(InvalidInputError, match="is not a share"):
            set_threshold(author, "rejected", wrong, "Bob", seen_version=2)
