"""How the number of journeys moves with the inactivity window."""

from pathlib import Path

from core.engine import Answer, Database
from core.engine.statements import sql_file

WINDOWS_DAYS = (3, 7, 14, 30)
_HERE = str(Path(__file__).parent)


def journeys_by_window(database: Database, windows: tuple[int, int, int, int] = WINDOWS_DAYS) -> Answer:
    """Count the journeys that the interactions without a journey id make under four windows, in days.

    Rows: window_days, journeys, interactions (the same in each; 0 where every contact carries a journey id).
    """
    parameters = {f"days_{place}": days for place, days in enumerate(windows, start=1)}
    return database.read(sql_file(_HERE, "windows"), parameters)
