"""What is known of the step or link that was chosen, and the way to the journeys behind it."""

import streamlit as st

from core.paths.loops import LoopMap, LoopQuestion
from pages.parts import chosen
from pages.parts.view import View


def loops(view: View, question: LoopQuestion, found: LoopMap, slot: str) -> None:
    picked = chosen.current(slot, {"node": found.nodes, "edge": found.edges}, {"node": ("node",), "edge": ("source", "target")})
    st.write(picked.row if picked else "nothing")
