"""A second request in one message: what it is, and how it is not forgotten when the first is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from actions.context import OF_PRODUCTS, has_sign
from actions.guessing import name_of
from actions.pending import ORDER_FORM
from actions.reply import Reply, Say
from actions.shopper import FALLBACK, Request, Shopper, entity_of
from bot.language.bare import bare_word
from bot.language.care import is_yes, says
from bot.language.requests import service_in
from bot.selection.answering import goes_ahead, takes

DELIVERY_TERMS = "ask_delivery_terms"
AT_ONCE = frozenset({DELIVERY_TERMS, "ask_privacy", "checkout_help", "dispose_old"})
"""Intents that a line of the shop's terms answers: in passing, when nothing has to be asked for it."""
POLITE = frozenset({"affirm", "deny", "goodbye", "greet", "smalltalk", "thank", "abuse", "out_of_scope", FALLBACK})
"""Intents that are no errand: what else is in the message is served instead, and they are never offered."""
OFFERED = "offered"
"""The slot that keeps what was offered in the last answer, for a yes: its intent, its text and what was recognised."""
_KINDS, _NEEDS = frozenset({"category"}), frozenset({"state_need"})
_TELLING = frozenset({"brand", "category", "measure", "price_around", "price_max", "price_min", "value"})
BUYING = frozenset({"add_to_cart", "choose_product"})
TOLD = frozenset({"dispose_old", "product_usage_help", "warranty_repair"})
"""Intents of what went wrong with something that one has."""
SEEKING = frozenset({"ask_inspiration", "state_need"})
SELECTION = OF_PRODUCTS | {"ask_inspiration"}
"""Intents of choosing, which a message often mixes: the whole of it says what is wished."""
_ACTIONS = {
    "ask_delivery_terms": "action_delivery_terms",
    "ask_explanation": "action_explain",
    "ask_inspiration": "action_inspire",
    "ask_privacy": "action_privacy",
    "ask_product_detail": "action_product_detail",
    "ask_recommendation_reason": "action_recommendation_reason",
    "nlu_fallback": "action_not_understood",
    "product_usage_help": "action_usage_help",
    "state_need": "action_find_products",
}


def action_of(intent: str) -> str:
    """Name of the action that answers an intent."""
    return _ACTIONS.get(intent, f"action_{intent}")


def errand(shopper: Shopper) -> Request | None:
    """The errand in a message that sounds like mere politeness, or like nothing as a whole; None when there is none."""
    if sought := _sought(shopper):
        return sought
    if shopper.loop or shopper.pending or shopper.fills_form:
        return None
    # Who buys is served first, whatever else is asked; who only names one to ask of it buys nothing.
    if shopper.selection.shown and (buys := next((r for r in shopper.also if _buys(r, shopper)), None)):
        return buys
    # "Mijn laptop is kapot, hebben jullie iets voor een student": what is told is why something is sought.
    if shopper.intent in TOLD and (seeks := next((r for r in shopper.also if r.intent in SEEKING), None)):
        return Request(seeks.intent, shopper.text, 0)
    if shopper.intent not in POLITE:
        return None
    return next((r for r in shopper.also if r.intent not in POLITE), None)


def _sought(shopper: Shopper) -> Request | None:
    """What is looked for in a part of a message that sounds like another errand: it comes first.

    Where a word speaks for that errand only what is sought by its kind counts, else whatever is wished.
    """
    if shopper.intent in SELECTION or shopper.fills_form or shopper.loop not in ("", ORDER_FORM):
        return None
    firm = has_sign(shopper.intent, shopper.text)
    kinds, intents = (_KINDS, _NEEDS) if firm else (_TELLING, SELECTION)
    told = [e.start for e in shopper.entities if e.kind in kinds and not e.negated]
    parts = (r for r in shopper.also if r.intent in intents)
    return next((r for r in parts if any(r.start <= at < r.start + len(r.text) for at in told)), None)


def _buys(request: Request, shopper: Shopper) -> bool:
    named_only = shopper.intent in SELECTION - BUYING and not takes(request.text)
    return request.intent in BUYING and not named_only


def served(shopper: Shopper, request: Request) -> Shopper:
    """The shopper as if only that request had been made."""
    end = request.start + len(request.text)
    own = (e for e in shopper.entities if request.start <= e.start and e.end <= end)
    moved = tuple(replace(e, start=e.start - request.start, end=e.end - request.start) for e in own)
    return replace(shopper, text=request.text, intent=request.intent, entities=moved, also=(), pending="")


def other_request(shopper: Shopper) -> Request | None:
    """What else is asked than the main errand; None when nothing is, or it is all about choosing."""
    if shopper.loop not in ("", ORDER_FORM) or shopper.fills_form:
        return None
    main = {shopper.intent}
    for request in shopper.also:
        choosing = request.intent in SELECTION and shopper.intent in SELECTION
        told = request.intent in TOLD and shopper.intent in SEEKING and not _asks(request.text)
        if request.intent not in main | POLITE and not (choosing or told):
            return request
    # By its words, where the whole was not parted: "een laptop, en de verzendkosten?".
    asked = shopper.intent in SELECTION and "?" in shopper.text and service_in(shopper.text)
    return Request(DELIVERY_TERMS, shopper.text, 0) if asked and says("delivers", shopper.text) else None


def _asks(text: str) -> bool:
    """Whether what went wrong is asked about, not only told."""
    return "?" in text or says("guarantee", text)


def offered(request: Request, reply: Reply, shopper: Shopper) -> Reply:
    """The reply with the other request behind it, by its name and with a chip that goes on with it."""
    name = name_of(request.intent, shopper.language)
    if not name or any(say.chips and say.response == "utter_other_category" for say in reply.says):
        return reply
    chip = {"title": name, "payload": request.text}
    said = Say("utter_other_request", {"what": request.text}, chips=(chip,))
    slots = {**reply.slots, OFFERED: kept(served(shopper, request))}
    return replace(reply, says=(*reply.says, said), slots=slots)


def kept(shopper: Shopper) -> Mapping[str, Any]:
    """A message as the slot `OFFERED` keeps it."""
    return {"intent": shopper.intent, "text": shopper.text, "entities": [asdict(e) for e in shopper.entities]}


def taken_up(shopper: Shopper) -> Shopper:
    """The shopper as if what was offered had been asked now, when the message is a yes to it; else the same.

    What was offered is the other request of a message, or the only button under the last answer.
    """
    if shopper.loop or shopper.pending or not agrees(shopper):
        return shopper
    if known := shopper.slots.get(OFFERED):
        said = tuple(entity_of(e) for e in known["entities"])
        return replace(shopper, text=str(known["text"]), intent=str(known["intent"]), entities=said, also=(), ranked=())
    if shopper.button and not shopper.selection.question:
        return replace(
            shopper, text=shopper.button, intent=shopper.button.removeprefix("/"), entities=(), also=(), ranked=()
        )
    return shopper


def agrees(shopper: Shopper) -> bool:
    """Whether the whole message says to go ahead: "ja graag", "vertel"."""
    return bare_word(shopper.text) == "yes" or is_yes(shopper.text) or goes_ahead(shopper.text)


def is_plain(reply: Reply) -> bool:
    """Whether a reply says something and leaves nothing behind: no question, no form, no choice."""
    bare = not reply.selection and not reply.pending and not reply.followup and not reply.slots
    return bool(reply.says) and bare and not any(say.cards or say.question for say in reply.says)
