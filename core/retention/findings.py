"""What a retention answer says, in one sentence a leader can repeat. Computed from the answer and nothing else."""

from core.finding import Finding
from core.numbers.unavailable import Unavailable
from core.retention.adjusted import Adjusted
from core.retention.at_risk import AtRisk
from core.retention.cohorts import Cohorts
from core.retention.curves import Retention
from core.retention.drivers import Drivers
from core.retention.hazard import Speed
from core.wording import count, money, money_range, number, percent, points


def retention_finding(found: Retention) -> Finding:
    """Say how many stay in the best and the worst group at the horizon."""
    horizon = found.question.horizon_days
    known = [rate for rate in found.rates if rate.horizon_days == horizon and rate.share.value is not None]
    if not known:
        reason = next((rate.note for rate in found.rates if rate.horizon_days == horizon and rate.note), "")
        return Finding(point="No retention can be given", rest=f"at {horizon} days. {reason}".strip())
    first, last = known[0], known[-1]
    lead = f"{horizon} days after a journey that ended in the period,"
    share = percent(first.share.value)
    if len(known) == 1:
        interval = f"({percent(first.share.low)} to {percent(first.share.high)})"
        return Finding(lead, f"{share} of customers are still there", f"{interval}, {first.label}.")
    best, worst = (pick(known, key=lambda rate: rate.share.value or 0.0) for pick in (max, min))
    if found.question.by in ("channels", "switches", "contacts"):
        best, worst = first, last
    return Finding(
        lead,
        f"{percent(best.share.value)} are still there with {best.label},",
        f"{percent(worst.share.value)} with {worst.label} (associated, not caused).",
    )


def adjusted_finding(found: Adjusted) -> Finding:
    """Say what an extra channel goes with when like is compared with like, and what it seems to be otherwise."""
    if isinstance(found.adjusted, Unavailable):
        return Finding(point="No difference per extra channel can be given.", rest=found.adjusted.reason)
    best = found.adjusted.estimate
    raw = None if isinstance(found.raw, Unavailable) else found.raw.estimate.value
    naive = f" Compared as they are, it looks like {points(raw)}." if raw is not None else ""
    interval = f"({points(best.low)} to {points(best.high)}; associated, not caused).{naive}"
    lead = f"At {found.question.horizon_days} days, among like cases, each extra channel goes with"
    if best.low is not None and best.high is not None and best.low <= 0 <= best.high:
        return Finding(lead, "no clear difference in retention", interval)
    return Finding(lead, f"{points(best.value)} retention", interval)


def speed_finding(found: Speed) -> Finding:
    """Say how much faster customers leave per extra channel."""
    if found.hazard is None:
        return Finding(point="No speed of leaving can be given.", rest=found.unavailable)
    one = found.hazard
    return Finding(
        "Among like cases, customers leave",
        f"{number(one.ratio, 2)} times as fast per extra channel",
        f"({number(one.low, 2)} to {number(one.high, 2)}). {found.constancy}",
    )


def drivers_finding(found: Drivers) -> Finding:
    """Say what goes with leaving most, and whether the model tells customers apart."""
    if found.scores is None:
        return Finding(point="What goes with leaving can't be said.", rest=found.unavailable)
    area, low, high = found.scores.auc.value, found.scores.auc.low, found.scores.auc.high
    pairs = f"in {percent(area, 0)} of pairs ({percent(low, 0)} to {percent(high, 0)}; a coin: 50 %)."
    skill = f"The model puts a customer who leaves before one who stays {pairs}"
    if not found.words:
        return Finding(point="Nothing recorded clearly goes with leaving.", rest=skill)
    top = found.effects[found.effects.clear].iloc[0]
    against = "" if top.compared_with == "as it is" else f", compared with {top.compared_with}"
    return Finding(
        f"Leaving within {found.question.horizon_days} days goes most with",
        f"{str(top.driver).lower()}: {top.level}{against}",
        f"({points(float(top.difference))} leaving, associated, not caused). {skill}",
    )


def at_risk_finding(found: AtRisk) -> Finding:
    """Say how much money is at risk through extra channels, and where most of it is."""
    total, currency = found.total, found.basis.currency
    if total.value is None:
        return Finding(point="No money at risk can be given.", rest=found.notes[0] if found.notes else "")
    if total.value <= 0:
        return Finding(
            point="No money is seen at risk:",
            rest=f"extra channels do not go with less retention here "
            f"({money_range(total.low, total.high, currency)}). Associated, not caused.",
        )
    interval = f"({money_range(total.low, total.high, currency)}"
    after = f"{money(total.after_haircut, currency)} after a haircut of {percent(found.haircut.share, 0)})"
    top = next((one for one in found.by_issue if one.value is not None and one.value > 0), None)
    where = f" Most of it in {top.label}: {money(top.value, currency)}." if top else ""
    assumed = " Part of the customers' value is assumed." if total.assumed else ""
    doubt = " It may be nothing: the interval reaches below zero." if total.low is not None and total.low < 0 else ""
    return Finding(
        "Extra channels go with",
        f"{money(total.value, currency)} of customers' value at risk",
        f"{interval}; {after}.{where}{assumed}{doubt} Associated, not caused.",
    )


def cohorts_finding(found: Cohorts) -> Finding:
    """Say how many of the whole cohorts stay on average, and how many of them there are."""
    known = found.average[found.average.retained_share.notna()]
    wanted = known[known.day <= found.question.horizon_days]
    if wanted.empty:
        return Finding(
            point="No cohort is whole yet", rest="at any month after its journeys ended. Take a longer period."
        )
    row = wanted.iloc[-1]
    return Finding(
        f"{int(row.day)} days after their journeys ended,",
        f"{percent(float(row.retained_share))} of customers are still there",
        f"({percent(float(row.low))} to {percent(float(row.high))}), over {count(int(row.cohorts))} whole monthly "
        "cohorts weighted by size.",
    )
