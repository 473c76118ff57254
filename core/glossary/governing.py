"""The definitions that hold in an office: those shipped, or the latest version that somebody put in their place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.errors import InvalidInputError
from core.glossary.kept import KIND, body_of, fits, from_body
from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.glossary.reporting import kept_reports
from core.glossary.shipped import shipped
from core.workspace.documents import Author, Document, Together, Workspace

LEAST_REASON, MOST_REASON = 10, 600
_NOT_COMPARED = ("since", "version", "reason")


@dataclass(frozen=True)
class Glossary:
    """Every metric as it is defined now, by its code, in the order of the shipped glossary.

    `seen` has, by code, the version of the kept document that a change must have seen: 0 while the shipped one holds.
    `faults` says of each kept definition that can't be used why the shipped one holds in its place.
    """

    metrics: Mapping[str, Metric]
    seen: Mapping[str, int]
    faults: tuple[str, ...]

    def matching(self, text: str) -> tuple[Metric, ...]:
        """Return the metrics of which all words of a text are in the code, name, meaning, formula or owner."""
        words = text.casefold().split()
        return tuple(one for one in self.metrics.values() if all(word in _searched(one) for word in words))


def _searched(one: Metric) -> str:
    return " ".join((one.code, one.name, one.meaning, one.formula, one.owner, one.side, one.level)).casefold()


def glossary(workspace: Workspace) -> Glossary:
    """Return the glossary of an office; a kept definition that can't be read gives way to the shipped one."""
    found, faults = dict(shipped()), []
    kept = {document.key: document for document in workspace.all(KIND) if document.key in found}
    for code in [code for code in found if code in kept]:
        try:
            found[code] = from_body(found[code], kept[code].body, kept[code].version)
        except InvalidInputError:
            faults.append(_fault(kept[code], "can't be read by this version of the app"))
    for code in _alike(found):
        found[code] = shipped()[code]
        faults.append(_fault(kept[code], "has the name of another metric"))
    return Glossary(found, {code: one.version for code, one in kept.items()}, tuple(faults))


def definitions(workspace: Workspace) -> Mapping[str, Metric]:
    """Return every metric as it is defined now, by its code, in the order of the shipped glossary."""
    return glossary(workspace).metrics


def change(author: Author, new: Metric, reason: str, *, seen_version: int, effect: Sequence[str] = ()) -> Metric:
    """Put a new version of a definition in place of the present one and return it.

    `new` is the metric as it shall be, with the day from which it holds; its version and reason are set here.
    `seen_version` is that of the document that was seen, 0 for the shipped definition. `effect`: which figures move.
    Raises `InvalidInputError` for what can't be changed, `ConflictError` when somebody changed it meanwhile.
    """
    text = " ".join(reason.split())
    if not LEAST_REASON <= len(text) <= MOST_REASON:
        raise InvalidInputError(f"Say why, in {LEAST_REASON} to {MOST_REASON} characters. Whoever reads it later asks.")
    if new.code not in shipped():
        raise InvalidInputError(f"There is no metric {new.code!r} in the glossary.")
    kept = replace(new, name=" ".join(new.name.split()), reason=text, version=seen_version + 2)
    fits(shipped()[new.code], kept)
    with author.together() as together:
        present = together.find(KIND, kept.code)
        if (present.version if present else 0) == seen_version:
            _check(present, kept)
            _refuse_name(together, kept)
        body = body_of(kept) | {"effect": list(effect)}
        saved = together.put(KIND, kept.code, body, seen_version=seen_version)
    return from_body(shipped()[kept.code], saved.body, saved.version)


def reports(workspace: Workspace, dataset_id: str) -> Mapping[str, Report]:
    """Return what was reported for a dataset, by metric code; what can't be read is left out: see `kept_reports`."""
    return kept_reports(workspace, dataset_id).by_code


def _check(present: Document | None, new: Metric) -> None:
    old, as_shipped = _definition(present, new.code), shipped()[new.code]
    alike = old == replace(new, **{name: getattr(old, name) for name in _NOT_COMPARED})
    if alike and (present is None or old.version > 1):  # what can't be read may be put right by the shipped one
        raise InvalidInputError(f"Nothing is changed in {old.name}. Change something, or leave it as it is.")
    kept_text = new.formula == old.formula and old.counts_like(new)
    if new.counts_like(as_shipped) and new.formula != as_shipped.formula and not kept_text:
        raise InvalidInputError(
            f"The formula of {new.name} says what is counted: its text may change only where a parameter does."
        )
    if new.since < old.since:
        raise InvalidInputError(f"The version before holds from {old.since}: this one can't hold from an earlier day.")
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # somewhere it is tomorrow already
    if new.since > max(tomorrow, old.since):
        raise InvalidInputError(f"A definition holds as soon as it is saved: {new.since} has not come yet.")


def _refuse_name(together: Together, new: Metric) -> None:
    for code in shipped():
        if code != new.code and _key(_definition(together.find(KIND, code), code)) == _key(new):
            raise InvalidInputError(
                f"Another metric is called {new.name!r}. Two people must not read two things in it."
            )


def _definition(document: Document | None, code: str) -> Metric:
    """Return a definition as it holds now: the shipped one where none is kept or what is kept can't be read."""
    try:
        return from_body(shipped()[code], document.body, document.version) if document else shipped()[code]
    except InvalidInputError:
        return shipped()[code]


def _key(metric: Metric) -> str:
    return metric.name.casefold()


def _alike(found: Mapping[str, Metric]) -> list[str]:
    """Return the changed metrics whose names clash, those too that clash once others have their shipped name again."""
    given = dict(found)
    back: list[str] = []
    while True:
        names = Counter(_key(one) for one in given.values())
        clash = [code for code, one in given.items() if names[_key(one)] > 1 and one != shipped()[code]]
        if not clash:
            return back
        back += clash
        given |= {code: shipped()[code] for code in clash}


def _fault(document: Document, why: str) -> str:
    return (
        f"The definition of {shipped()[document.key].name} that {document.updated_by} saved on "
        f"{document.updated_at:%Y-%m-%d} {why}. The shipped definition holds until somebody saves it anew."
    )
