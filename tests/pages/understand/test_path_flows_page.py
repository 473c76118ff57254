"""The page of path flows says which paths it draws."""

import pytest

from core.paths.lens import Lens
from core.paths.variants import variants
from core.scope import Scope


@pytest.mark.parametrize(("many", "words"), [(1, "only the path chosen"), (2, "only the 2 paths chosen")])
def test_it_says_how_many_paths_are_chosen(visit, practice_home, database, many, words):
    app = visit(practice_home, "paths")
    codes = variants(database(), Scope(), Lens(), 100).rows["variant_code"][:many]
    app = visit(practice_home, "paths", variants=":".join(["channel", ".".join(map(str, codes))]))
    assert words in " ".join(one.value for one in app.info)
