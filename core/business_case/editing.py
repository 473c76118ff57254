"""Changes of a case: each returns another case, checked as a whole."""

from dataclasses import replace

from core.business_case.case import Case, Scenario
from core.business_case.lines import BenefitLine, Line, Overlap, Risk


def without_line(case: Case, code: str) -> Case:
    """Return the case without a line, without what was answered about it, and without inputs that only it used."""
    left = replace(
        case,
        costs=tuple(one for one in case.costs if one.code != code),
        benefits=tuple(one for one in case.benefits if one.code != code),
        overlaps=tuple(one for one in case.overlaps if code not in (one.first, one.second)),
    )
    used = {name for line in left.lines for name in codes_of(line)}
    gone = {name for line in case.lines if line.code == code for name in codes_of(line)} - used
    if not gone:
        return left
    scenarios = tuple(
        Scenario(one.name, {name: value for name, value in one.values.items() if name not in gone})
        for one in left.scenarios
    )
    return replace(
        left, assumptions=tuple(one for one in left.assumptions if one.code not in gone), scenarios=scenarios
    )


def codes_of(line: Line) -> tuple[str, ...]:
    """Return the inputs that a line names."""
    return line.own_codes() if isinstance(line, BenefitLine) else tuple(factor.code for factor in line.factors)


def with_overlap(case: Case, answer: Overlap) -> Case:
    """Return the case with what was answered about two benefits, in the place of an earlier answer."""
    pair = {answer.first, answer.second}
    others = tuple(one for one in case.overlaps if {one.first, one.second} != pair)
    return replace(case, overlaps=(*others, answer))


def with_risk(case: Case, code: str, risk: Risk) -> Case:
    """Return the case with another way of counting the doubt of one benefit."""
    return replace(case, benefits=tuple(replace(one, risk=risk) if one.code == code else one for one in case.benefits))


def with_scenario(case: Case, scenario: Scenario) -> Case:
    """Return the case with a named scenario, in the place of an earlier one of that name."""
    others = tuple(one for one in case.scenarios if one.name != scenario.name)
    return replace(case, scenarios=(*others, scenario))


def without_scenario(case: Case, name: str) -> Case:
    """Return the case without a named scenario."""
    return replace(case, scenarios=tuple(one for one in case.scenarios if one.name != name))
