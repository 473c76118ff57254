"""Each page through the real frame, on a small real office."""

from pathlib import Path

import pytest
import streamlit as st
from altair.utils import schemapi
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from core import locales
from core.datasets import Office
from core.settings import Settings
from pages.parts import auth, fitting, navigation
from pages.parts.office import office
from tests.pages.small_office import small_office
from tests.pages.written_office import written_office

schemapi.enable_debug_mode()  # a picture that the schema does not allow fails here, though it would not in the app
SIGN_IN = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "hT7_4kWmZr0vQxLpN2sYd8uJgB5eFa1C",
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": "http://localhost:1/x",
}
FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
# Made of what each kind of output would run or draw: HTML, markdown, a template, a formula, an image, right-to-left.
HOSTILE = (
    "<img src=x onerror=alert(1)> **b** [x](javascript:alert(1)) ![i](https://evil.example/i.png) "
    "{b} =1+1 $x$ \u202eabc"
)


@pytest.fixture(scope="session")
def practice_home(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("practice")
    small_office(home)
    written_office(home)
    return home


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    small_office(
        home,
        journeys=200,
        name=HOSTILE[:70],
        labels={"Phone": HOSTILE, "Billing": HOSTILE, "Ask": HOSTILE, "North": HOSTILE},
    )
    written_office(home, HOSTILE)
    return home


@pytest.fixture
def empty_home(tmp_path) -> Path:
    """An office that was started before and holds no data."""
    made = Office(Settings(home=tmp_path))
    made.create("Office", "office")
    made.close_all()
    return tmp_path


@pytest.fixture(autouse=True)
def as_on_screen():
    """Write what a test expects as the screen writes it: a percent sign stays with its number."""
    with locales.writing(locales.unbroken(locales.style(locales.USUAL))):
        yield


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Wait for the answers of a page, however long they take, so that a test sees the page as it is then."""
    monkeypatch.setattr(fitting, "PATIENCE", 60.0)


@pytest.fixture
def visit(monkeypatch):
    """Open an address of the office in a folder: visit(home, "paths", by="Activity")."""

    def open_page(home: Path, address: str = "", **query) -> AppTest:
        monkeypatch.setenv("JOURNEY_OFFICE_HOME", str(home))
        st.cache_resource.clear()
        st.cache_data.clear()
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if address:
            app.switch_page(str(navigation.FOLDER / navigation.BY_ADDRESS[address].file)).run()
        return app

    yield open_page
    fitting.wait_for_all()
    office().close_all()
    st.cache_resource.clear()


def unfolded(app: AppTest, *keys: str) -> AppTest:
    """Open folded parts of a page."""
    for key in keys:
        app.session_state[key] = True
    return app.run()


@pytest.fixture
def settled():
    """Look again once all that is worked out beside the page is there, as a browser does by itself."""

    def look(app: AppTest) -> AppTest:
        fitting.wait_for_all()
        return app.run()

    return look


@pytest.fixture
def database(visit):
    """The database that the screen reads, to ask core the same question; usable once a page was visited."""
    return lambda: office().open("demo")


@pytest.fixture
def enter(monkeypatch, visit):
    """Open an address as whoever the claims describe, with sign-in on."""
    monkeypatch.setattr(auth, "section", lambda: SIGN_IN)
    monkeypatch.setattr(auth, "_once", set())

    def open_page(home, address="", claims=None, **query) -> AppTest:
        monkeypatch.setenv("JOURNEY_OFFICE_HOME", str(home))
        st.cache_resource.clear()
        st.cache_data.clear()
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        app.user = claims or {}
        for name, value in query.items():
            app.query_params[name] = value
        app._page_hash = calc_hash(address)
        return app.run()

    return open_page
