"""The analyses, asked once per dataset, data version, scope and question. Pages ask through these and nothing else.

What is cached is shared by everybody, so it holds counts, sums and labels only: the same for each role that may look.
What names a single customer or journey is never cached, and asks for the role itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core import scope as scopes
from core.access import Person
from core.engine import Answer, Database
from core.intake.history import rejects_csv
from core.paths import behind as behinds
from core.paths import compare as comparisons
from core.paths import drill as drills
from core.paths import flow as flows
from core.paths import loops as loop_maps
from core.paths import pattern as patterns
from core.paths import summary as summaries
from core.paths import variants as variant_tables
from core.paths.group import CompareQuestion
from core.paths.lens import Lens
from core.paths.selection import Selection
from core.scope import Scope, ScopeChoices
from core.switching import adjusted
from core.switching import by_channels as channel_costs
from core.switching import matrix as matrices
from core.switching import tradeoff as trade_offs
from core.switching.question import ExtraChannelQuestion
from core.switching.results import ExtraChannel
from pages.parts import access
from pages.parts.by_locale import kept_by_locale
from pages.parts.office import office
from pages.parts.view import View

ENTRIES = 200


@kept_by_locale(max_entries=ENTRIES, show_spinner="Reading what can be chosen …")
def choices(dataset_id: str, data_version: int) -> ScopeChoices:
    """Return what can be chosen in a dataset."""
    del data_version  # it is in the arguments so that a new version asks anew
    return scopes.choices(office().open(dataset_id))


def summary(view: View) -> summaries.Summary:
    """Return the headline numbers."""
    return _summary(view.dataset.dataset_id, view.dataset.data_version, view.scope)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Counting journeys …")
def _summary(dataset_id: str, data_version: int, scope: Scope) -> summaries.Summary:
    del data_version
    return summaries.summary(office().open(dataset_id), scope)


def flow(view: View, question: flows.FlowQuestion) -> flows.Flow:
    """Return the path flow."""
    return _flow(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Following the journeys …")
def _flow(dataset_id: str, data_version: int, scope: Scope, question: flows.FlowQuestion) -> flows.Flow:
    del data_version
    return flows.flow(office().open(dataset_id), scope, question)


def variants(view: View, lens: Lens, limit: int) -> variant_tables.VariantTable:
    """Return the variant table."""
    return _variants(view.dataset.dataset_id, view.dataset.data_version, view.scope, lens, limit)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Comparing whole journeys …")
def _variants(dataset_id: str, data_version: int, scope: Scope, lens: Lens, limit: int) -> variant_tables.VariantTable:
    del data_version
    return variant_tables.variants(office().open(dataset_id), scope, lens, limit)


def loops(view: View, question: loop_maps.LoopQuestion) -> loop_maps.LoopMap:
    """Return the loop map."""
    return _loops(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Counting what follows what …")
def _loops(dataset_id: str, data_version: int, scope: Scope, question: loop_maps.LoopQuestion) -> loop_maps.LoopMap:
    del data_version
    return loop_maps.loops(office().open(dataset_id), scope, question)


def pattern(view: View, question: patterns.PatternQuestion) -> patterns.PatternResult:
    """Return how often a pattern holds."""
    return _pattern(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Looking for the pattern …")
def _pattern(
    dataset_id: str, data_version: int, scope: Scope, question: patterns.PatternQuestion
) -> patterns.PatternResult:
    del data_version
    return patterns.pattern(office().open(dataset_id), scope, question)


def behind(view: View, selection: Selection) -> behinds.Behind:
    """Return what is known of the selected journeys, taken together."""
    return _behind(view.dataset.dataset_id, view.dataset.data_version, view.scope, selection)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Looking behind the number …")
def _behind(dataset_id: str, data_version: int, scope: Scope, selection: Selection) -> behinds.Behind:
    del data_version
    return behinds.behind(office().open(dataset_id), scope, selection)


def journeys(view: View, selection: Selection, limit: int, offset: int) -> drills.JourneyList:
    """Return a page of the selected journeys."""
    access.person().require("see customers")
    return drills.journeys_behind(view.database, view.scope, selection, limit, offset)


def journey_timeline(view: View, journey_key: int) -> Answer:
    """Return the contacts of one journey in time."""
    access.person().require("see customers")
    return drills.journey_timeline(view.database, journey_key)


def customer_timeline(view: View, customer_key: int) -> Answer:
    """Return the contacts of one customer in time."""
    access.person().require("see customers")
    return drills.customer_timeline(view.database, customer_key)


def journeys_file(view: View, selection: Selection, seer: Callable[[], Person]) -> bytes:
    """Return all selected journeys as a CSV file, made when it is asked for, by whoever `seer` says asks."""
    seer().require("see customers")
    return b"".join(drills.journeys_csv(view.database, view.scope, selection))


def interactions_file(view: View, selection: Selection, seer: Callable[[], Person]) -> bytes:
    """Return all interactions of the selected journeys as a CSV file, made when it is asked for."""
    seer().require("see customers")
    return b"".join(drills.interactions_csv(view.database, view.scope, selection))


def rejects_file(database: Database, import_number: int, seer: Callable[[], Person]) -> bytes:
    """Return the rejected records of an import, as they stood in the file, made when it is asked for."""
    seer().require("see customers")
    return b"".join(rejects_csv(database, import_number))


def comparison(view: View, question: CompareQuestion) -> comparisons.Comparison:
    """Return how two groups differ."""
    return _comparison(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Comparing the groups …")
def _comparison(dataset_id: str, data_version: int, scope: Scope, question: CompareQuestion) -> comparisons.Comparison:
    del data_version
    return comparisons.compare(office().open(dataset_id), scope, question)


def extra_channel(view: View, question: ExtraChannelQuestion) -> ExtraChannel:
    """Return what one more channel goes along with, by the methods asked for."""
    return _extra_channel(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _extra_channel(dataset_id: str, data_version: int, scope: Scope, question: ExtraChannelQuestion) -> ExtraChannel:
    del data_version
    return adjusted.extra_channel(office().open(dataset_id), scope, question)


def by_channels(view: View) -> channel_costs.ChannelCosts:
    """Return what journeys cost by the number of channels they used."""
    return _by_channels(view.dataset.dataset_id, view.dataset.data_version, view.scope)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Adding up what journeys cost …")
def _by_channels(dataset_id: str, data_version: int, scope: Scope) -> channel_costs.ChannelCosts:
    del data_version
    return channel_costs.by_channels(office().open(dataset_id), scope)


def switch_matrix(view: View) -> matrices.SwitchMatrix:
    """Return every switch from one channel to another."""
    return _switch_matrix(view.dataset.dataset_id, view.dataset.data_version, view.scope)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Comparing the switches …")
def _switch_matrix(dataset_id: str, data_version: int, scope: Scope) -> matrices.SwitchMatrix:
    del data_version
    return matrices.switch_matrix(office().open(dataset_id), scope)


@dataclass(frozen=True)
class Switching:
    """What the page on switching begins with: the effect without fitted models, and the switches."""

    quick: ExtraChannel
    matrix: matrices.SwitchMatrix


def switching(view: View) -> Switching:
    """Return what the page on switching begins with."""
    return Switching(extra_channel(view, ExtraChannelQuestion(methods=())), switch_matrix(view))


def trade_off(view: View) -> trade_offs.TradeOff:
    """Return each channel's cost and how customers find it."""
    return _trade_off(view.dataset.dataset_id, view.dataset.data_version, view.scope)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Setting cost against effort …")
def _trade_off(dataset_id: str, data_version: int, scope: Scope) -> trade_offs.TradeOff:
    del data_version
    return trade_offs.trade_off(office().open(dataset_id), scope)
