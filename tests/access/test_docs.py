"""The guide's example works once real secrets are put in, and every setting is in the README."""

import re
import secrets
import tomllib

from core.access.configuration import fault_of_sign_in
from tests.conftest import REPOSITORY


def test_the_example_is_refused_until_a_real_secret_is_in_it():
    guide = (REPOSITORY / "docs" / "deployment.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    auth = tomllib.loads(re.sub(r"^ +", "", example, flags=re.MULTILINE))["auth"]
    assert "sample from a guide" in fault_of_sign_in(auth)
    assert fault_of_sign_in(auth | {"cookie_secret": secrets.token_urlsafe(48)}) == ""


def test_every_setting_is_in_the_readme():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    text = (REPOSITORY / "core" / "access" / "settings.py").read_text(encoding="utf-8")
    found = set(re.findall(r'_text\("([A-Z_]+)"\)', text))
    assert len(found) == 4
    assert [name for name in found if f"`JOURNEY_OFFICE_{name}`" not in readme] == []
