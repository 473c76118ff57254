"""The glossary as a table, and the page docs/glossary.md: `python -m core.glossary.table > docs/glossary.md`."""

import sys
from collections.abc import Iterable

import pandas as pd

from core.glossary.metric import Direction, Metric
from core.glossary.shipped import shipped
from core.glossary.words import target
from core.wording import significant

_INTRODUCTION = """# Glossary

The governed metrics as they are shipped, made from core/glossary/metrics.toml. An office may change the name, meaning,
owner, target and parameters of each on the page Glossary, with a reason; the page shows what holds there now, every
version, and which figures a change moves. Shares are 0 to 1 in files and shown in percent.
"""
DIRECTIONS: dict[Direction, str] = {"up": "more is better", "down": "less is better", "context": "neither"}
_SETTLES = {
    "at once": "on the period's last day",
    "inactivity window": "when the journeys of the period have had the time to end",
    "repeat window": "30 days after the journeys of the period have had the time to end",
    "horizon": "its horizon after the period's last day",
}


def glossary_table(metrics: Iterable[Metric], currency: str) -> pd.DataFrame:
    """Return one row per metric, with everything that is agreed about it, as text."""
    metrics = list(metrics)
    names = {code: one.name for code, one in shipped().items()} | {one.code: one.name for one in metrics}
    return pd.DataFrame([_row(one, names, currency) for one in metrics])


def _row(one: Metric, names: dict[str, str], currency: str) -> dict[str, object]:
    return {
        "side": one.side,
        "name": one.name,
        "meaning": one.meaning,
        "unit": currency if one.unit == "money" else one.unit,
        "direction": DIRECTIONS[one.direction],
        "owner": one.owner,
        "level": one.level,
        "target": target(one, currency),
        "since": one.since.isoformat(),
        "version": one.version,
        "code": one.code,
        "formula": one.formula,
        "target_basis": one.target.basis,
        "settles": _SETTLES[one.settles],
        "read_beside": ", ".join(names[code] for code in one.co_indicators),
        "parameters": "; ".join(parameter_words(one)),
        "reason": one.reason,
    }


def parameter_words(one: Metric) -> tuple[str, ...]:
    """Say what each parameter of a metric is set to.

    >>> parameter_words(shipped()["csat"])
    ('Lowest answer that counts as satisfied, on the scale 1 to 5: 4',)
    """
    return tuple(
        f"{each.meaning}: {', '.join(each.value) if isinstance(each.value, tuple) else significant(each.value, 10)}"
        for each in one.parameters
    )


def glossary_page() -> str:
    """Return the page in Markdown."""
    parts = [_INTRODUCTION]
    for row in glossary_table(shipped().values(), "the dataset's currency").to_dict("records"):
        lines = [f"## {row['name']}\n", f"{row['meaning']}\n", f"- Formula: {row['formula']}"]
        lines += [
            f"- {str(name).capitalize()}: {row[name]}" for name in ("unit", "direction", "side", "level", "owner")
        ]
        lines += [f"- Target: {row['target']}. {row['target_basis']}", f"- Settled: {row['settles']}"]
        lines += [f"- Read beside: {row['read_beside']}"]
        lines += [f"- Parameters: {row['parameters']}"] if row["parameters"] else []
        parts.append("\n".join([*lines, f"- Code: `{row['code']}`\n"]))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(glossary_page())
