"""S1: the path flow, by channel, seven steps, under any filter, against a bare scan, a kernel and peers."""

from collections.abc import Callable, Mapping

from benchmarks.peers import chdb_peer, kernel, pandas_peer, polars_peer
from benchmarks.peers.answer import STEPS, Edges
from benchmarks.results import Figure, at_least, at_most, milliseconds
from benchmarks.scopes import SCOPES, Filter
from benchmarks.timing import race
from core.engine import Database
from core.paths.flow import FlowQuestion, flow
from core.scope import Scope

QUESTION = FlowQuestion(steps=STEPS, top=50)
NATURAL, PREPARED = 30.0, 1.0


def figures(database: Database) -> list[Figure]:
    """Race the path flow under each filter; raises `AssertionError` where two answers differ."""
    found = []
    steps = kernel.Steps(database)
    peers = [module.Peer(database) for module in (polars_peer, pandas_peer, chdb_peer)]
    for name, scope in SCOPES.items():
        wanted = Filter.of(database, scope)
        answers: dict[str, Callable[[], Edges]] = {"kernel": lambda wanted=wanted: steps.flow(wanted)}
        for peer in peers:
            answers[f"{peer.name} from interactions"] = lambda peer=peer, wanted=wanted: peer.natural(wanted)
            answers[f"{peer.name} prepared"] = lambda peer=peer, wanted=wanted: peer.prepared(wanted)
        _check(ours(database, scope), answers)
        runs = {"ours": lambda scope=scope: flow(database, scope, QUESTION), "scan": scan(database, wanted), **answers}
        found += _figures(name, race(runs))
    for peer in peers:
        peer.close()
    return found


def ours(database: Database, scope: Scope) -> Edges:
    """Return the product's own answer as the peers give theirs."""
    links = flow(database, scope, QUESTION).links
    codes = {row["label"]: int(row["code"]) for row in database.read(_CHANNELS).records()}
    codes["Ended"] = -1
    columns = (links.position, links.source_label, links.target_label, links.journeys)
    return {(int(at), codes[one], codes[other]): int(n) for at, one, other, n in zip(*columns, strict=True)}


def scan(database: Database, wanted: Filter) -> Callable[[], object]:
    """Return what sums the path flow's columns under a filter and does nothing else."""
    text = f"select sum(step_number), sum(channel_code), sum(next_channel_code) from steps where {wanted.sql()}"
    return lambda: database.read(text)


def _check(expected: Edges, answers: Mapping[str, Callable[[], Edges]]) -> None:
    for name, answer in answers.items():
        assert answer() == expected, f"{name} gives another path flow"


def _figures(filter_name: str, seconds: Mapping[str, float]) -> list[Figure]:
    ours, what = seconds["ours"], f"path flow, {filter_name}"
    detail = f" ({milliseconds(ours)} against {{}})"
    limits = {"scan": 2.5, "kernel": 2.0}
    found = []
    for name, taken in seconds.items():
        against = detail.format(milliseconds(taken))
        if name in limits:
            found.append(at_most("S1", f"{what}: ours ÷ {name}", ours / taken, limits[name], against))
        elif name != "ours":
            least = NATURAL if name.endswith("interactions") else PREPARED
            found.append(at_least("S1", f"{what}: {name} ÷ ours", taken / ours, least, against))
    return found


_CHANNELS = "select code, label from labels where kind = 'channel'"
