"""An office whose handle time fell while its customers became less satisfied."""

from pathlib import Path

from core.datasets import Office
from core.settings import Settings
from data.demo import Company, Planted
from data.demo.load import load_demo

COMPANY = Company(seed=5, journeys=12_000, planted=Planted(drive_handle_factor=0.65, drive_csat=-1.2))


def driven_office(home: Path) -> Path:
    """Load a company with a drive for speed that so few journeys can show; returns its home."""
    office = Office(Settings(home=home))
    load_demo(office, COMPANY)
    office.close_all()
    return home
