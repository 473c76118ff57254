"""How a page prints: its content alone, on white, with a line on top that says what it is about."""

from datetime import UTC, datetime

import streamlit as st

from core.datasets import DatasetInfo
from core.wording import day, one_line
from pages.parts import show
from pages.parts.view import current_scope

# What is moved, pressed or filled in is of no use on paper; `screen_only` begins the key of a container of such things.
_HIDDEN = (
    "stSidebar",
    "stHeader",
    "stToolbar",
    "stDecoration",
    "stStatusWidget",
    "stExpandSidebarButton",
    "stButton",
    "stDownloadButton",
    "stFormSubmitButton",
    "stLinkButton",
    "stPageLink",
    "stPopover",
    "stSelectbox",
    "stMultiSelect",
    "stSlider",
    "stNumberInput",
    "stTextInput",
    "stTextArea",
    "stDateInput",
    "stTimeInput",
    "stCheckbox",
    "stRadio",
    "stButtonGroup",
    "stFileUploader",
    "stElementToolbar",
    "stSpinner",
    "stToast",
)
_GROWN = "html, body, #root, #root > div, .stApp, [data-testid=stAppViewContainer], [data-testid=stMain]"
_WHOLE = (
    "[data-testid=stMetric], [data-testid=stAlert], [data-testid=stVegaLiteChart], [data-testid=stDataFrame], "
    "[data-testid=stTable], tr, li, [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock]"
)
_PICTURES = (
    "canvas, [data-testid=stVegaLiteChart] svg, [data-testid=stMetricChart] svg, iframe, [data-testid=stImage] img"
)
_LIGHT_INK = "#0A1522"
_ON_PAPER = f"""
@page {{ size: auto; margin: 14mm 12mm }}
@media print {{
  {", ".join(f"[data-testid={name}]" for name in _HIDDEN)},
  [data-testid=stTooltipIcon] > svg, [data-testid=stMetricLabel] [data-testid=stTooltipIcon],
  [class*=st-key-screen_only] {{ display: none !important }}
  {_GROWN} {{
    position: static !important; display: block !important; height: auto !important; min-height: 0 !important;
    max-height: none !important; width: auto !important; overflow: visible !important; background: #FFF !important;
    color-scheme: light !important
  }}
  [data-testid=stMainBlockContainer] {{ padding: 0 !important; max-width: none !important; zoom: 0.72 }}
  [data-testid=stMainBlockContainer]::before {{
    display: block; padding-bottom: 6px; margin-bottom: 10px; border-bottom: 1px solid #8695A8;
    color: #4A5A70; font-size: 11px
  }}
  {_WHOLE} {{ break-inside: avoid }}
  h1, h2, h3 {{ break-after: avoid }}
  canvas, svg, img, iframe, [data-testid=stDataFrame] * {{ max-width: 100% !important }}
  canvas {{ height: auto !important }}
  * {{ -webkit-print-color-adjust: exact; print-color-adjust: exact }}
}}"""
# Colours of the dark theme are written into each element, and pictures are drawn in them.
_FROM_DARK = f"""
@media print {{
  .stApp, .stApp * {{ color: {_LIGHT_INK} !important; background-color: transparent !important;
    border-color: #D9E0EA !important }}
  {_PICTURES} {{ filter: invert(1) hue-rotate(180deg) }}
}}"""


def style(dataset: DatasetInfo | None, title: str) -> None:
    """Say how the page prints; `title` is its name in the navigation."""
    line = [title]
    if dataset is not None:
        line += [dataset.name, current_scope().describe(), f"data version {dataset.data_version}"]
    line.append(f"printed {day(datetime.now(UTC))}")
    head = f'@media print {{ [data-testid=stMainBlockContainer]::before {{ content: "{quoted(" · ".join(line))}" }} }}'
    st.html(f"<style>{_ON_PAPER}{_FROM_DARK if show.tone() == 'dark' else ''}{head}</style>")


def quoted(text: str) -> str:
    """Write a text, whatever is in it, for between the quotes of a style sheet.

    >>> quoted('A "b" </style>')
    'A\\\\20 \\\\22 b\\\\22 \\\\20 \\\\3c \\\\2f style\\\\3e '
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in one_line(text))
