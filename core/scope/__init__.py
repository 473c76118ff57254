"""Which journeys an answer is about, and how a query is asked within them."""

from core.scope.asking import Ask, Label, Within, ask, ask_all, ask_batches
from core.scope.choices import ScopeChoices, choices
from core.scope.scope import Outcome, Scope

__all__ = ["Ask", "Label", "Outcome", "Scope", "ScopeChoices", "Within", "ask", "ask_all", "ask_batches", "choices"]
