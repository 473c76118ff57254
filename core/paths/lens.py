"""The lens of a path question; it lives in `core.lens` because the scope needs it too."""

from core.lens import BY, By, Lens

__all__ = ["BY", "By", "Lens"]
