"""Plans and ranks at the size of a large office: 500 initiatives, 8 teams, 12 quarters, 10,000 draws."""

import random
import time

from benchmarks.results import Figure, milliseconds
from core.portfolio.choose import choose
from core.portfolio.problem import Constraints, Option
from core.portfolio.schedule import schedule
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative, RiceInputs
from core.priorities.methods import RICE
from core.priorities.stability import stability
from core.wording import percent

INITIATIVES, TEAMS, QUARTERS, DRAWS = 500, 8, 12, 10_000
TIGHTNESS = (0.3, 0.5, 0.8)
SECONDS = 8.0


def problem(tightness: float, seed: int = 1) -> tuple[tuple[Option, ...], Constraints]:
    """Return a random problem in which capacity is that share of all demand, and the budget 0.9 of it of all cost."""
    chance = random.Random(seed)
    teams = [f"Team {number}" for number in range(TEAMS)]
    options = tuple(
        Option(
            option_id=f"o{number}", title=f"Option {number}", value=chance.uniform(5, 100),
            cost=chance.uniform(10, 200),
            demand={team: chance.uniform(1, 9) for team in chance.sample(teams, 2)},
            duration_periods=chance.choice((1, 1, 2, 3)), lever=chance.choice(("revenue", "cost", "risk")),
            depends_on=(f"o{chance.randrange(number)}",) if number and chance.random() < 0.15 else (),
            ramp=(0.25, 0.5, 0.75, 1.0),
        )
        for number in range(INITIATIVES)
    )  # fmt: skip
    demand = {team: sum(one.demand.get(team, 0.0) for one in options) for team in teams}
    return options, Constraints(
        currency="EUR", periods=QUARTERS, budget=0.9 * tightness * sum(one.cost for one in options),
        capacity={team: (tightness * demand[team] / QUARTERS,) * QUARTERS for team in teams},
    )  # fmt: skip


def figures() -> list[Figure]:
    """Time timetables, sets and ranks; of a search that was stopped, say how far from the best it is at most."""
    found = []
    for tightness in TIGHTNESS:
        options, constraints = problem(tightness)
        for name, solve in (("timetable", schedule), ("set", choose)):
            begun = time.perf_counter()
            plan = solve(options, constraints, SECONDS)
            spent = time.perf_counter() - begun
            size = f"{INITIATIVES}, {TEAMS} teams, {QUARTERS} quarters"
            what = f"{name} of {size}, capacity {percent(tightness, 0)} of demand"
            found.append(
                Figure("S10", what, f"{milliseconds(spent)}, gap {percent(plan.gap_share)}", "2 s or an honest gap")
            )
    begun = time.perf_counter()
    stability(_initiatives(), RICE, 10, DRAWS)
    found.append(
        Figure("S10", f"ranks of {INITIATIVES} over {DRAWS:,} draws", milliseconds(time.perf_counter() - begun))
    )
    return found


def _initiatives() -> list[Initiative]:
    chance = random.Random(2)

    def about(value: float) -> Estimate:
        return Estimate(value, 0.6 * value, 1.5 * value)

    return [
        Initiative(
            f"i{number}", f"Initiative {number}", effort=about(chance.uniform(1, 12)),
            rice=RiceInputs(about(chance.uniform(100, 9000)), about(chance.choice((0.5, 1.0, 2.0))), Estimate(0.8)),
        )
        for number in range(INITIATIVES)
    ]  # fmt: skip
