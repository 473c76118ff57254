"""Control charts: a stand-in until the full module is merged."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ControlChart:
    """Values with their centre and one standard deviation each; limits are centre ± 3 sigma, cut at least and most."""

    kind: str
    values: tuple[float, ...]
    centre: float
    sigmas: tuple[float, ...]
    least: float | None = None
    most: float | None = None

    @property
    def lower(self) -> tuple[float, ...]:
        """The lower limits."""
        return tuple(
            max(self.centre - 3 * s, self.least if self.least is not None else float("-inf")) for s in self.sigmas
        )

    @property
    def upper(self) -> tuple[float, ...]:
        """The upper limits."""
        return tuple(
            min(self.centre + 3 * s, self.most if self.most is not None else float("inf")) for s in self.sigmas
        )

    @property
    def standard(self) -> tuple[float, ...]:
        """Each value in standard deviations from the centre."""
        return tuple((v - self.centre) / s if s else 0.0 for v, s in zip(self.values, self.sigmas, strict=True))


def laney_chart(
    values: Sequence[float],
    errors: Sequence[float],
    *,
    centre: float | None = None,
    least: float | None = None,
    most: float | None = None,
) -> ControlChart:
    """Return Laney's chart of values with known sampling errors."""
    middle = sum(values) / len(values) if centre is None else centre
    z = [(v - middle) / e for v, e in zip(values, errors, strict=True)]
    sigma = sum(abs(b - a) for a, b in zip(z, z[1:], strict=False)) / max(1, len(z) - 1) / 1.128
    return ControlChart("laney", tuple(values), middle, tuple(e * sigma for e in errors), least, most)
