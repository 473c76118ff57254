"""The import's builder and the plain-Python one of the tests make the same steps, journeys and variants."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

from core.engine import Database
from core.journeys.build import build_all
from tests.journeys_dsl import ALL_LENSES, Journey
from tests.paths.strategies import office_from, random_journeys

STEPS = "select * from steps order by journey_key, step_number"
NO_CODES = ", ".join(f"{lens}_variant" for lens in ALL_LENSES)
JOURNEYS = f"select * exclude ({NO_CODES}) from journeys order by journey_key"
SEQUENCES = """
    select j.journey_key, v.lens, v.step_count, v.sequence
    from journeys j
    join variants v on v.variant_code = case v.lens
        when 'channel' then j.channel_variant when 'activity' then j.activity_variant
        when 'touchpoint' then j.touchpoint_variant when 'channel_run' then j.channel_run_variant
        when 'activity_run' then j.activity_run_variant else j.touchpoint_run_variant end
    order by j.journey_key, v.lens"""


def tables(database: Database) -> list[list]:
    return [database.read(text).records() for text in (STEPS, JOURNEYS, SEQUENCES)]


@settings(deadline=None, max_examples=12)
@given(random_journeys())
def test_both_builders_agree(written: list[Journey]) -> None:
    with office_from(written) as office, tempfile.TemporaryDirectory() as folder:
        assert Path(folder).is_dir()
        wanted = tables(office.database)
        with office.database.write() as transaction:
            build_all(transaction)
        assert tables(office.database) == wanted
