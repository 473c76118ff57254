"""What has changed since the last round, and whether it is clear enough to say so."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.finding import Finding
from core.maturity.answered_round import AnsweredRound
from core.maturity.disclosure import LEAST
from core.maturity.model import Capability
from core.maturity.scoring import additive_level
from core.maturity.sentences import interval_words
from core.numbers.estimates import Estimate, difference_estimate, mean_estimate, p_of_difference, p_of_mean
from core.numbers.holm import holm
from core.text import counted
from core.wording import number, signed

Direction = Literal["up", "down", "no clear change"]
How = Literal["paired", "two samples"]
LIMIT = 0.05


@dataclass(frozen=True)
class LevelChange:
    """The change of an additive level, now - before, with a 95 % interval that is not adjusted.

    `how` is “paired” where at least five of the same named respondents have a level in both rounds (t interval of their
    differences; `estimate.n` are they), else “two samples” (Welch; `n` is `n_before` + `n_now`, and the rounds count as
    independent, so that somebody who answered both only makes the interval wider than need be). `p` is adjusted by Holm
    for the capabilities; `direction` follows it and is None where the change can't be told. `is_reworded` tells that
    the capability's statements or stages are not the same in both rounds.
    """

    code: str
    name: str
    estimate: Estimate
    how: How
    n_before: int
    n_now: int
    p: float | None
    direction: Direction | None
    is_reworded: bool = False


@dataclass(frozen=True)
class Change:
    """The change of each capability that both rounds have, and of their mean; the names of those left out.

    `overall` compares each respondent's mean over these capabilities, of those who have a level in all of them. It is
    one question of its own, so its p-value is not adjusted. None where no capability is in both rounds.
    """

    capabilities: tuple[LevelChange, ...]
    overall: LevelChange | None
    left_out: tuple[str, ...]


def change_since(before: AnsweredRound, now: AnsweredRound) -> Change:
    """Return what changed from one round to the next.

    >>> from core.maturity.answers import Response
    >>> from core.maturity.example import SMALL
    >>> def answered(reply):
    ...     replies = {"a": reply, "b": "no", "c": "no", "d": "no", "e": "no"}
    ...     return AnsweredRound(SMALL, tuple(Response("", "", replies, respondent=n) for n in "uvwxyz"), False)
    >>> found = change_since(answered("no"), answered("yes"))
    >>> [(one.code, one.estimate.value, one.how, one.direction) for one in found.capabilities]
    [('data', 0.5, 'paired', 'no clear change'), ('people', 0.0, 'paired', 'no clear change')]

    All six moved by 0.5, but two of the 64 ways to set six signs are as far from 0: p = 0.031, and 0.0625 by Holm.
    """
    had = {one.code: one for one in before.model.capabilities}
    shared = [one for one in now.model.capabilities if one.code in had]
    if len(before.model.stages) != len(now.model.stages):
        shared = []
    codes = {one.code for one in shared}
    left_out = [one.name for one in (*now.model.capabilities, *had.values()) if one.code not in codes]
    changes = [_change((one.code, one.name), [one], before, now) for one in shared]
    changes = [replace(one, is_reworded=_texts(before, one.code) != _texts(now, one.code)) for one in changes]
    overall = _directed(_change(("", "Overall"), shared, before, now)) if shared else None
    if overall:
        overall = replace(overall, is_reworded=any(one.is_reworded for one in changes))
    return Change(_adjusted(changes), overall, tuple(dict.fromkeys(left_out)))


def change_sentence(change: LevelChange) -> Finding:
    """Return one change in a sentence.

    >>> change_sentence(LevelChange("", "Data", Estimate(0.5, 0.2, 0.8, 7), "paired", 9, 8, 0.01, "up")).text()
    'Data: up, by 0.5 (95 % interval 0.2 to 0.8, from 7 respondents of both rounds).'
    """
    if change.estimate.value is None:
        return Finding(f"{change.name}:", "not available,", "because too few have a level in one of the rounds.")
    if change.direction is None:
        return Finding(
            f"{change.name}:", "can't be told,", f"because {change.n_before} before and {change.n_now} now is too few."
        )
    clear = change.direction != "no clear change"
    by = f"by {number(abs(change.estimate.value))}" if clear else f"measured {signed(change.estimate.value)}"
    interval = interval_words(change.estimate, "respondent" if change.how == "paired" else "response")
    who = " of both rounds" if change.how == "paired" else f", {change.n_before} before and {change.n_now} now"
    reworded = " Its statements are not the same in both rounds." if change.is_reworded else ""
    return Finding(f"{change.name}:", f"{change.direction},", f"{by} ({interval}{who}).{reworded}")


def caution(change: Change) -> str:
    """Return how many intervals are shown, what “up” and “down” mean beside so many, and what was left out.

    >>> caution(Change((), None, ("Data",)))
    'Nothing is compared. Left out, because not in both rounds with as many stages: Data.'
    """
    told = sum(1 for one in change.capabilities if one.direction is not None)
    shown = f"{counted(len(change.capabilities), 'interval')} of capabilities shown, each 95 % by itself."
    said = f"“Up” and “down” are said only where Holm's method over {told} together allows it, at 5 %."
    left = "Left out, because not in both rounds with as many stages"
    left = f"{left}: {', '.join(change.left_out)}." if change.left_out else ""
    return " ".join(
        part for part in ((shown, said) if change.capabilities else ("Nothing is compared.",)) + (left,) if part
    )


def _change(
    label: tuple[str, str], capabilities: Sequence[Capability], before: AnsweredRound, now: AnsweredRound
) -> LevelChange:
    codes = [one.code for one in capabilities]
    had, have = _levels(before, codes), _levels(now, codes)
    old, new = [level for _, level in had], [level for _, level in have]
    for answered, levels in ((before, old), (now, new)):
        if answered.anonymous and len(levels) < LEAST:
            return LevelChange(*label, Estimate(None, None, None, 0), "two samples", len(old), len(new), None, None)
    by_name = {name: level for name, level in had if name}
    differences = [level - by_name[name] for name, level in have if name in by_name]
    if len(differences) >= LEAST:
        estimate, p = mean_estimate(differences), p_of_mean(differences)
        return LevelChange(*label, estimate, "paired", len(old), len(new), p, None)
    return LevelChange(
        *label, difference_estimate(new, old), "two samples", len(old), len(new), p_of_difference(new, old), None
    )


def _levels(answered: AnsweredRound, codes: Sequence[str]) -> list[tuple[str, float]]:
    """Return name and mean additive level over these capabilities of each respondent who has a level in all of them."""
    found = []
    for response in answered.responses:
        levels = [additive_level(answered.model, code, response) for code in codes]
        known = [level for level in levels if level is not None]
        if len(known) == len(codes):
            found.append((response.respondent, math.fsum(known) / len(known)))
    return found


def _adjusted(changes: Sequence[LevelChange]) -> tuple[LevelChange, ...]:
    adjusted = iter(holm([one.p for one in changes if one.p is not None]))
    return tuple(_directed(one if one.p is None else replace(one, p=next(adjusted))) for one in changes)


def _directed(change: LevelChange) -> LevelChange:
    if change.p is None or change.estimate.value is None:
        return change
    clear: Direction = "up" if change.estimate.value > 0 else "down"
    return replace(change, direction=clear if change.p <= LIMIT else "no clear change")


def _texts(answered: AnsweredRound, code: str) -> list[tuple[str, ...]]:
    """Return what was asked at each stage of a capability."""
    cells = next(one for one in answered.model.capabilities if one.code == code).cells
    return [
        (stage.code, *sorted(one.text for one in cell.statements))
        for stage, cell in zip(answered.model.stages, cells, strict=True)
    ]
