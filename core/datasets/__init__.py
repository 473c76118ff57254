"""The office's datasets: one governed, any number of ad-hoc ones, each a file of its own."""

from core.datasets.office import DatasetInfo, Office

__all__ = ["DatasetInfo", "Office"]
