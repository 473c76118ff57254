"""Verbatims: what customers are made to say, put together from an opening, the issue, the channel and a close."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.demo import world
from data.demo.draw import Flags, Floats, Ints

OPENINGS = (
    ("I am really annoyed.", "This is not good enough.", "Very disappointed.", "Honestly, I have had it."),
    ("Just to let you know.", "Hello,", "A short note.", "Hi there."),
    ("Thank you!", "Great service.", "Well done.", "That was easy."),
)
ABOUT: dict[str, tuple[str, ...]] = {
    "Billing dispute": ("My bill is higher than agreed", "I was charged twice", "There is a fee I do not understand"),
    "Moving home": ("I am moving and need my contract at the new address", "The move date was wrong",
                    "I could not upload the lease"),
    "Outage": ("The internet was down again", "We had no power in the evening", "The line keeps dropping"),
    "Password reset": ("I could not log in", "The reset link did not arrive", "My account was locked"),
    "Plan change": ("I want a smaller plan", "I asked to switch the tariff", "The new plan is not active"),
    "Cancellation": ("I want to cancel", "My cancellation was not confirmed", "I am leaving for another provider"),
    "Delivery delay": ("The router has not arrived", "The parcel is late", "Nobody knows where my delivery is"),
    "Refund": ("I am waiting for my refund", "The credit is missing", "The refund was only partly paid"),
    "Complaint": ("This is my formal complaint", "I complained before and heard nothing", "A technician did not come"),
    "New contract": ("I signed up last week", "The order form was confusing", "I asked for an offer"),
}  # fmt: skip
MANNER: dict[str, tuple[str, ...]] = {
    "Website": ("and the page sent me in circles.", "and I found the page for it.", "and the website sorted it out."),
    "Mobile app": ("and the app showed an error.", "and I used the app.", "and the app did it in a minute."),
    "Help centre": ("and the articles did not help.", "and I read the article.", "and the article explained it well."),
    "IVR": ("and the menu never let me reach a person.", "and I went through the menu.", "and the menu was quick."),
    "Chatbot": ("and the bot did not understand me.", "and I asked the bot.", "and the bot knew the answer."),
    "Phone": ("and I had to explain it all again on the phone.", "and I called.", "and the agent was kind."),
    "Live chat": ("and the chat was cut off.", "and I used the chat.", "and the chat agent solved it."),
    "Email": ("and nobody answered my e-mail for days.", "and I wrote an e-mail.", "and the reply came quickly."),
    "Branch": ("and the branch sent me away.", "and I went to the branch.", "and the branch took the time."),
}  # fmt: skip
CLOSES = (
    (
        "Please call me back.",
        "I have repeated myself {n} times.",
        "I waited {n} minutes.",
        "I will look elsewhere.",
        "",
    ),
    ("Please confirm.", "Reference {n}.", "What happens next?", "", ""),
    ("It took {n} minutes.", "Keep it up.", "I would recommend you.", "", ""),
)
_SHORTEST, _LONGEST = 3, 40


def draw_texts(rng: np.random.Generator, said: Flags, issue: Ints, channel: Ints, csat: Floats) -> pa.Array:
    """Write a verbatim where `said`, NULL elsewhere; the tone follows the satisfaction felt (1 to 5)."""
    rows = np.flatnonzero(said)
    tone = np.digitize(csat[rows] + 0.5 * rng.standard_normal(len(rows)), (2.8, 3.9))
    about = [text for each in world.ISSUES for text in ABOUT[each.name]]
    manner = [text for each in world.CHANNELS for text in MANNER[each.name]]
    parts = [
        _take([text for each in OPENINGS for text in each], tone * 4 + rng.integers(0, 4, len(rows))),
        _take(about, issue[rows] * 3 + rng.integers(0, 3, len(rows))),
        _take(manner, channel[rows] * 3 + tone),
        _take(
            _closes(),
            (tone * 5 + rng.integers(0, 5, len(rows))) * _LONGEST + rng.integers(_SHORTEST, _LONGEST, len(rows)),
        ),
    ]
    texts = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, " "))
    place = np.cumsum(said) - 1
    return texts.take(pa.array(np.where(said, place, 0), mask=~said))


def _closes() -> list[str]:
    return [text.format(n=number) for each in CLOSES for text in each for number in range(_LONGEST)]


def _take(texts: list[str], codes: Ints) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(codes))
