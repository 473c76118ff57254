"""One round of a self-assessment as it was answered, checked when it is made."""

from collections import Counter
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.maturity.answers import CONFIDENCES, REPLIES, Response
from core.maturity.model import Model
from core.maturity.scoring import checked_capability


@dataclass(frozen=True)
class AnsweredRound:
    """A model and the responses to it. In an anonymous round nobody may be named; in a named one each answers once.

    >>> from core.maturity.example import SMALL
    >>> AnsweredRound(SMALL, (Response("", "", {"z": "yes"}),), anonymous=False)
    Traceback (most recent call last):
    core.errors.InvalidInputError: A response answers “z”, which is no statement of the model. ...
    """

    model: Model
    responses: tuple[Response, ...]
    anonymous: bool

    def __post_init__(self) -> None:
        if not self.responses:
            raise InvalidInputError("Nobody has answered this round yet. Results need at least one response.")
        for capability in self.model.capabilities:
            checked_capability(self.model, capability.code)
        for response in self.responses:
            self._check(response)
        names = Counter(response.respondent for response in self.responses if response.respondent)
        if self.anonymous and names:
            raise InvalidInputError("A response to an anonymous round names its respondent. Take the name out first.")
        twice = [name for name, times in names.items() if times > 1]
        if twice:
            raise InvalidInputError(f"“{twice[0]}” has answered more than once. Keep one response for each respondent.")

    def _check(self, response: Response) -> None:
        statements = {one.code for one in self.model.statements()}
        capabilities = {one.code for one in self.model.capabilities}
        for code, reply in response.replies.items():
            if code not in statements:
                raise InvalidInputError(
                    f"A response answers “{code}”, which is no statement of the model. Read it with the edition "
                    "that the round began with."
                )
            if reply not in REPLIES:
                raise InvalidInputError(f"“{reply}” is not a reply. Choose one of {', '.join(REPLIES)}.")
        for code in (*response.confidences, *response.comments):
            if code not in capabilities:
                raise InvalidInputError(
                    f"A response says something on “{code}”, which is no capability of the model. Read it with the "
                    "edition that the round began with."
                )
        for confidence in response.confidences.values():
            if confidence not in CONFIDENCES:
                raise InvalidInputError(f"“{confidence}” is not a confidence. Choose one of {', '.join(CONFIDENCES)}.")
