"""What a case rests on: how much on what was measured, published or assumed, and what keeps it from being signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.business_case.assumption import EVIDENCES, Assumption
from core.business_case.case import Case
from core.business_case.overlaps import question, unanswered
from core.business_case.sensitivity import weights
from core.figure import Evidence

_NAMED = 5


@dataclass(frozen=True)
class Basis:
    """How much of a result rests on what; shares from 0 to 1.

    `by_evidence`: if every input were off by 1 %, which part of the moves of the net present value comes from measured
    inputs, from benchmarks, from assumptions. `inputs` counts them. `unowned_share`: the part from inputs that nobody
    answers for.
    """

    by_evidence: Mapping[Evidence, float]
    inputs: Mapping[Evidence, int]
    unowned_share: float


def basis(case: Case) -> Basis:
    """Return what the result of a case rests on."""
    known = case.by_code
    found = weights(case)
    by_evidence = {kind: sum(w for code, w in found.items() if known[code].evidence == kind) for kind in EVIDENCES}
    counted = {kind: sum(known[code].evidence == kind for code in found) for kind in EVIDENCES}
    unowned = sum(weight for code, weight in found.items() if known[code].lacks())
    return Basis(by_evidence, counted, unowned)


def lacking(case: Case) -> tuple[Assumption, ...]:
    """Return the inputs that lack a source or an owner, those that move the result most first."""
    found = weights(case)
    return tuple(
        sorted((one for one in case.assumptions if one.lacks()), key=lambda one: (-found.get(one.code, 0.0), one.code))
    )


def hindrances(case: Case) -> tuple[str, ...]:
    """Return what has to be done before the case can be frozen for approval, in sentences; nothing when it is ready."""
    found = []
    unowned = lacking(case)
    if unowned:
        more = f" and {len(unowned) - _NAMED} more" if len(unowned) > _NAMED else ""
        named = ", ".join(one.label for one in unowned[:_NAMED])
        found.append(f"{len(unowned)} of {len(case.assumptions)} inputs lack a source or an owner: {named}{more}.")
    found += [question(*pair) for pair in unanswered(case)]
    if not case.owner.strip():
        found.append("Nobody owns the case. Say who answers for it.")
    if not case.benefits or not case.costs:
        found.append("The case has no benefit, or no cost. Add one of each.")
    return tuple(found)
