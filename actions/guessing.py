"""Guessing: what somebody may have meant who was not understood, and a person when that happens twice in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from actions.pending import OFFER_HUMAN
from actions.reply import Reply, Say
from actions.shopper import WISHES, Shopper
from bot.language.lexicon import read

TIMES_BEFORE_A_PERSON = 2
MOST_GUESSES = 3
ALWAYS = ("state_need", "order_status")
"""What is offered beside nothing likely."""
OFFER, CALLBACK_OFFER = "utter_offer_human", "utter_offer_callback"
MISSES = frozenset(
    {
        "utter_ask_category", "utter_not_explained", "utter_not_explained_which", "utter_terms_unknown",
        "utter_reason_none", "utter_answer_which", "utter_answer_unknown",
    }
)  # fmt: skip
"""Responses that ask again or know nothing: of the second in a row a shopper learns as little as of the first."""
NOT_FOUND = frozenset({"utter_not_sold", "utter_not_sold_near"})
"""Responses to what is not sold: it may have been something else, which the next miss shows."""
_OPENING = frozenset({"affirm", "ask_inspiration", "deny", "greet", "refine_choice", "request_human", "state_need"})
"""Intents that are understood where they are answered with a question."""


def missed(shopper: Shopper, response: str) -> Reply:
    """The reply to what cannot be answered: `response` with guesses at first, a person at the second or in anger."""
    times = shopper.misunderstood + 1
    if times >= TIMES_BEFORE_A_PERSON:
        return Reply((Say(OFFER),), misunderstood=times, pending=OFFER_HUMAN)
    if shopper.surely_upset:
        return Reply((Say("utter_offer_human_upset"),), misunderstood=times, pending=OFFER_HUMAN)
    about = ", ".join(dict.fromkeys(_understood(shopper)))
    said = Say(f"{response}_about", {"about": about}) if about and response == "utter_not_understood" else Say(response)
    return Reply((replace(said, chips=guesses(shopper)),), misunderstood=times, pending=shopper.pending)


def guesses(shopper: Shopper) -> tuple[dict[str, str], ...]:
    """Two or three chips with what may have been meant, the likeliest first."""
    likely = chain((name for name in shopper.likely if name != shopper.intent), ALWAYS)
    return tuple(islice(_chips(dict.fromkeys(likely), shopper), MOST_GUESSES))


def counted(shopper: Shopper, reply: Reply) -> Reply:
    """The reply, with a question that shows no understanding counted; at the second in a row a person is offered."""
    missing = any(say.response in MISSES for say in reply.says) or _nothing_known(reply)
    if shopper.loop or shopper.text.startswith("/"):
        return reply
    if not missing and any(say.response in NOT_FOUND for say in reply.says):
        return replace(reply, misunderstood=max(1, shopper.misunderstood))
    wished = shopper.names_a_wish() or shopper.entity("product_ref")
    opening = shopper.intent in _OPENING and not shopper.misunderstood
    if not missing or wished or opening:
        return reply
    times = max(reply.misunderstood, shopper.misunderstood + 1)
    if times < TIMES_BEFORE_A_PERSON or reply.pending == OFFER_HUMAN:
        return replace(reply, misunderstood=times)
    return Reply((Say(OFFER),), misunderstood=times, pending=OFFER_HUMAN, slots=reply.slots)


def _nothing_known(reply: Reply) -> bool:
    """Whether the whole reply is to ask what is looked for; after small talk that is no miss."""
    return bool(reply.says) and reply.says[0].response == "utter_nothing_pending"


def by_callback(reply: Reply) -> Reply:
    """The reply while nobody is there: what is offered instead of a person is to be called back."""
    says = tuple(replace(say, response=CALLBACK_OFFER) if say.response == OFFER else say for say in reply.says)
    return replace(reply, says=says)


def name_of(intent: str, language: str) -> str:
    """What an intent is called for shoppers; empty when it is nothing that one asks for by name."""
    return str((read("intents").get(intent) or {}).get(language) or "")


def _chips(names: Iterable[str], shopper: Shopper) -> Iterator[dict[str, str]]:
    for name in names:
        entry = read("intents").get(name)
        if entry and (shopper.selection.shown or not entry.get("shown")):
            yield {"title": str(entry[shopper.language]), "payload": str(entry["payload"])}


def _understood(shopper: Shopper) -> Iterator[str]:
    """What of the message was recognised, as it was written."""
    for e in shopper.entities:
        if e.kind in WISHES or e.kind == "product_ref":
            yield shopper.text[e.start : e.end].strip()
