"""What the import says of a file before it is loaded: what is left to say, no rows, and no file that can be read."""

import io

from core.access import OPERATOR
from core.access.door import Door
from pages.parts.manage.workspace import workspace
from pages.parts.office import office
from tests.pages.test_pages import everything


def _uploaded(visit, home, name: str, content: bytes):
    visit(home)

    token = Door(office(), workspace(), OPERATOR).keep_upload([(name, io.BytesIO(content))])
    app = visit(home, "import", upload=token)
    assert not app.exception
    return app


def test_what_is_left_to_say_counts_everything_that_blocks(visit, empty_home):
    app = _uploaded(visit, empty_home, "a.csv", b"a,b\nx,1\ny,2\nz,3\n")
    blocking = everything(app).partition("**Before it can be loaded**")[2].count("\n- ")
    assert blocking >= 2
    assert f"{blocking} things left to say before it can be loaded" in everything(app)
    assert app.button(key="load").disabled


def test_file_without_rows_says_why(visit, empty_home):
    app = _uploaded(visit, empty_home, "a.csv", b'a,b\n"never closed,1\n2,3\n')
    assert any("No row comes out of the file this way" in one.value for one in app.warning)


def test_unreadable_file_is_refused_before_a_step_is_shown(visit, empty_home):
    app = _uploaded(visit, empty_home, "a.bin", bytes(range(256)) * 20)
    assert [one.value for one in app.header] == ["This did not work"]
