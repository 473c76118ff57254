"""A published before and after, to print."""

from core.objectives.printing.page import printed_page, published_pdf

__all__ = ["printed_page", "published_pdf"]
