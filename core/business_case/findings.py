"""What a case says in a sentence: the answer on top, and one short finding for each card beneath it."""

from collections.abc import Mapping

from core.business_case.assumption import Assumption
from core.business_case.case import DISCOUNT, Case
from core.business_case.evidence import Basis
from core.business_case.inaction import Inaction
from core.business_case.result import Result
from core.business_case.sensitivity import Bar
from core.business_case.simulation import Simulation
from core.business_case.waterfall import COUNTED, waterfall
from core.business_case.words import listed, payback_text, rate, rates_text, value_text
from core.finding import Finding
from core.text import counted
from core.wording import count, money, money_digits, money_range, percent

# Smaller than half of the smallest coin shown is no gain and no loss.
_NOTHING = 0.005
_EVIDENCE = {"assumed": "assumptions", "benchmark": "benchmarks", "measured": "what was measured"}
_OFF = {
    "Not due to this case": "not due to this case",
    "Not cashable": "not cashable",
    "Counted elsewhere": "counted elsewhere",
    "Risk adjustment": "a risk adjustment",
}


def answer(case: Case, found: Result, drawn: Simulation | None = None) -> Finding:
    """Return the sentence on top: what the case returns, when it pays back, and how sure that is."""
    over = f"over {counted(case.terms.years, 'year')}"
    if found.costs_value == 0 and found.benefits_value == 0:
        return Finding(case.title, "has no cost and no benefit yet.", "Add one of each.")
    if found.benefits_value == 0:
        return Finding(case.title, f"costs {_money(case, found.costs_value)} {over}", "and counts on no benefit yet.")
    gain = f"returns {_money(case, found.npv)} {over}"
    if abs(found.npv) < _NOTHING:
        gain = f"returns just what it costs {over}"
    elif found.npv < 0:
        gain = f"costs {_money(case, -found.npv)} more than it returns {over}"
    ends = [f"net present value at {rate(case.by_code[DISCOUNT].value)}", _chance(drawn)]
    if len(found.rates_of_return) > 1:
        ends.append(f"no single rate of return, but {rates_text(found.rates_of_return)}")
    return Finding(case.title, f"{gain}{_payback(found)};", f"{'; '.join(end for end in ends if end)}.")


def _payback(found: Result) -> str:
    is_gain = found.npv >= _NOTHING
    if found.costs_value == 0:
        return f"{' and' if is_gain else ', though it'} asks for no money"
    if found.payback_years is None:
        return f"{', yet' if is_gain else ' and'} never pays back in that time"
    if found.payback_years == 0:
        return f"{' and' if is_gain else ', though it'} never ties up money"
    when = payback_text(found.payback_years)
    return f" and pays back in {when}" if is_gain else f", though its cash is back in {when}"


def _chance(drawn: Simulation | None) -> str:
    if drawn is None:
        return ""
    if _is_still(drawn):
        return "no input that moves it has a range, so how sure that is can't be said"
    return f"above zero {draws_text(drawn)}"


def draws_text(drawn: Simulation) -> str:
    """Write in how many draws the net present value is above zero, never all or none where that is not so."""
    chance = drawn.chance_above_zero
    if chance in (0.0, 1.0):
        return f"in {'all' if chance else 'none of'} {count(drawn.number)} draws"
    if chance < 0.005 or chance > 0.995:
        return "in fewer than 1 of 100 draws" if chance < 0.5 else "in more than 99 of 100 draws"
    return f"in {round(chance * 100)} of 100 draws"


def waterfall_finding(case: Case, found: Result) -> Finding:
    """Say how much of the gross benefit is counted on, and what takes most off it."""
    gross = sum(one.gross for one in found.benefits)
    if gross == 0:
        return Finding(rest="No benefit is booked, so there is nothing to take off.")
    steps = waterfall(found)
    off = [step for step in steps[: [one.label for one in steps].index(COUNTED)] if step.kind == "takes"]
    most = min(off, key=lambda step: step.amount, default=None)
    largest = "" if most is None else f"Most is taken off as {_OFF[most.label]}: {_money(case, -most.amount)}. "
    of = f"of {_money(case, gross)} gross are counted on"
    costs = (
        f"Costs with contingency take {_money(case, found.costs_value)}." if found.costs_value else "There is no cost."
    )
    return Finding("At present value", f"{_money(case, found.benefits_value)} {of}.", largest + costs)


def cash_finding(case: Case, found: Result) -> Finding:
    """Say when cumulative cash turns for good, how deep it goes, and where it ends."""
    end = f"it ends at {_money(case, found.cumulative[-1])}."
    if found.most_tied_up == 0:
        return Finding("Cumulative cash", "never goes below zero;", end)
    deep = f"At most {_money(case, found.most_tied_up)} are tied up; {end}"
    if found.payback_years is None:
        return Finding("Cumulative cash", "does not come back for good in the time of the case.", deep)
    return Finding("Cumulative cash is back", f"for good after {payback_text(found.payback_years)}.", deep)


def tornado_finding(case: Case, bars: tuple[Bar, ...]) -> Finding:
    """Say which input moves the result most, and whether any turns its sign alone."""
    if not bars:
        return Finding(rest="No input with a range moves the result. Give ranges to those that you are not sure of.")
    top = bars[0]
    turning = sum(min(bar.npv_at_low, bar.npv_at_high) <= 0 < max(bar.npv_at_low, bar.npv_at_high) for bar in bars)
    turns = f"{counted(turning, 'input')} alone can turn its sign." if turning else "No input alone turns its sign."
    digits = money_digits((top.npv_at_low, top.npv_at_high))
    low, high = (money(npv, case.currency, digits) for npv in (top.npv_at_low, top.npv_at_high))
    span = f"from {low} at its low end to {high} at its high end."
    return Finding("The result moves most with", f"“{top.label}”:", f"{span} {turns}")


def simulation_finding(case: Case, drawn: Simulation, npv: float | None = None) -> Finding:
    """Say within which bounds most draws lie, and whether the plan's net present value lies outside of them."""
    if _is_still(drawn):
        return Finding(rest="No input that moves the result has a range, so every draw is the same.")
    between = f"between {money_range(drawn.low, drawn.high, case.currency, 'and')};"
    outside = ""
    if npv is not None and not drawn.low <= npv <= drawn.high:
        side = "above" if npv > drawn.high else "below"
        outside = f" The plan lies {side} that: its ranges lean to the {'low' if side == 'above' else 'high'} side."
    return Finding("In 80 of 100 draws it is", between, f"it is above zero {draws_text(drawn)}.{outside}")


def break_even_finding(case: Case, one: Assumption, values: tuple[float, ...]) -> Finding:
    """Say at which value of an input the net present value is zero."""
    if not values:
        return Finding(
            f"“{one.label}”", "can't bring the result to zero", "alone, within the values that were looked at."
        )
    now = f"It is taken to be {value_text(one, one.value, case.currency)} {one.unit}."
    at = listed(value_text(one, value, case.currency) for value in values)
    return Finding("The case breaks even where", f"“{one.label}” is {at}.", now)


def basis_finding(basis: Basis) -> Finding:
    """Say what the result rests on."""
    shares = sorted(((share, kind) for kind, share in basis.by_evidence.items() if share > 0), reverse=True)
    if not shares:
        return Finding(rest="No input moves the result yet.")
    parts = [f"{percent(round(share, 9), 0)} on {_EVIDENCE[kind]}" for share, kind in shares]
    owned = "Each of these inputs has a source and an owner." if basis.unowned_share == 0 else (
        f"{percent(round(basis.unowned_share, 9), 0)} rest on inputs without a source or an owner."
    )  # fmt: skip
    return Finding("The result rests", f"{listed(parts)}.", owned)


def _waiting(case: Case, still: Inaction) -> str:
    lost = still.waiting_a_year
    if lost is None:
        return "can't be told for a case of one year."
    moves = f"loses {_money(case, lost)}" if lost >= _NOTHING else (
        f"saves {_money(case, -lost)}" if lost <= -_NOTHING else "loses nothing"
    )  # fmt: skip
    return f"{moves}." if still.pays else f"{moves}; the case does not pay, and not to begin is worth more than either."


def inaction_finding(case: Case, still: Inaction) -> Finding:
    """Say what it costs to wait, and to do nothing."""
    waiting = _waiting(case, still)
    if still.cost_by_year is None or still.more_than_now is None:
        return Finding("Waiting a year", waiting, "What doing nothing costs is not available: enter volume and cost.")
    whole = f"These journeys cost {_money(case, sum(still.cost_by_year))} over {counted(case.terms.years, 'year')}"
    more = still.more_than_now
    than = "" if abs(more) < _NOTHING else (
        f", {_money(case, abs(more))} {'more' if more > 0 else 'less'} than at the level of year 1"
    )  # fmt: skip
    return Finding("Waiting a year", waiting, f"{whole} if nothing is done{than}.")


def scenarios_finding(case: Case, found: Mapping[str, Result]) -> Finding:
    """Say how many scenarios pay, and between what they lie."""
    if not found:
        return Finding(rest="No scenario is kept with this case.")
    ordered = sorted((one.npv, name) for name, one in found.items())
    paying = sum(npv > 0 for npv, _ in ordered)
    (least, worst), (most, best) = ordered[0], ordered[-1]
    if len(ordered) == 1:
        return Finding("The one scenario,", f"{worst},", f"comes to {_money(case, least)}.")
    how_many = "All" if paying == len(ordered) else "None" if not paying else str(paying)
    digits = money_digits((least, most))
    low, high = (money(npv, case.currency, digits) for npv in (least, most))
    span = f"They come to between {low} ({worst}) and {high} ({best})."
    return Finding(f"Of {len(ordered)} scenarios,", f"{how_many.lower()} {'pays' if paying == 1 else 'pay'} off.", span)


def _money(case: Case, amount: float) -> str:
    return money(amount, case.currency)


def _is_still(drawn: Simulation) -> bool:
    return drawn.low == drawn.high
