"""Cases that a brief has to stand: plain ones, odd ones and hostile ones."""

from dataclasses import replace
from datetime import date, datetime

from core.business_case import catalogue
from core.business_case.brief import Brief, brief
from core.business_case.brief_tables import Approval
from core.business_case.case import Case, Scenario, Terms
from core.business_case.lines import BenefitLine, CostLine, Factor
from core.business_case.story import service_story
from core.business_case.worked import Worked, worked
from tests.business_case.cases import TODAY, given, having, small

AT = datetime(2026, 11, 28, 9, 30)
SIGNED = Approval(3, "Ann Kovač", AT, "0123456789abcdef" * 4, "Bo Lind", datetime(2026, 12, 3, 8, 0))
HOSTILE = "=cmd|'/c calc'!A1 <b>#x *y*</b> \u202e\x07\x00 $x$ إصلاح نزاعات 😀 "
DRAWS = 400


def template(currency: str = "EUR", price: float = 0.92, title: str = "Fixing billing disputes") -> Case:
    begin = catalogue.Start(
        "two_managers", title, currency, date(2027, 1, 1), TODAY, price, "Ann Kovač", ("Billing dispute", "Card lost")
    )
    return catalogue.start(begin)


def ranged() -> Case:
    """The small case, with three inputs that have a range."""
    return having(
        small(),
        given("saving", 10.0, "money effect", label="Saving", low=6.0, high=12.0, distribution="triangular"),
        given("first_cost", 5000.0, "money", label="Price", low=4000.0, high=9000.0, distribution="uniform"),
        given("people", 2.0, label="People", low=1.0, high=3.0, distribution="PERT"),
    )


def two_rates() -> Case:
    """-5,000, 25,000 and -30,000: zero at 100 % and at 200 %."""
    case = having(
        small(2),
        given("saving", 25.0, "money effect"),
        given("adoption_year_2", 0.0, "share"),
        given("later", 30_000.0, "money"),
    )
    return replace(case, costs=(case.costs[0], CostLine("later", "Later", "other", (Factor("later"),), from_year=2)))


def many_lines() -> Case:
    case = ranged()
    labels = [f"{number} {HOSTILE}".ljust(160, "W")[:160] for number in range(12)]
    benefits = tuple(replace(case.benefits[0], code=f"b{number}", label=one) for number, one in enumerate(labels))
    scenarios = tuple(Scenario(f"{number} {HOSTILE}"[:80], {"saving": float(number)}) for number in range(9))
    return replace(case, title=labels[0], benefits=benefits, scenarios=scenarios, owner=HOSTILE[:80])


def long_words() -> Case:
    case = template("SEK", 10.5, "Überprüfungsrechnungsstellungsverfahren" * 4)
    wordy = tuple(
        replace(
            one, label=(one.label + " 請求に関する問題" * 20)[:160], source="S" * 900, owner="O" * 900, unit="u" * 900
        )
        for one in case.assumptions
    )
    longer = replace(case, assumptions=wordy, journey_types=("T" * 200, "U" * 200))
    return catalogue.with_terms(longer, Terms(date(2027, 1, 1), 10, 4, "mid", taxed=True), TODAY)


def cases() -> dict[str, Case]:
    freed = BenefitLine("freed", "Freed", (Factor("journeys_a_year"), Factor("saving")), cashable="none")
    return {
        "small": small(),
        "ranged": ranged(),
        "one year": small(1),
        "ten years by quarter": catalogue.with_terms(template(), Terms(date(2027, 1, 1), 10, 4), TODAY),
        "negative": template(),
        "negative effect": having(ranged(), given("saving", -3.0, "money effect")),
        "no cost": having(small(), costs=()),
        "no benefit": having(small(), benefits=()),
        "nothing": having(small(), costs=(), benefits=()),
        "two rates": two_rates(),
        "freed time only": having(small(), given("none", 0.0, "share"), benefits=(freed,)),
        "yen": template("JPY", 150.0, "請求に関する問題を直す" * 9),
        "huge": having(ranged(), given("journeys_a_year", 1e12)),
        "hostile": having(ranged(), given("saving", 10.0, "money effect", label=HOSTILE, low=1.0, high=20.0,
                                          distribution="uniform"), title=HOSTILE, owner=HOSTILE[:80]),
        "many lines": many_lines(),
        "long words": long_words(),
    }  # fmt: skip


def told(case: Case, approval: Approval | None = None) -> tuple[Worked, Brief]:
    found = worked(case, DRAWS)
    return found, brief(found, approval or Approval(), AT, service_story(found))
