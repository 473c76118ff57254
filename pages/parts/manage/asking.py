"""The questions that only a person can answer, gathered in one card at the head of the wizard."""

from typing import Any

import streamlit as st


class Asking:
    """The card of questions, shown only when there is one, and what is still unanswered."""

    def __init__(self) -> None:
        self._place = st.container()
        self._card: Any = None
        self.open: list[str] = []

    def card(self) -> Any:
        """Return where a question goes."""
        if self._card is None:
            self._card = self._place.container(border=True)
            self._card.header("Only you can know", anchor=False)
            self._card.caption(
                "The file does not say it, and a guess could be wrong without anybody noticing. Nothing is "
                "loaded before you answer."
            )
        return self._card

    def unanswered(self, sentence: str) -> None:
        """Note what blocks the load."""
        self.open.append(sentence)
