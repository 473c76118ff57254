"""What stands beneath the matrix of the leader's page: gaps, actions, change, and what is not shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.maturity.change import caution, change_sentence
from core.maturity.gap import CapabilityGap
from core.maturity.groups import GroupLevel
from core.maturity.printing.fitting import ACTION, FINDING, NAME, OWNER, SENTENCE, STAGE, shortened
from core.maturity.report import RoundReport
from core.maturity.results import RoundResults
from core.maturity.standing import Standing
from core.text import counted
from core.wording import day

MOST_GAPS, MOST_ACTIONS, MOST_MISMATCHES = 3, 5, 2


@dataclass(frozen=True)
class ActionLine:
    """One of the first actions."""

    text: str
    capability: str
    effort: str
    owner: str
    due: str


def biggest_gaps(found: Standing) -> tuple[tuple[str, str], ...]:
    """Return the capabilities furthest below their target, each with its words."""
    stages = found.results.stages
    return tuple((shortened(one.name, NAME), _gap(one, stages)) for one in _below(found)[:MOST_GAPS])


def _below(found: Standing) -> list[CapabilityGap]:
    return sorted((one for one in found.gaps if (one.gap or 0) > 0), key=lambda one: -(one.gap or 0))


def _gap(one: CapabilityGap, stages: tuple[str, ...]) -> str:
    reached = f"at stage {one.staged}, target {one.target} (“{shortened(stages[one.target - 1], STAGE)}”)"
    missing = counted(len(one.needed), "statement is", "statements are")
    to_go = counted(one.gap or 0, "stage")
    return f"{to_go} to go: {reached}. {missing} missing for “{shortened(one.next_stage, STAGE)}”."


def gaps_note(found: Standing) -> str:
    """Return what has to be said about the gaps beside the biggest ones."""
    if found.results.is_kept_back:
        return ""
    if not found.targets.stages:
        return "No targets are set, so there is no gap to name."
    open_gaps = len(_below(found))
    unknown = sum(one.gap is None for one in found.gaps)
    parts = ["Every target whose level is known is reached."] if not open_gaps else []
    parts += [f"{open_gaps} capabilities are below their target; these are furthest."] if open_gaps > MOST_GAPS else []
    parts += [f"Of {counted(unknown, 'capability', 'capabilities')} the level is not available."] if unknown else []
    return " ".join(parts)


def actions(report: RoundReport) -> tuple[ActionLine, ...]:
    """Return the first actions, with owner and date as far as the backlog has them."""
    names = {one.code: one.name for one in report.standing.round.model.capabilities}
    lines = []
    for one in report.standing.actions[:MOST_ACTIONS]:
        sent = report.commitments.get(one.statement.code)
        owner = shortened(sent.owner, OWNER) if sent and sent.owner else "no owner yet"
        due = day(sent.due_on) if sent and sent.due_on else "no date yet"
        name = shortened(names[one.capability], OWNER)
        lines.append(ActionLine(shortened(one.statement.action, ACTION), name, one.statement.effort, owner, due))
    return tuple(lines)


def actions_note(found: Standing) -> str:
    """Return how many more there are, or that nothing is missing."""
    if found.results.is_kept_back:
        return ""
    if not found.actions:
        return "Every statement up to the targets is met."
    more = len(found.actions) - MOST_ACTIONS
    return (
        f"{counted(more, 'more action')} in the workbook. Owner and date are those of the backlog." if more > 0 else ""
    )


def change(found: Standing) -> tuple[str, ...]:
    """Return what changed since the round before, and how to read it."""
    if found.results.is_kept_back:
        return ()
    if found.change is None or found.before is None:
        return ("There is no earlier round of this model with answers that may be shown.",)
    overall = [change_sentence(found.change.overall).text()] if found.change.overall else []
    since = f"Compared with {shortened(found.before.name, NAME)}, begun {day(found.before.opened_on)}."
    return (*overall, shortened(f"{since} {caution(found.change)}", SENTENCE))


def mismatches(found: Standing) -> tuple[str, ...]:
    """Return the first places where people and the office differ."""
    shown = found.mismatches[:MOST_MISMATCHES]
    lines = [f"“{shortened(one.statement.text, ACTION)}” {shortened(one.sentence, ACTION)}" for one in shown]
    more = len(found.mismatches) - len(shown)
    return (*lines, *([f"And {counted(more, 'more')}".removesuffix("s") + " in the workbook."] if more else []))


def held_back(results: RoundResults) -> tuple[str, ...]:
    """Return what an anonymous round keeps back; nothing of a named one."""
    if not results.anonymous:
        return ()
    if results.is_kept_back:
        return ("Until five people have answered, an anonymous round shows how many did and nothing else.",)
    few = [one.name for one in results.capabilities if one.additive.value is None and one.additive.n]
    groups = [group for one in results.capabilities for group in (*one.groups.roles, *one.groups.teams)]
    hidden = _names(groups)
    lines = ["Comments are without role and team, and no group of one to four people is shown."]
    if hidden:
        lines.append(f"Kept back where it would tell on fewer than five: {shortened(', '.join(hidden), FINDING)}.")
    if few:
        lines.append(f"No additive level, because fewer than five have one: {shortened(', '.join(few), FINDING)}.")
    return tuple(lines)


def _names(groups: Iterable[GroupLevel]) -> list[str]:
    return list(dict.fromkeys(one.name for one in groups if one.kept_back))
