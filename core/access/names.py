"""How people are told apart: the key of an e-mail, and what an e-mail or a subject may look like."""

LONGEST = 150


def email_key(email: str) -> str:
    """Return the form under which an e-mail is looked up: without blanks around it, A to Z made small.

    Only A to Z: other capitals have small forms that belong to somebody else, such as the Kelvin sign's 'k'.

    >>> email_key(" Ann@Example.org "), email_key("\\N{KELVIN SIGN}im@example.org") == "kim@example.org"
    ('ann@example.org', False)
    """
    return "".join(letter.lower() if letter.isascii() else letter for letter in email.strip())


def is_email(text: str) -> bool:
    """Say whether a text can be an e-mail: one @ with something on both sides, printable, not endless.

    >>> is_email("ann@example.org"), is_email("ann"), is_email("a b@example.org"), is_email("a@b\\u202e")
    (True, False, False, False)
    """
    name, at, host = text.rpartition("@")
    return bool(name and at and host) and "@" not in name and is_name(text) and not any(c.isspace() for c in text)


def is_name(text: str) -> bool:
    """Say whether a text can stand in the record as somebody's name.

    >>> is_name("00u1a2b3"), is_name(""), is_name("a\\nb"), is_name("x" * 200)
    (True, False, False, False)
    """
    return bool(text.strip()) and len(text) <= LONGEST and text.isprintable()
