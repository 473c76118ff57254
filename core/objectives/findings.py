"""What the objectives say, in sentences a leader can repeat. Computed from the answer and nothing else."""

from collections.abc import Mapping, Sequence

from core.finding import Finding
from core.objectives.objective import Objective
from core.objectives.progress import Progress, Status
from core.text import counted, listed
from core.wording import percent


def told(objective: Objective, found: Progress) -> Finding:
    """Say in one sentence how an objective does, with what suffered beside it."""
    name = objective.counting.name
    share = "" if found.way_share is None else f" {way(found.way_share)}"
    suffered = ""
    if found.suffered:
        came = "moved as promised" if (found.way_share or 0) > 0 else "did not move as promised"
        suffered = f" {name} {came}, and {listed(found.suffered)} got worse meanwhile."
    return Finding(f"{name} is", f"{found.status}." if found.status != "reached" else "where it was to be.",
                   f"{found.sentence}{share}{suffered}")  # fmt: skip


def way(share: float) -> str:
    """Write how much of the way is done.

    >>> way(0.4), way(-0.126)
    ('40 % of the way is done.', 'It went the wrong way, by 13 % of the way to go.')
    """
    if share < 0:
        return f"It went the wrong way, by {percent(-share, 0)} of the way to go."
    return f"{percent(share, 0)} of the way is done."


def overall(statuses: Sequence[Status]) -> Finding:
    """Say in one sentence how the open objectives do together.

    >>> overall(["on track", "off track", "reached"]).text()
    '2 of 3 objectives are on track or reached; 1 is off track.'
    """
    if not statuses:
        return Finding("No objective is open.", "Set one below,", "so that everybody knows what is to be reached.")
    well = sum(one in ("on track", "reached") for one in statuses)
    others = [(statuses.count(one), one) for one in ("off track", "at risk", "too early", "not available")]
    rest = [f"{number} {'is' if number == 1 else 'are'} {_OTHERWISE.get(one, one)}" for number, one in others if number]
    verb = "is" if len(statuses) == 1 else "are"
    point = f"{well} of {counted(len(statuses), 'objective')} {verb} on track or reached"
    return Finding(point=f"{point}{';' if rest else '.'}", rest=f"{', '.join(rest)}." if rest else "")


_OTHERWISE: Mapping[str, str] = {"too early": "too early to tell", "not available": "not available"}
