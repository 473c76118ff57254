"""What each number of a round means, in words, for whoever holds the files without the app."""

from core.maturity.actions import ordering_in_words
from core.maturity.disclosure import LEAST
from core.maturity.report import RoundReport
from core.text import counted

_NUMBERS = (
    ("Staged level", "The highest stage, 1 being the lowest, whose statements, and those of all stages below, are each "
     "met. A statement is met when more than half of those who know say yes. The whole office has the level of its "
     "lowest capability."),
    ("Additive level", "For each respondent: 1, plus for each stage above the first the mean credit of the statements "
     "that the respondent knows (yes 1, partly 0.5, no 0). For a capability: the mean over respondents. For the whole "
     "office: the mean of the capabilities."),
    ("95 % from, 95 % to", "The 95 % t interval of the mean over respondents, kept inside the scale. It says how far "
     "the mean could lie from that of many such respondents. The level of the whole office has none."),
    ("Respondents", "Those who have an additive level in the capability, that is who know at least one statement of "
     "each stage above the first; in the row of the whole office all who answered."),
    ("Standard deviation, lowest, highest", "How far the respondents' additive levels lie apart."),
    ("Confidence", "The mean of low 1, medium 2, high 3 over those who said how sure they are."),
    ("At stage …, without a stage", "How many respondents are at each stage when each is scored alone with every "
     "statement of a stage answered yes; without a stage are those who know nothing of the capability."),
    ("Yes share", "Yes divided by those who know (yes, partly or no), 0 to 1. “Don't know” is left out."),
    ("Agreement", "Krippendorff's alpha, ordinal, with statements as units: 1 less the observed by the expected "
     "disagreement. From 0.80 reliable, from 0.667 tentative."),
    ("Change", "Additive level now less before, with a 95 % interval: of the same people where at least five named "
     "ones answered both rounds (paired), else of two groups (two samples). “Up” and “down” are said only where Holm's "
     "method over the capabilities allows it, at 5 %."),
    ("The office shows", "What the office's own data and records say about the statement when this was printed; "
     "“unknown” means that it can't tell, never that something is missing."),
    ("Order of the actions", ordering_in_words()),
    ("Not available", "The value is not known, or too few could say. It never counts as 0."),
)  # fmt: skip
_ANONYMOUS = (
    f"No level of one to {LEAST - 1} people is shown, nor any from which one could be worked out. “Under {LEAST}” and "
    "“not shown” stand where a group is kept back. Comments are without role and team."
)


def meanings(report: RoundReport) -> tuple[tuple[str, str], ...]:
    """Return what the round is and what its numbers mean, as pairs of a name and its words."""
    found = report.standing
    one, model = found.round, found.round.model
    of_round = (
        ("Round", one.name),
        ("When", report.period()),
        ("Answered", f"{report.answered()}; {counted(found.results.respondents, 'respondent')} in every count here"),
        ("Kind", f"Anonymous. {_ANONYMOUS}" if one.anonymous else "Named."),
        ("Model", f"{model.name} ({model.code}), edition {model.edition}. {model.about}".strip()),
        ("Source of the model", model.source),
        ("Facts of the office", report.data_version or "Without a dataset"),
        ("Printed", report.printed()),
    )
    return (*of_round, *_NUMBERS)
