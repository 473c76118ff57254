"""The questionnaire on paper."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from core.export.pdf import pdf
from core.look import LIGHT
from core.maturity.model import Capability, Model
from core.maturity.rounds import Round
from core.wording import day, one_line

TEMPLATE = Path(__file__).parent / "form.typ"
HOW = (
    "Tick one box for each statement: Yes when it is so and you could show it, Partly when some of it is, No when it "
    "is not, Don't know when you can't tell. "
    "Answer for the office as it is today, not as it should be; Don't know lowers no level. "
    "Say for each capability how sure you are, and write down what the boxes can't hold."
)


@dataclass(frozen=True)
class StagePart:
    """The statements of one stage of a capability, with what could be seen there."""

    name: str
    observable: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class CapabilityPart:
    """One capability with its question."""

    name: str
    question: str
    stages: tuple[StagePart, ...]


@dataclass(frozen=True)
class QuestionForm:
    """All that the form says. An anonymous one asks for team and role, and not for a name."""

    title: str
    about: str
    how: str
    fields: tuple[str, ...]
    note: str
    capabilities: tuple[CapabilityPart, ...]
    footer: str
    printed_at: datetime


def form_pdf(form: QuestionForm) -> bytes:
    """Return the form as PDF, on as many pages of A4 as it takes."""
    content = asdict(form)
    del content["printed_at"]
    names = ("surface", "ink", "faint_ink", "line", "neutral", "accent")
    return pdf(TEMPLATE, {**content, "colours": {name: getattr(LIGHT, name) for name in names}}, form.printed_at)


def question_form(of: Model | Round, printed_at: datetime) -> QuestionForm:
    """Return the blank form of a round, or of a model that no round asks yet: that one asks for a name.

    >>> from core.maturity.example import SMALL
    >>> form = question_form(SMALL, datetime(2026, 3, 4))
    >>> form.fields, [len(one.stages) for one in form.capabilities]
    (('Name', 'Team', 'Role'), [3, 3])
    """
    model = of.model if isinstance(of, Round) else of
    is_anonymous = isinstance(of, Round) and of.anonymous
    closes = f" Hand it in by {day(of.closes_on)}." if isinstance(of, Round) and of.closes_on else ""
    why = "This round is anonymous: don't write your name, here or in a comment." if is_anonymous else ""
    round_name = f"{one_line(of.name)}: " if isinstance(of, Round) else ""
    return QuestionForm(
        title=f"{round_name}{one_line(model.name)}",
        about=one_line(model.about),
        how=HOW,
        fields=("Team", "Role") if is_anonymous else ("Name", "Team", "Role"),
        note=f"{why}{closes}".strip(),
        capabilities=tuple(_capability(model, one) for one in model.capabilities),
        footer=f"{one_line(model.name)}, edition {model.edition} · printed {day(printed_at)}",
        printed_at=printed_at,
    )


def _capability(model: Model, one: Capability) -> CapabilityPart:
    stages = tuple(
        StagePart(one_line(stage.name), one_line(cell.observable), tuple(one_line(s.text) for s in cell.statements))
        for stage, cell in zip(model.stages, one.cells, strict=True)
    )
    return CapabilityPart(one_line(one.name), one_line(one.question), stages)
