"""The business case's questions: which cases there are, and what one comes to."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from core.business_case.case import Case
from core.business_case.document import to_dict
from core.business_case.evidence import basis, hindrances
from core.business_case.exact_words import written_product, written_value
from core.business_case.headline import Headline, headline
from core.business_case.inaction import inaction
from core.business_case.result import Result, result
from core.casebook.comments import Comment, comments
from core.casebook.freezing import FrozenCase, frozen, verify
from core.casebook.keeping import KeptCase, cases, one
from core.casebook.status import Status, status, statuses
from core.command.options import command
from core.command.output import Output, Table, csv_blocks
from core.datasets import Office
from core.wording import money, number, percent
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands

T = TypeVar("T")
LISTED = (
    "case_id", "title", "status", "version", "npv", "currency", "owner", "changed_at", "changed_by", "archived",
)  # fmt: skip
RESULTS = (
    "npv", "npv_with_freed", "rates_of_return", "modified_rate", "payback_years", "discounted_payback_years",
    "return_on_investment", "benefit_cost_ratio", "benefits_value", "costs_value", "tax_value", "contingency_value",
    "most_tied_up",
)  # fmt: skip
INPUTS = (
    "code", "label", "value", "low", "high", "distribution", "quantity", "unit", "evidence", "source", "as_of", "owner",
)  # fmt: skip
LINES = ("code", "label", "kind", "product", "present_value", "gross_value")
TABLES = ("results", "lines", "inputs", "cash")


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    command(commands, "cases", "which business cases are there, and where do they stand?", listed)
    shown = command(commands, "case", "what does a business case come to, and what does it rest on?", answer)
    shown.add_argument("--id", required=True, metavar="ID", help="a case, as 'cases' lists it")
    shown.add_argument("--version", type=int, metavar="N", help="a frozen version; default: the draft")
    shown.add_argument("--scenario", metavar="NAME", help="with this scenario's values; default: the case's own")
    shown.add_argument("--table", choices=TABLES, default="results", help="what --csv prints; default: results")


def listed(office: Office, _: argparse.Namespace) -> Output:
    """List the cases, those in the archive last; `version` is the newest frozen one."""
    found = _with_workspace(office, lambda workspace: (cases(workspace), statuses(workspace)))
    rows = [_listed(kept, found[1][kept.case_id]) for kept in found[0]]
    table = Table.of("", LISTED, rows)
    none = () if rows else ("There is no business case yet. The app begins one.",)
    return Output({"cases": table.rows}, (table,) if rows else (), none)


def answer(office: Office, args: argparse.Namespace) -> Output:
    """Return the results, lines and inputs of a case, or of a frozen version of it."""

    def ask(workspace: Workspace) -> tuple[KeptCase, FrozenCase | None, Status, tuple[Comment, ...]]:
        kept = one(workspace, args.id)
        version = None if args.version is None else frozen(workspace, f"{args.id}/{args.version}")
        return kept, version, status(workspace, args.id), comments(workspace, args.id)

    kept, version, stands, said = _with_workspace(office, ask)
    case = kept.case if version is None else version.case
    own = args.scenario is None
    values = case.values() if own else case.at(case.scenario(args.scenario).values)
    found, shown = result(case, values), headline(case) if own else None
    raw = _raw(case, found, values)
    data = {
        "case": {"case_id": kept.case_id, **to_dict(case)},
        "status": stands,
        "version": version and {name: value for name, value in vars(version).items() if name != "case"},
        "scenario": args.scenario,
        "results": {name: getattr(found, name) for name in RESULTS},
        "simulation": shown,
        "doing_nothing": inaction(case) if own else None,
        "rests_on": basis(case) if own else None,
        **{name: raw[name].rows for name in ("lines", "inputs", "cash")},
        "hindrances": hindrances(case),
        "comments": said,
    }
    name = case.title if version is None else version.name
    head = (f"{name}." if own else f"{name}, scenario {args.scenario}.", f"{stands.sentence()}.")
    tables = (_results_shown(case, found, shown), _lines_shown(case, raw["lines"]), _inputs_shown(case, values))
    foot = [f"Before it can be frozen: {each}" for each in hindrances(case)] if version is None else verify(version)
    return Output(data, tables, head, tuple(foot), csv=csv_blocks((raw[args.table],)))


def _with_workspace(office: Office, ask: Callable[[Workspace], T]) -> T:
    workspace = Workspace.of(office.settings)
    try:
        return ask(workspace)
    finally:
        workspace.close()


def _listed(kept: KeptCase, stands: Status) -> tuple[Any, ...]:
    case = kept.case
    return (
        kept.case_id, case.title, stands.sentence(), stands.number, result(case).npv, case.currency, case.owner,
        kept.changed_at, kept.changed_by, kept.archived,
    )  # fmt: skip


def _raw(case: Case, found: Result, values: dict[str, float]) -> dict[str, Table]:
    """Return the tables as numbers, not rounded; of the lines, what is paid is below 0."""
    costs = zip(case.costs, found.costs, strict=True)
    benefits = zip(case.benefits, found.benefits, strict=True)
    lines = [
        (line.code, line.label, "cost", written_product(case, line.factors), -v.paid, -v.paid) for line, v in costs
    ]
    lines += [
        (line.code, line.label, "benefit", written_product(case, line.factors), v.counted, v.gross)
        for line, v in benefits
    ]
    inputs = [
        [values[each.code] if name == "value" else getattr(each, name) for name in INPUTS] for each in case.assumptions
    ]
    flows = found.flows
    cash = zip(
        case.terms.times_years(), flows.coming_in.tolist(), flows.paid.tolist(), flows.tax.tolist(), found.net,
        found.cumulative, strict=True,
    )  # fmt: skip
    return {
        "results": Table.of("", ("result", "value"), [(name, getattr(found, name)) for name in RESULTS]),
        "lines": Table.of("", LINES, lines),
        "inputs": Table.of("", INPUTS, inputs),
        "cash": Table.of("", ("at_years", "coming_in", "paid", "tax", "net", "cumulative"), cash),
    }


def _results_shown(case: Case, found: Result, drawn: Headline | None) -> Table:
    rates = {0: "none", 1: percent(found.single_rate)}.get(
        len(found.rates_of_return), "no single rate: " + ", ".join(map(percent, found.rates_of_return))
    )
    rows = [
        ("Net present value", money(found.npv, case.currency)),
        ("Internal rate of return", rates),
        ("Modified rate of return", percent(found.modified_rate)),
        ("Payback, years", "never" if found.payback_years is None else number(found.payback_years)),
        ("Return on investment", percent(found.return_on_investment)),
        ("Benefit-cost ratio", number(found.benefit_cost_ratio, 2)),
        ("Benefits, present value", money(found.benefits_value, case.currency)),
        ("Costs, present value", money(found.costs_value, case.currency)),
    ]
    if drawn is not None:
        span = " to ".join(money(end, case.currency) for end in (drawn.low, drawn.high))
        rows += [("10 to 90 of 100 draws", span), ("Chance above zero", percent(drawn.chance_above_zero))]
    return Table.of("Results", ("Result", "Value"), rows)


def _lines_shown(case: Case, lines: Table) -> Table:
    rows = [
        (label, kind, product, money(value, case.currency))
        for _, label, kind, product, value, _ in lines.rows.itertuples(index=False, name=None)
    ]
    return Table.of("Lines", ("Line", "Kind", "Product", "Present value"), rows)


def _inputs_shown(case: Case, values: dict[str, float]) -> Table:
    rows = [
        (each.label, written_value(each, values[each.code], case.currency), each.evidence, each.source, each.owner)
        for each in case.assumptions
    ]
    return Table.of("Inputs", ("Input", "Value", "Evidence", "Source", "Owner"), rows)
