"""What Streamlit's own look lacks on a screen: cards that say all, marks for a finger, ink on dark accents."""

import streamlit as st

from pages.parts import show

# Streamlit cuts what does not fit into a number card, on a phone even "not available", and its question marks are
# smaller than the 24 pixels that a finger needs.
_EASIER = """
[data-testid=stMetric] :is([data-testid=stMetricLabel], [data-testid=stMetricValue], [data-testid=stMetricDelta]),
[data-testid=stMetric] :is([data-testid=stMetricLabel], [data-testid=stMetricValue], [data-testid=stMetricDelta]) * {
  white-space: normal !important; overflow: visible !important; overflow-wrap: anywhere; text-overflow: clip
}
[data-testid=stMetricDelta] { border-radius: 12px }
[data-testid=stTooltipIcon] button { position: relative }
[data-testid=stTooltipIcon] button::after { content: ""; position: absolute; inset: -5px }
"""
# It writes chips and primary buttons in white on the theme's accent, which is too light for that when dark.
_ON_DARK = """
[data-testid=stMultiSelectTagsContainer] [data-tag],
[data-testid^=stBaseButton-primary]:not(:disabled) {
  background-color: #3F66DD !important; border-color: #3F66DD !important
}
"""


def style() -> None:
    """Put the rules on the page; once a run."""
    st.html(f"<style>{_EASIER}{_ON_DARK if show.tone() == 'dark' else ''}</style>")
