"""Published figures to start from: a benchmark, never an effect. What the office measures itself takes its place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from core.errors import InvalidInputError

_SOURCES = "sources"


@dataclass(frozen=True)
class Benchmark:
    """One published figure.

    `published` is how the source puts it. `value`, `low` and `high` are numbers in `unit`, shares from 0 to 1, and None
    where the source gives none. `currency` is empty for what is not money. `traps` says how the figure misleads.
    """

    code: str
    label: str
    meaning: str
    published: str
    unit: str
    source: str
    as_of: date
    value: float | None = None
    low: float | None = None
    high: float | None = None
    currency: str = ""
    traps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in ("label", "meaning", "published", "unit", "source"):
            if not getattr(self, field).strip():
                raise InvalidInputError(f"The benchmark {self.code} has no {field}; each needs one. Write it.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidInputError(
                f"The benchmark {self.code} goes from {self.low} to {self.high}; low is at most high. Swap them."
            )

    @property
    def start(self) -> float | None:
        """Return the number to begin with: the value, or else the middle of the range, or else None.

        >>> benchmark("journey_manager_salary").start, benchmark("retention_one_channel").start
        (104500.0, 0.52)
        """
        if self.value is not None or self.low is None or self.high is None:
            return self.value
        return (self.low + self.high) / 2


@cache
def benchmarks() -> Mapping[str, Benchmark]:
    """Return every benchmark by its code, in the order of the file.

    >>> [code for code in benchmarks() if code.startswith("cost_per_resolution")]
    ['cost_per_resolution_one_channel', 'cost_per_resolution_three_channels']
    """
    content = tomllib.loads((Path(__file__).parent / "benchmarks.toml").read_text(encoding="utf-8"))
    sources = content.pop(_SOURCES)
    found = {}
    for code, row in content.items():
        values = {**row, **sources[row["source"]], "traps": tuple(row.get("traps", ()))}
        found[code] = Benchmark(code=code, **values)
    return found


def benchmark(code: str) -> Benchmark:
    """Return one benchmark.

    >>> benchmark("mapping_tool_cost").value, benchmark("mapping_tool_cost").currency
    (34200.0, 'USD')
    """
    found = benchmarks().get(code)
    if found is None:
        raise InvalidInputError(
            f"There is no benchmark {code}; there are {', '.join(benchmarks())}. Ask for one of them."
        )
    return found


def saving_with_one_channel_instead_of_three() -> float:
    """Return what a journey costs less with one channel than with three, in US dollars.

    The difference of the two published averages; how hard the issue is lies in it as well.

    >>> saving_with_one_channel_instead_of_three()
    16.94
    """
    one, three = _cost("cost_per_resolution_one_channel"), _cost("cost_per_resolution_three_channels")
    return round(three - one, 2)


def cost_of_one_more_channel() -> float:
    """Return what each channel after the first adds to the cost of a journey, in US dollars.

    Half the difference between one and three channels, and so less than the figure often told ("about $9").

    >>> cost_of_one_more_channel(), benchmark("cost_per_extra_channel").published
    (8.47, 'about $9')
    """
    return round(saving_with_one_channel_instead_of_three() / 2, 2)


def retention_points_lost_with_three_channels() -> float:
    """Return by how much the published retention is lower with three channels than with one, as a share.

    >>> retention_points_lost_with_three_channels()
    0.14
    """
    one, three = _cost("retention_one_channel"), _cost("retention_three_channels")
    return round(one - three, 2)


def _cost(code: str) -> float:
    value = benchmark(code).value
    if value is None:
        raise InvalidInputError(f"The benchmark {code} has no value; this figure needs one. Put it into the file.")
    return value
