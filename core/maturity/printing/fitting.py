"""The room that each kind of text has on paper."""

from core.export.fitting import CUT, shortened

# How many places each kind of text has.
NAME, STAGE, OBSERVABLE, ACTION, OWNER, SENTENCE, FINDING = 42, 24, 110, 130, 26, 300, 240
__all__ = ["ACTION", "CUT", "FINDING", "NAME", "OBSERVABLE", "OWNER", "SENTENCE", "STAGE", "shortened"]
