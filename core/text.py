"""Words and lists as text: how labels travel in an address and how counts are written."""

from collections.abc import Iterable, Sequence

from core.locales import current

NOT_GIVEN = "not given"


def join_labels(labels: Iterable[str]) -> str:
    """Return labels as one text that `split_labels` takes apart again, whatever they hold.

    >>> join_labels(["Billing", "Cards, lost"])
    'Billing,Cards%2C lost'
    """
    return ",".join(label.replace("%", "%25").replace(",", "%2C") for label in labels)


def split_labels(text: str) -> tuple[str, ...]:
    """Return the labels of a text made by `join_labels`; empty ones are dropped.

    >>> split_labels("Billing,Cards%2C lost")
    ('Billing', 'Cards, lost')
    """
    return tuple(part.replace("%2C", ",").replace("%25", "%") for part in text.split(",") if part)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "journey"), counted(12345, "journey")
    ('1 journey', '12,345 journeys')
    """
    return f"{current().written(f'{number:,}')} {noun if number == 1 else plural or noun + 's'}"


def percent(part: int, whole: int) -> str:
    """Return a share in percent, never rounded to all or nothing when it is neither; "0 %" of nothing.

    >>> percent(1, 3), percent(99999, 100000), percent(3, 3)
    ('33.3 %', '99.9 %', '100 %')
    """
    if whole == 0 or part in (0, whole):
        return current().in_percent("100" if whole and part else "0")
    return current().in_percent(current().written(f"{min(max(100 * part / whole, 0.1), 99.9):.1f}"))


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["cost"]), listed(["cost", "CSAT"]), listed(["cost", "CSAT", "NPS"])
    ('cost', 'cost and CSAT', 'cost, CSAT and NPS')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def capital(text: str) -> str:
    """Return a text with a capital first letter and the rest as it is.

    >>> capital("last channel Phone"), capital("")
    ('Last channel Phone', '')
    """
    return text[:1].upper() + text[1:]
