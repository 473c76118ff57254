"""What a case comes to, worked out once per case and kept by the case's own content."""

import json

from core.business_case.case import Case
from core.business_case.document import from_dict, to_dict
from core.business_case.sensitivity import break_even
from core.business_case.worked import Worked, worked
from core.casebook.freezing import FrozenCase, verify
from pages.parts.by_locale import kept_by_locale

ENTRIES = 200


def known(case: Case) -> Worked:
    """Return everything that is told of a case."""
    return _worked(_text(case))


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _worked(text: str) -> Worked:
    return worked(from_dict(json.loads(text)))


def break_evens(case: Case, codes: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
    """Return by input every value at which the net present value is zero."""
    return _break_evens(_text(case), codes)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Looking for the values at which it breaks even …")
def _break_evens(text: str, codes: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
    case = from_dict(json.loads(text))
    return {code: break_even(case, code) for code in codes}


def _text(case: Case) -> str:
    return json.dumps(to_dict(case), sort_keys=True)


def differing(version: FrozenCase) -> tuple[str, ...]:
    """Return what this release works out otherwise than when a version was frozen; asked once for each version."""
    return _differing(version.digest, version)


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _differing(digest: str, _version: FrozenCase) -> tuple[str, ...]:
    del digest
    return verify(_version)
