"""A round on paper: the leader's page and the questionnaire."""

from core.maturity.printing.form import QuestionForm, form_pdf, question_form
from core.maturity.printing.leader import LeaderPage, leader_page, leader_pdf

__all__ = ["LeaderPage", "QuestionForm", "form_pdf", "leader_page", "leader_pdf", "question_form"]
