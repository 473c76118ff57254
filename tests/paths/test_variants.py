from collections import Counter
from statistics import mean, median

import pandas as pd
import pytest
from hypothesis import given, settings

from core.errors import InvalidInputError
from core.paths.lens import Lens
from core.paths.variants import variants
from core.scope import Scope
from tests.journeys_dsl import journey
from tests.paths.conftest import Build
from tests.paths.oracle import repeated
from tests.paths.strategies import lenses, office_from, random_journeys


def test_the_table_shows_whole_sequences_with_their_measures(journeys: Build) -> None:
    office = journeys(
        a=journey("ivr > phone", gap=100, cost=2.0, resolved=True, csat=5.0),
        b=journey("ivr > phone", gap=300, cost=None, resolved=False),
        c=journey("chat", cost=1.5),
    )
    found = variants(office.database, Scope(), Lens())
    rows = found.rows.drop(columns="variant_code").astype(object)
    assert rows.where(rows.notna(), None).to_dict("records") == [
        {
            "sequence": "ivr > phone", "step_count": 2, "journeys": 2, "share": 2 / 3, "cumulative_share": 2 / 3,
            "median_duration_seconds": 200.0, "mean_cost": 4.0, "csat_answers": 1, "mean_csat": 5.0,
            "repeat_known": 0, "repeat_share": None, "resolved_known": 2, "resolved_share": 0.5, "sample_small": True,
        },
        {
            "sequence": "chat", "step_count": 1, "journeys": 1, "share": 1 / 3, "cumulative_share": 1.0,
            "median_duration_seconds": 0.0, "mean_cost": 1.5, "csat_answers": 0, "mean_csat": None,
            "repeat_known": 0, "repeat_share": None, "resolved_known": 0, "resolved_share": None, "sample_small": True,
        },
    ]  # fmt: skip
    assert (found.total_variants, found.total_journeys) == (2, 3)


def test_a_cut_table_says_what_it_leaves_out(journeys: Build) -> None:
    office = journeys(a="ivr", b="ivr", c="chat", d="phone")
    found = variants(office.database, Scope(), Lens(), limit=1)
    assert list(found.rows.sequence) == ["ivr"]
    assert found.contract.coverage == "50.0 %: 1 of 3 variants"
    assert found.contract.other == "2 rarer variants, 2 journeys"
    with pytest.raises(InvalidInputError):
        variants(office.database, Scope(), Lens(), limit=0)


def test_an_empty_scope_gives_an_empty_table(journeys: Build) -> None:
    found = variants(journeys(a="ivr").database, Scope(outcome="unresolved"), Lens())
    assert (len(found.rows), found.total_variants, found.total_journeys) == (0, 0, 0)


@settings(deadline=None, max_examples=12)
@given(random_journeys(), lenses)
def test_the_table_equals_counting_by_hand(written, lens: Lens) -> None:
    with office_from(written) as office:
        found = variants(office.database, Scope(), lens)
        groups: dict[str, list] = {}
        for one in office.journeys:
            name = " > ".join(step or "not given" for step in one.shown(lens.by, lens.collapse))
            groups.setdefault(name, []).append(one)
        assert dict(zip(found.rows.sequence, found.rows.journeys, strict=True)) == Counter(
            {name: len(group) for name, group in groups.items()}
        )
        assert abs(found.rows.share.sum() - 1) < 1e-12
        assert found.rows.cumulative_share.iloc[-1] == 1
        for row in found.rows.to_dict("records"):
            group = groups[row["sequence"]]
            same(
                row["median_duration_seconds"],
                [(one.ended_at - one.started_at).total_seconds() for one in group],
                median,
            )
            same(row["mean_cost"], [one.cost for one in group])
            same(row["mean_csat"], [one.csat for one in group])
            same(row["resolved_share"], [one.resolved for one in group])
            same(row["repeat_share"], [repeated(office, one) for one in group])


def same(got: float, values: list, how=mean) -> None:
    known = [float(value) for value in values if value is not None]
    assert pd.isna(got) if not known else got == pytest.approx(how(known))
