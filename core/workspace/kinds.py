"""Every kind of document there is, and who may write it. A kind that is not listed can't be written."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.access.roles import Action


@dataclass(frozen=True)
class Kind:
    """A kind of document: its name for people, and the action that writing it is.

    Of a sealed kind the audit records that something changed and a digest of it, and neither who nor what.
    """

    title: str
    action: Action
    sealed: bool = False


KINDS: Mapping[str, Kind] = {
    "column_mapping": Kind("Remembered mapping", "import data"),
    "quality_threshold": Kind("Data quality limit", "write"),
    "member": Kind("Member", "manage people"),
    "sign_in": Kind("Sign-in", "look"),
    "maturity_model": Kind("Maturity model", "write"),
    "maturity_target": Kind("Maturity target", "write"),
    "assessment_round": Kind("Assessment round", "write"),
    "assessment_participation": Kind("Assessment participation", "answer"),
    "assessment_answer": Kind("Assessment answer", "answer"),
    "sealed_answer": Kind("Anonymous assessment answer", "answer", sealed=True),
    "investment_condition": Kind("Investment condition", "write"),
    "backlog_item": Kind("Backlog item", "write"),
    "decision": Kind("Decision", "write"),
    "initiative_estimate": Kind("Estimate of an initiative", "write"),
    "portfolio_plan": Kind("Portfolio plan", "write"),
    "priority_setup": Kind("Weights and method of the priorities", "write"),
    "business_case": Kind("Business case", "write"),
    "frozen_case": Kind("Frozen version of a business case", "write"),
    "case_decision": Kind("Approval of a business case", "approve cases"),
    "case_comment": Kind("Comment on a business case", "comment"),
    "priority_judgement": Kind("Judgements of priorities", "write"),
    "metric_definition": Kind("Definition of a metric", "write"),
    "reported_figures": Kind("Reported figures", "write"),
    "conflict_ruling": Kind("Ruling on a conflict of metrics", "write"),
    "objective": Kind("Objective", "write"),
    "published_scorecard": Kind("Published scorecard", "write"),
    "visit": Kind("Visit", "look"),
}
