"""Maturity self-assessment: models, answers, scores, agreement, evidence, actions, and when to invest."""
