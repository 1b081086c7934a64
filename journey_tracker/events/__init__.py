"""The events a journey is made of: named and versioned.

The bot writes them, the tracker reads them; a shop may send its own through the same door.
"""

from __future__ import annotations

from journey_tracker.events.choosing import NeedTold, ProductChosen, ProductsLost, QuestionAnswered, QuestionAsked
from journey_tracker.events.handoffs import CallbackRequested, HandoffAccepted, HandoffEnded, HandoffRequested
from journey_tracker.events.people import TRAFFIC, Identified, TrafficMarked
from journey_tracker.events.shopping import (
    INSTRUMENTS,
    MOST_STARS,
    BasketChanged,
    CheckoutStarted,
    DeliveryFailed,
    MailClicked,
    MailSent,
    OrderCancelled,
    OrderDelivered,
    OrderPlaced,
    OrderReturned,
    OrderShipped,
    PageViewed,
    ProductViewed,
    ReviewWritten,
    ShopEvent,
    SurveyAnswered,
    SurveyAsked,
)
from journey_tracker.events.talk import UNSCORED, AgentMessage, BotMessage, ShopperMessage

__all__ = [
    "ALLOWED",
    "ANSWERS",
    "CHAT",
    "ENDS",
    "INSTRUMENTS",
    "KNOWN",
    "LONGEST_KEY",
    "LONGEST_MS",
    "MAX_SEQ",
    "MOST_BITS",
    "MOST_STARS",
    "NEED_KINDS",
    "SHOP",
    "TRAFFIC",
    "UNSCORED",
    "AgentMessage",
    "BasketChanged",
    "BotMessage",
    "CallbackRequested",
    "ChatEvent",
    "CheckoutStarted",
    "Choosing",
    "DeliveryFailed",
    "Event",
    "HandoffAccepted",
    "HandoffEnded",
    "HandoffRequested",
    "Identified",
    "MailClicked",
    "MailSent",
    "NeedTold",
    "OrderCancelled",
    "OrderDelivered",
    "OrderPlaced",
    "OrderReturned",
    "OrderShipped",
    "PageViewed",
    "ProductChosen",
    "ProductViewed",
    "ProductsLost",
    "QuestionAnswered",
    "QuestionAsked",
    "ReviewWritten",
    "ShopEvent",
    "ShopperMessage",
    "Spoken",
    "SurveyAnswered",
    "SurveyAsked",
    "TrafficMarked",
    "Who",
]

ENDS = ("returned", "completed", "called_off")
"""How a handoff can end."""
NEED_KINDS = ("latent", "explicit", "impulse")
"""What can bring a shopper."""
ANSWERS = ("option", "other", "waved", "passed")
"""What can become of a question."""
Spoken = ShopperMessage | BotMessage | AgentMessage
"""What has words in it."""
Choosing = NeedTold | QuestionAsked | QuestionAnswered | ProductChosen | ProductsLost
"""What a choice teaches; it has no words in it, and moves neither phase nor outcome by itself."""
ChatEvent = Spoken | CallbackRequested | HandoffRequested | HandoffAccepted | HandoffEnded | Choosing
"""What happens within a conversation, at a place of its own (`seq`)."""
Who = Identified | TrafficMarked
"""What tells whose a contact is; no contact by itself."""
Event = ChatEvent | ShopEvent | Who

CHAT: dict[str, type[ChatEvent]] = {
    e.name: e
    for e in (
        ShopperMessage,
        CallbackRequested,
        BotMessage,
        HandoffRequested,
        HandoffEnded,
        HandoffAccepted,
        AgentMessage,
        NeedTold,
        QuestionAnswered,
        QuestionAsked,
        ProductsLost,
        ProductChosen,
    )
}
"""What happens in a chat by name, in the order in which it stands within one turn; a new one comes last."""
SHOP: dict[str, type[ShopEvent]] = {
    e.name: e
    for e in (
        PageViewed,
        ProductViewed,
        BasketChanged,
        CheckoutStarted,
        OrderPlaced,
        OrderShipped,
        OrderDelivered,
        DeliveryFailed,
        OrderReturned,
        OrderCancelled,
        MailSent,
        MailClicked,
        ReviewWritten,
        SurveyAsked,
        SurveyAnswered,
    )
}
"""What happens outside the chat by name."""
KNOWN: dict[str, type[Event]] = {**CHAT, **SHOP, **{e.name: e for e in (Identified, TrafficMarked)}}
"""Every kind of event by name."""

ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    (HandoffEnded.name, "how"): ENDS,
    (NeedTold.name, "kind"): NEED_KINDS,
    (QuestionAnswered.name, "how"): ANSWERS,
    (SurveyAsked.name, "instrument"): tuple(INSTRUMENTS),
    (SurveyAnswered.name, "instrument"): tuple(INSTRUMENTS),
    (TrafficMarked.name, "kind"): TRAFFIC,
}
"""The values of a field that takes no others, by the name of the event and of the field."""

LONGEST_KEY = 255
"""Characters of an id, a source or a conversation, so that every database can index them."""
MAX_SEQ = 2**31 - 1
MOST_BITS = 64.0
"""More than any question brings."""
LONGEST_MS = 2**53 - 1
"""Longest time that an event may tell of, in milliseconds."""
