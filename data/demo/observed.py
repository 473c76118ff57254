"""The company's journeys as an analyst sees them, without writing their contacts: for checks over many seeds."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.demo.block import BLOCK_JOURNEYS, make_block
from data.demo.draw import Floats, Ints
from data.demo.planted import Company
from data.demo.seasons import DAY, EPOCH_DAY

_DAYS_A_MONTH = 30.4375


@dataclass(frozen=True)
class Observed:
    """One entry per journey: what can be held fixed (`codes` by name), channels used, cost in EUR, and the customer."""

    codes: Mapping[str, Ints]
    channels: Ints
    cost: Floats
    customer: Ints


def observe(company: Company) -> Observed:
    """Return the journeys of a company of at most 50,000 of them.

    >>> seen = observe(Company(seed=1, journeys=300))
    >>> len(seen.cost), sorted(seen.codes)
    (300, ['first channel', 'issue', 'month', 'region', 'segment'])
    """
    if company.journeys > BLOCK_JOURNEYS:
        raise ValueError(f"At most {BLOCK_JOURNEYS} journeys can be observed at once.")
    block = make_block(company, 0)
    journeys, customers = block.journeys, block.customers
    month = ((journeys.started // DAY - EPOCH_DAY) / _DAYS_A_MONTH).astype("int64")
    codes = {
        "issue": journeys.issue, "region": customers.region[journeys.customer],
        "segment": customers.segment[journeys.customer], "first channel": journeys.first_channel, "month": month,
    }  # fmt: skip
    return Observed(codes, journeys.channels, journeys.cost_cents / 100, journeys.customer)
