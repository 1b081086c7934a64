"""The events a journey is made of: named and versioned.

The bot writes them, the tracker reads them; a shop may send its own through the same door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

UNSCORED = "none"


@dataclass(frozen=True, slots=True)
class ShopperMessage:
    """The shopper said something, and it was understood as `intent`.

    Event name: ``koopwijzer.shopper_message.v1``.
    """

    name: ClassVar[str] = "koopwijzer.shopper_message.v1"
    conversation: str
    seq: int
    text: str
    """Redacted: no personal data in it."""
    intent: str
    """Name of the intent, `nlu_fallback` when it was not understood, `chip` payloads by their intent."""
    intent_confidence: float
    language: str
    sentiment: float
    """-1..1"""
    sentiment_label: str
    """negative, neutral or positive"""
    sentiment_confidence: float
    sentiment_model: str
    """Name and version of what gave the score, so that a change of model can be seen on the time axis;
    `none` when there was nothing to score, as in a pressed chip: the sentiment is then not counted."""
    channel: str = "webchat"

    @property
    def scored(self) -> float | None:
        """The sentiment if there is one, else None."""
        return None if self.sentiment_model == UNSCORED else self.sentiment


@dataclass(frozen=True, slots=True)
class BotMessage:
    """The bot answered.

    Event name: ``koopwijzer.bot_message.v1``.
    """

    name: ClassVar[str] = "koopwijzer.bot_message.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message it answers."""
    text: str
    """Redacted."""
    response: str
    """Name of the response, such as ``utter_shortlist``."""
    products: tuple[str, ...] = ()
    """Ids of the products shown, in order."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class CallbackRequested:
    """A person was asked for, and will call or write back.

    Event name: ``koopwijzer.callback_requested.v1``.
    """

    name: ClassVar[str] = "koopwijzer.callback_requested.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that led to it."""
    reason: str
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class HandoffRequested:
    """A person was asked for, now, and the shopper stands in the queue.

    Event name: ``koopwijzer.handoff_requested.v1``.
    """

    name: ClassVar[str] = "koopwijzer.handoff_requested.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that led to it."""
    reason: str
    """Name of the intent that led to it, such as ``request_human``."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class HandoffAccepted:
    """Somebody of staff took the shopper out of the queue. Who is not written: figures per agent are not made.

    Event name: ``koopwijzer.handoff_accepted.v1``.
    """

    name: ClassVar[str] = "koopwijzer.handoff_accepted.v1"
    conversation: str
    seq: int
    """Seq of the message in which the shopper is told."""
    reason: str
    waited_ms: int
    """How long the shopper stood in the queue."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class AgentMessage:
    """Somebody of staff wrote to the shopper.

    Event name: ``koopwijzer.agent_message.v1``.
    """

    name: ClassVar[str] = "koopwijzer.agent_message.v1"
    conversation: str
    seq: int
    """Its own seq."""
    text: str
    """Redacted; its mood is never scored."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class HandoffEnded:
    """The shopper no longer waits for a person, or no longer talks with one.

    Event name: ``koopwijzer.handoff_ended.v1``.
    """

    name: ClassVar[str] = "koopwijzer.handoff_ended.v1"
    conversation: str
    seq: int
    """Seq of the message that ended it, or in which the shopper is told."""
    how: str
    """``returned`` to the assistant, ``completed`` by staff, or ``called_off`` by the shopper."""
    waited_ms: int
    held_ms: int
    """How long the talk with a person lasted; 0 when there was none."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class NeedTold:
    """What brought the shopper became known, or changed.

    Event name: ``koopwijzer.need_told.v1``.
    """

    name: ClassVar[str] = "koopwijzer.need_told.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that told it."""
    kind: str
    """``latent`` (looking round), ``explicit`` (a wish that was stated) or ``impulse`` (seen and wanted at once)."""
    category: str = ""
    """Key; empty while none is known."""
    needs: tuple[str, ...] = ()
    """Keys of what the product is for, such as ``school``."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The bot put a question that helps to choose.

    Event name: ``koopwijzer.question_asked.v1``.
    """

    name: ClassVar[str] = "koopwijzer.question_asked.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message after which it was put."""
    category: str
    about: str
    """Key of the attribute, or ``need``."""
    gain: float
    """Bits that its answer was expected to bring, 0..64."""
    claimed: float
    """Expected share that the wanted product was among those shown beside it, 0..1."""
    options: int
    """How many answers were offered, "does not matter" not among them."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The open question got its answer, or will not get one.

    Event name: ``koopwijzer.question_answered.v1``.
    """

    name: ClassVar[str] = "koopwijzer.question_answered.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that answered it."""
    category: str
    about: str
    how: str
    """``option``, ``other`` (in words of their own), ``waved`` ("does not matter") or ``passed`` (something else)."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class ProductChosen:
    """The shopper chose a product, and this spoke for it.

    Event name: ``koopwijzer.product_chosen.v1``.
    """

    name: ClassVar[str] = "koopwijzer.product_chosen.v1"
    conversation: str
    seq: int
    category: str
    product: str
    """Id."""
    price_cents: int
    """In euro cents, VAT included."""
    reasons: tuple[str, ...] = ()
    """Keys of the attributes whose wishes it meets, those that count most first."""
    missed: tuple[str, ...] = ()
    """Keys of the attributes whose wishes it does not meet."""
    rank: int = 0
    """Its place among the products shown, from 1; 0 when it was not among them."""
    cheaper_was_enough: bool = False
    """Whether a cheaper one did all that was wished."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class ProductsLost:
    """Products were turned down, or there were none to show.

    Event name: ``koopwijzer.products_lost.v1``.
    """

    name: ClassVar[str] = "koopwijzer.products_lost.v1"
    conversation: str
    seq: int
    category: str
    reason: str
    """Key of the attribute that spoke against them, or ``taste``, ``none_fits``, ``out_of_stock``, ``not_sold``,
    ``unsaid``."""
    products: tuple[str, ...] = ()
    """Ids; none when nothing could be shown."""
    channel: str = "webchat"


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
Event = Spoken | CallbackRequested | HandoffRequested | HandoffAccepted | HandoffEnded | Choosing
KNOWN: dict[str, type[Event]] = {
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
"""Every kind of event by name, in the order in which they stand within one turn; a new one comes last."""

ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    (HandoffEnded.name, "how"): ENDS,
    (NeedTold.name, "kind"): NEED_KINDS,
    (QuestionAnswered.name, "how"): ANSWERS,
}
"""The values of a field that takes no others, by the name of the event and of the field."""

LONGEST_KEY = 255
"""Characters of an id, a source or a conversation, so that every database can index them."""
MAX_SEQ = 2**31 - 1
MOST_BITS = 64.0
"""More than any question brings."""
LONGEST_MS = 2**53 - 1
"""Longest time that an event may tell of, in milliseconds."""
