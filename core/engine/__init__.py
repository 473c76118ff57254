"""The one door to the analytical database: the only package that imports its driver."""

from core.engine.answer import Answer
from core.engine.database import Database, Transaction

__all__ = ["Answer", "Database", "Transaction"]
