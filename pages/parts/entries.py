"""The one list of pages: what exists, in which section, under which address."""

from dataclasses import dataclass

from core.access import Action

PEOPLE = "people"


@dataclass(frozen=True)
class Entry:
    """One page. `address` is its place in the URL, the default page has none; `action` is what seeing it takes."""

    section: str
    file: str
    title: str
    address: str
    icon: str
    help: str
    action: Action


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "Start",
        "start/overview.py",
        "Overview",
        "",
        "space_dashboard",
        "What data is here, its headline numbers and where to go from here.",
        "look",
    ),
    Entry(
        "Start",
        "start/scorecard.py",
        "Scorecard",
        "scorecard",
        "monitoring",
        "How service stands: every governed figure with its interval, trend, target and owner, and what conflicts.",
        "look",
    ),
    Entry(
        "Understand",
        "understand/path_flows.py",
        "Path flows",
        "paths",
        "conversion_path",
        "Which steps journeys take, one after the other, and where they end.",
        "look",
    ),
    Entry(
        "Understand",
        "understand/loop_map.py",
        "Loop map",
        "loops",
        "cycle",
        "Which step directly follows which, with time and cost: where customers go round in circles.",
        "look",
    ),
    Entry(
        "Understand",
        "understand/patterns.py",
        "Patterns",
        "patterns",
        "search_insights",
        "How often one step is followed by another, without or within something.",
        "look",
    ),
    Entry(
        "Understand",
        "understand/comparison.py",
        "Compare",
        "compare",
        "compare_arrows",
        "Two groups, or before and after, side by side with intervals.",
        "look",
    ),
    Entry(
        "Understand",
        "understand/journeys.py",
        "Journeys",
        "journeys",
        "format_list_bulleted",
        "The journeys behind a number, and one customer's timeline.",
        "see customers",
    ),
    Entry(
        "Value",
        "value/switching.py",
        "Switching cost",
        "switching",
        "alt_route",
        "What one more channel costs: raw, adjusted and published, where it happens, and what less would save.",
        "look",
    ),
    Entry(
        "Value",
        "value/retention.py",
        "Retention impact",
        "retention",
        "group_remove",
        "Who stays after service, what extra channels go along with, the money at risk, and what goes with leaving.",
        "look",
    ),
    Entry(
        "Value",
        "value/business_case.py",
        "Business case",
        "business_case",
        "account_balance",
        "What is asked for, what comes back, what each number rests on, and who said yes.",
        "look",
    ),
    Entry(
        "Act",
        "act/priorities.py",
        "Priorities",
        "priorities",
        "flag",
        "Which journey types and touchpoints to fix first, from data and judgement, and two to start with.",
        "look",
    ),
    Entry(
        "Act",
        "act/initiatives.py",
        "Initiatives",
        "initiatives",
        "low_priority",
        "What to do first, by which method, whether the order can be trusted, and the best plan under a budget.",
        "look",
    ),
    Entry(
        "Act",
        "act/backlog.py",
        "Backlog",
        "backlog",
        "checklist",
        "What will be improved, by whom and by when, and what was decided.",
        "look",
    ),
    Entry(
        "Act",
        "act/objectives.py",
        "Objectives",
        "objectives",
        "target",
        "What was promised of a metric by when, whether it comes, and a before and after to publish.",
        "look",
    ),
    Entry(
        "Manage",
        "manage/import_file.py",
        "Import",
        "import",
        "upload_file",
        "Add contacts from an export: CSV, Excel, Parquet and more.",
        "import data",
    ),
    Entry(
        "Manage",
        "manage/datasets.py",
        "Datasets",
        "datasets",
        "database",
        "What data there is, what each import did, and how journeys are cut.",
        "look",
    ),
    Entry(
        "Manage",
        "manage/quality.py",
        "Data quality",
        "quality",
        "verified",
        "Whether the data can carry the numbers: leading indicators with limits and owners.",
        "look",
    ),
    Entry(
        "Manage",
        "manage/glossary.py",
        "Glossary",
        "glossary",
        "menu_book",
        "What each figure means: formula, owner, target, versions, and which figures a change moves.",
        "look",
    ),
    Entry(
        "Manage",
        "manage/reported.py",
        "Reported figures",
        "reported",
        "input",
        "Counts of other systems, by month: quality reviews and routing exceptions.",
        "write",
    ),
    Entry(
        "Manage",
        "manage/identities.py",
        "Identities",
        "identities",
        "join_inner",
        "Which keys belong to one customer, why, and how to take a merge back.",
        "import data",
    ),
    Entry(
        "Manage",
        "manage/people.py",
        "People",
        PEOPLE,
        "group",
        "Who may do what here, and signing somebody out.",
        "manage people",
    ),
    Entry(
        "Manage",
        "manage/maturity.py",
        "Maturity",
        "maturity",
        "stairs",
        "How mature the office is: stage by capability, agreement, evidence, gaps and actions.",
        "look",
    ),
    Entry(
        "Manage",
        "manage/rounds.py",
        "Rounds",
        "rounds",
        "groups",
        "Rounds of the maturity self-assessment: whom to ask, their links, and who has answered.",
        "write",
    ),
    Entry(
        "Manage",
        "manage/answer.py",
        "Answer",
        "answer",
        "how_to_reg",
        "The questionnaire of the maturity self-assessment.",
        "answer",
    ),
    Entry(
        "Manage",
        "manage/audit.py",
        "Audit",
        "audit",
        "history",
        "Every change to what people wrote: who, when, what, before and after, and whether the record is whole.",
        "read the audit",
    ),
)
