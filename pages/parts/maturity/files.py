"""The files of a round: to print, to hand on and to calculate with."""

from core.maturity.standing import Standing


def offered(found: Standing) -> None:
    """Offer every file of the round."""
    del found
