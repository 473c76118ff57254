"""A response as it is kept, and as it is read back."""

from collections.abc import Mapping
from typing import Any

from core.errors import InvalidInputError
from core.maturity.answers import CONFIDENCES, REPLIES, Response
from core.wording import count

MOST_COMMENT = 2000


def response_to_dict(response: Response) -> dict[str, Any]:
    """Return what is kept of a response; raises `InvalidInputError` for a reply or a comment that is not allowed.

    >>> response_to_dict(Response("Care", "Agent", {"m1": "yes"}))["replies"]
    {'m1': 'yes'}
    """
    for statement, reply in response.replies.items():
        if reply not in REPLIES:
            raise InvalidInputError(f"{reply!r} is no reply to {statement}. It is one of {', '.join(REPLIES)}.")
    for capability, confidence in response.confidences.items():
        if confidence not in CONFIDENCES:
            raise InvalidInputError(
                f"{confidence!r} is no confidence for {capability}. It is one of {', '.join(CONFIDENCES)}."
            )
    if any(len(comment) > MOST_COMMENT for comment in response.comments.values()):
        raise InvalidInputError(f"A comment has at most {count(MOST_COMMENT)} characters. Shorten it.")
    return {
        "team": response.team,
        "role": response.role,
        "replies": dict(response.replies),
        "confidences": dict(response.confidences),
        "comments": {place: text for place, text in response.comments.items() if text.strip()},
        "respondent": response.respondent,
    }


def response_from_dict(body: Mapping[str, Any]) -> Response:
    """Read a response that `response_to_dict` wrote."""
    return Response(**body)
