"""The contract line of a path picture; it lives in `core.contract` because other capabilities have one too."""

from core.contract import Contract

__all__ = ["Contract"]
