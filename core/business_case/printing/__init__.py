"""A case on paper and on slides: the brief of two pages, and the same as a presentation."""

from core.business_case.printing.paper import brief_pdf
from core.business_case.printing.slides import brief_pptx

__all__ = ["brief_pdf", "brief_pptx"]
