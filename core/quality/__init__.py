"""Data quality as leading indicators: each with a value, a denominator, a limit and an owner."""

from core.quality.analysis import quality
from core.quality.indicators import Indicator, indicators
from core.quality.measurement import Gap, LabelVariant, Measurement, Quality

__all__ = ["Gap", "Indicator", "LabelVariant", "Measurement", "Quality", "indicators", "quality"]
