"""What the things people wrote show: backlog, decisions, the record of changes, rounds and targets."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.improvement.decisions import decisions
from core.improvement.items import Item, items, late_ones
from core.maturity.evidence import Fact, FactState
from core.maturity.rounds import progress, rounds
from core.maturity.targets import KIND as TARGETS
from core.text import counted
from core.wording import count
from core.workspace import Workspace

DECIDED_WITHIN = timedelta(days=92)
FINISHED_WITHIN = timedelta(days=183)
FINISHED_ENOUGH = 5
RATERS, ROLES = 5, 2
# The pages that would show these do not exist in every edition: the office then says that it can't tell.
NOT_KEPT = {
    "scorecard_governed": "The office keeps no scorecard here yet, so it can't tell.",
    "maps_current": "The office keeps no journey maps here yet, so it can't tell.",
    "maps_stale": "The office keeps no journey maps here yet, so it can't tell.",
    "remote_stakeholders": "Where stakeholders work is not recorded here, so a person has to say.",
}


def written_facts(workspace: Workspace, today: date) -> list[Fact]:
    """Return every fact that the workspace shows."""
    backlog = items(workspace)
    return [
        *(Fact(code, "unknown", sentence) for code, sentence in NOT_KEPT.items()),
        *_backlog(backlog, today),
        _exhausted(backlog, today),
        _decided(workspace, today),
        _record(workspace),
        _raters(workspace),
        _targets(workspace),
    ]


def _backlog(found: Sequence[Item], today: date) -> list[Fact]:
    still = [one for one in found if not one.over]
    if not still:
        return [
            Fact(code, "unknown", "The backlog has no open item.", "Backlog")
            for code in ("issues_owned", "backlog_in_time")
        ]
    bound, late = sum(not one.lacks() for one in still), len(late_ones(still, today))
    owned: FactState = "yes" if bound == len(still) else "partly" if bound else "no"
    words = f"{bound} of {counted(len(still), 'open item')} have an owner, a due date and a service level."
    timely: FactState = "no" if late == len(still) else "partly" if late else "yes"
    if not any(one.latest_on() for one in still):
        in_time = Fact("backlog_in_time", "no", "No open item has a due date or a service level to keep.", "Backlog")
    else:
        in_time = Fact("backlog_in_time", timely, f"{late} of {counted(len(still), 'open item')} are late.", "Backlog")
    return [Fact("issues_owned", owned, words, "Backlog"), in_time]


def _exhausted(found: Sequence[Item], today: date) -> Fact:
    done = [one for one in found if one.state == "done" and one.closed_on and one.closed_on >= today - FINISHED_WITHIN]
    still = sum(not one.over for one in found)
    if not found:
        return Fact("improvements_exhausted", "unknown", "The backlog is empty, so it can't tell.", "Backlog")
    words = f"Finished in the last six months: {counted(len(done), 'item')}; still open: {still}."
    return Fact(
        "improvements_exhausted", "yes" if len(done) >= FINISHED_ENOUGH and not still else "no", words, "Backlog"
    )


def _decided(workspace: Workspace, today: date) -> Fact:
    recent = sum(today - DECIDED_WITHIN <= one.decided_on <= today for one in decisions(workspace))
    words = f"{counted(recent, 'decision')} of the last three months {'is' if recent == 1 else 'are'} logged."
    return Fact("decisions_logged", "yes" if recent else "no", words, "Backlog")


def _record(workspace: Workspace) -> Fact:
    found = workspace.check()
    if found.problems:
        return Fact("audit_whole", "no", f"The record of changes is not whole: {found.problems[0]}", "Audit")
    words = f"All {count(found.rows)} changes follow from one another." if found.rows else "Nothing was changed yet."
    return Fact("audit_whole", "yes" if found.rows else "unknown", words, "Audit")


def _raters(workspace: Workspace) -> Fact:
    best = (0, 0)
    for one in rounds(workspace):
        missing = {seat.seat_id for seat in progress(workspace, one).missing}
        answered = [seat for seat in one.seats if seat.seat_id not in missing]
        best = max(best, (len(answered), len({seat.role for seat in answered})))
    if not best[0]:
        return Fact("several_raters", "no", "Nobody has rated the office yet.", "Maturity")
    state: FactState = "yes" if best[0] >= RATERS and best[1] >= ROLES else "partly"
    words = f"{counted(best[0], 'person', 'people')} of {counted(best[1], 'role')} rated the office in one round."
    return Fact("several_raters", state, words, "Maturity")


def _targets(workspace: Workspace) -> Fact:
    found = [one for one in workspace.all(TARGETS) if one.body["stages"]]
    words = f"Targets are set for {counted(len(found), 'model')}." if found else "No target for maturity is set."
    return Fact("targets_set", "yes" if found else "no", words, "Maturity")
