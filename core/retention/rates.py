"""A rate of retention: never without its population, its period and its horizon."""

from dataclasses import dataclass
from datetime import date

from core.assumptions.benchmarks import benchmark
from core.assumptions.haircuts import haircut
from core.errors import InvalidInputError
from core.figure import Figure, Grade
from core.numbers.estimates import Estimate
from core.retention.basis import Basis


@dataclass(frozen=True)
class Rate:
    """A share of customers still there at a horizon. `share` is None where nobody was followed so far: `note` says it.

    Population, period and horizon have no default, and none may be empty.
    """

    label: str
    horizon_days: int
    share: Estimate
    population: str
    period_from: date
    period_to: date
    note: str = ""

    def __post_init__(self) -> None:
        if not self.population.strip() or not self.label.strip():
            raise InvalidInputError("A retention rate needs a label and a population: say whose rate it is.")
        if self.period_from > self.period_to or self.horizon_days < 1:
            raise InvalidInputError("A retention rate needs a period that ends after it starts, and a horizon in days.")


def rate_figure(rate: Rate, basis: Basis) -> Figure | None:
    """Return the rate as a figure with its evidence; None where it is not available."""
    if rate.share.value is None:
        return None
    return Figure(
        code=f"retention_{rate.horizon_days}_days",
        label=f"Retained at {rate.horizon_days} days, {rate.label}",
        value=rate.share.value,
        unit="share of customers" if "counted once" in rate.population else "share of journeys",
        evidence="measured",
        grade="raw",
        method=f"Kaplan-Meier with 95 % log-log interval, clustered by customer; {basis.definition_text}",
        population=f"{rate.population} ({basis.scope})",
        low=rate.share.low,
        high=rate.share.high,
        n=rate.share.n,
        period_from=rate.period_from,
        period_to=rate.period_to,
        dataset_id=basis.dataset_id,
        data_version=basis.data_version,
        address="retention",
    )


def difference_figure(code: str, label: str, estimate: Estimate, basis: Basis, how: tuple[Grade, str]) -> Figure | None:
    """Return a difference in retention as a figure with its grade's haircut; `how` is the grade and the method."""
    if estimate.value is None:
        return None
    grade, method = how
    return Figure(
        code=code, label=label, value=estimate.value, unit="share of customers per extra channel",
        evidence="measured", grade=grade, method=f"{method}; {basis.definition_text}",
        population=f"{basis.population} ({basis.scope})", low=estimate.low, high=estimate.high, n=estimate.n,
        period_from=basis.period_from, period_to=basis.period_to, dataset_id=basis.dataset_id,
        data_version=basis.data_version, haircut_share=haircut(grade).share, address="retention",
    )  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """A published rate to set beside a measured one, and how it misleads."""

    label: str
    value: float
    published: str
    source: str
    traps: tuple[str, ...]


def benchmarks_beside() -> tuple[Beside, ...]:
    """Return the published retention at one and at three channels: they name neither a period nor a population.

    >>> [each.value for each in benchmarks_beside()]
    [0.52, 0.38]
    """
    found = []
    for code in ("retention_one_channel", "retention_three_channels"):
        row = benchmark(code)
        if row.value is not None:
            found.append(Beside(row.label, row.value, row.published, row.source, row.traps))
    return tuple(found)
