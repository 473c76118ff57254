"""What is measured of a journey type, as the figures a business case begins with; it joins switching and retention."""

from core.measured.journey_type import figures
from core.measured.results import LABELS, JourneyTypeFigures, Measured

__all__ = ["LABELS", "JourneyTypeFigures", "Measured", "figures"]
