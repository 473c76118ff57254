"""Who enters the screen in tests, and what they read there."""

import time

from tests.pages.conftest import SIGN_IN as SECTION
from tests.pages.test_pages import everything

__all__ = ["SECTION", "buttons", "said", "words"]


def said(role="viewer", **changed):
    claims = {"is_logged_in": True, "sub": "1", "email": f"{role}@example.org", "iat": int(time.time())}
    return claims | changed


def buttons(app) -> set[str]:
    return {one.label for one in app.button}


def words(app) -> str:
    return everything(app).replace("\\", "").replace("\u2060", "")
