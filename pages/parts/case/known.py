"""What a case comes to, worked out once per case: the slow parts are kept, by the case's own content."""

import json
from dataclasses import dataclass

import streamlit as st

from core.business_case.case import Case
from core.business_case.document import from_dict, to_dict
from core.business_case.inaction import Inaction, inaction
from core.business_case.evidence import Basis, basis
from core.business_case.result import Result, result
from core.business_case.sensitivity import Bar, break_even, corners, tornado
from core.business_case.simulation import Simulation, simulation

ENTRIES = 200


@dataclass(frozen=True)
class Known:
    """Everything that the page says of a case."""

    case: Case
    result: Result
    simulation: Simulation
    tornado: tuple[Bar, ...]
    basis: Basis
    inaction: Inaction


def known(case: Case) -> Known:
    """Return everything about a case."""
    text = as_text(case)
    bars, rests = _quick(text)
    return Known(case, result(case), _simulation(text), bars, rests, inaction(case))


def as_text(case: Case) -> str:
    """Return the content of a case as one text: equal cases have the same."""
    return json.dumps(to_dict(case), sort_keys=True)


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _simulation(text: str) -> Simulation:
    return simulation(from_dict(json.loads(text)))


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _quick(text: str) -> tuple[tuple[Bar, ...], Basis]:
    case = from_dict(json.loads(text))
    return tornado(case), basis(case)


@st.cache_data(max_entries=ENTRIES, show_spinner="Looking for the values at which it breaks even …")
def _break_evens(text: str, codes: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
    case = from_dict(json.loads(text))
    return {code: break_even(case, code) for code in codes}


def break_evens(case: Case, codes: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
    """Return by input every value at which the net present value is zero."""
    return _break_evens(as_text(case), codes)


def scenarios(case: Case) -> dict[str, Result]:
    """Return the result of every scenario by name: all at worst, as assumed, all at best, then the named ones."""
    worst, best = corners(case)
    named = {"All at worst": worst, "Base": {}, "All at best": best}
    return {name: result(case, values) for name, values in named.items()} | {
        one.name: result(case, one.values) for one in case.scenarios
    }
