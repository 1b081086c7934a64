"""The shopper as an action sees it, read from what rasa_sdk passes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

from bot.language.beside import BESIDE
from bot.language.entities import Entity
from bot.language.requests import answered_amount
from bot.selection.household import household
from bot.selection.mood import MOST_MESSAGES
from bot.selection.state import State

LANGUAGE_ENTITY = "language"
_UNUSED = BESIDE | {LANGUAGE_ENTITY}
"""Kinds of entities by which no choice is made."""
FALLBACK = "nlu_fallback"
"""What the intent is when none is likely enough."""
ASK_GIFT_BUDGET = "ask_gift_budget"
"""What `Shopper.pending` is after the question what a present may cost, of whatever kind."""
ONCE, LET_GO = "once", "let_go"
"""How often in a row something else was said while a contact was asked for: once, or until that was given up."""
SURELY_UPSET = -0.7
"""Sentiment up to which one message shows that its shopper is displeased."""
WISHES = frozenset(
    {"category", "brand", "price_max", "price_min", "price_around", "measure", "value", "attribute", "wish"}
)
"""Kinds of entities that say something of what is sought."""


@dataclass(frozen=True, slots=True)
class Request:
    """A part of a message that wants something of its own."""

    intent: str
    text: str
    start: int
    """Where it stands in the message."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """The shopper at this moment of the conversation."""

    text: str
    text_before: str
    """What was said before this message, empty at the start."""
    intent: str
    entities: tuple[Entity, ...]
    language: str
    selection: State
    pending: str
    """What a bare yes or no would answer; empty when nothing was asked."""
    misunderstood: int
    """Messages in a row that were not understood."""
    loop: str
    """Name of the form that is being filled in, or empty."""
    page: Mapping[str, Any]
    """Where the shopper is: `product`, `category`, `url` and `basket`, as far as it is told."""
    conversation: str
    key: str
    """Idempotency key of this message, for whatever changes the world."""
    answered: frozenset[str] = frozenset()
    """Names of the bot's responses to the message before this one."""
    said: tuple[str, ...] = ()
    """Their texts, in order."""
    button: str = ""
    """What the only button under them sends, when that is an intent; empty when there is none, or a choice of them."""
    confidence: float = 1.0
    """How sure the intent is, 0..1."""
    ranked: tuple[tuple[str, float], ...] = ()
    """The likeliest intents with their confidence, the first one first."""
    also: tuple[Request, ...] = ()
    """What else is asked in the same message."""
    switched: bool = False
    """Whether the language is another than that of the last answer."""
    upset: bool = False
    """Whether the message is in a bad mood."""
    scores: tuple[float, ...] = ()
    """Sentiment of the last messages, -1..1, the oldest first; this one's at the end."""
    negatives: tuple[bool, ...] = ()
    """Whether each of them was in a bad mood."""
    intents: tuple[str, ...] = ()
    """What was wanted last, as far as it is remembered, the oldest first; this message's at the end."""
    handoff: str = ""
    """Id of the handoff that was asked for last, or empty."""
    strayed: bool = False
    """Whether the message before this one was no answer to the form of a call-back either."""
    let_go: bool = False
    """Whether that form was given up: a contact that comes all the same is still one."""
    order_number: str = ""
    """The order talked about, or empty."""
    reason: str = ""
    """Why a person is wanted, when an action said so."""
    moved: bool = False
    """Whether the shopper went to another product's page since the message before."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What else the conversation remembers, by its name in domain.yml."""

    def entity(self, kind: str) -> Entity | None:
        """The first entity of a kind that is not negated."""
        return next((e for e in self.entities if e.kind == kind and not e.negated), None)

    @property
    def likely(self) -> tuple[str, ...]:
        """The likeliest intents, the first one first."""
        return tuple(name for name, _ in self.ranked)

    @property
    def surely_upset(self) -> bool:
        """Whether the shopper is displeased for sure: strongly, or for the second time in a row."""
        strongly = not self.scores or self.scores[-1] <= SURELY_UPSET
        return self.upset and (strongly or sum(self.negatives[-2:]) > 1)

    @property
    def fills_form(self) -> bool:
        """Whether the message is the last answer to a form, which then goes on with it."""
        return bool(not self.loop and (self.slots.get("order_number") or self.slots.get("callback_contact")))

    def names_order(self) -> bool:
        """Whether the message names an order by its number."""
        return self.entity("order_number") is not None

    def names_a_wish(self) -> bool:
        """Whether the message says something of what is sought, whatever its intent was taken to be."""
        return any(e.kind in WISHES for e in self.entities)


def read_shopper(tracker: Tracker) -> Shopper:
    """The shopper as rasa_sdk's tracker tells it."""
    said = tracker.latest_message
    metadata = said.get("metadata") or {}
    earlier = [e for e in tracker.events if e.get("event") == "user"]
    text, pending = said.get("text") or "", tracker.get_slot("pending") or ""
    known = State.from_json(tracker.get_slot("selection") or {})
    before = _answer_before(tracker.events)
    recognised = tuple(_entity(e) for e in said.get("entities") or () if e["entity"] not in _UNUSED)
    return Shopper(
        text=text,
        text_before=(earlier[-2].get("text") or "") if len(earlier) > 1 else "",
        intent=(said.get("intent") or {}).get("name") or "",
        entities=with_answered_amount(text, recognised, pending),
        language=tracker.get_slot("language") or "nl",
        selection=replace(known, turn=known.turn + 1) if known.category else known,
        pending=pending,
        misunderstood=int(tracker.get_slot("misunderstood") or 0),
        loop=(tracker.active_loop or {}).get("name") or "",
        page=metadata.get("page") or {},
        conversation=tracker.sender_id,
        key=metadata.get("key") or tracker.sender_id,
        answered=frozenset(_response(e) for e in before),
        said=tuple(str(e.get("text") or "") for e in before),
        button=_button(before),
        confidence=float((said.get("intent") or {}).get("confidence") or 0.0),
        ranked=tuple((str(e["name"]), float(e.get("confidence") or 0.0)) for e in _ranking(said)),
        also=tuple(Request(str(e["intent"]), str(e["text"]), int(e["start"])) for e in said.get("requests") or ()),
        switched=_language_before(earlier) not in ("", tracker.get_slot("language") or "nl"),
        upset=_mood(said).get("label") == "negative",
        scores=tuple(float(_mood(e.get("parse_data") or {}).get("score") or 0.0) for e in earlier[-MOST_MESSAGES:]),
        negatives=tuple(_mood(e.get("parse_data") or {}).get("label") == "negative" for e in earlier[-MOST_MESSAGES:]),
        intents=tuple(name for e in earlier if (name := _intent(e))),
        handoff=tracker.get_slot("handoff") or "",
        strayed=tracker.get_slot("strayed") == ONCE,
        let_go=tracker.get_slot("strayed") == LET_GO,
        order_number=next(reversed(tracker.get_slot("proven") or []), ""),
        moved=len(earlier) > 1 and _on_page(earlier[-2]) != _on_page(earlier[-1]) != "",
        slots=tracker.current_slot_values(),
    )


def with_answered_amount(text: str, entities: tuple[Entity, ...], pending: str) -> tuple[Entity, ...]:
    """The entities, with what is only clear from the question that the message answers: "500" is a budget."""
    # "een gezin van 5" is no budget, whatever was asked.
    asked = pending == ASK_GIFT_BUDGET and household(text) is None
    answered = answered_amount(text, entities) if asked else ()
    kept = (e for e in entities if not (answered and e.kind == "price_around"))
    return (*kept, *answered)


def _mood(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sentiment of a message as it was parsed; empty when it was not."""
    return said.get("sentiment") or {}


def _ranking(said: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [e for e in said.get("intent_ranking") or () if e["name"] != FALLBACK]


def _answer_before(events: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """What the bot said between the last two messages, among Rasa's events."""
    said = [at for at, event in enumerate(events) if event.get("event") == "user"]
    between = events[said[-2] : said[-1]] if len(said) > 1 else ()
    return [e for e in between if e.get("event") == "bot"]


def _button(before: Sequence[Mapping[str, Any]]) -> str:
    """The payload of the only button of the answer, when that is an intent."""
    pressed = [str(b.get("payload") or "") for e in before for b in (e.get("data") or {}).get("buttons") or ()]
    return pressed[0] if len(pressed) == 1 and pressed[0].startswith("/") else ""


def _custom(said: Mapping[str, Any]) -> Mapping[str, Any]:
    return (said.get("data") or {}).get("custom") or {}


def _response(said: Mapping[str, Any]) -> str:
    """Name of the response that a message of the bot was, in whatever words."""
    return str(_custom(said).get("response") or (said.get("metadata") or {}).get("utter_action"))


def _intent(said: Mapping[str, Any]) -> str:
    return str(((said.get("parse_data") or {}).get("intent") or {}).get("name") or "")


def _language_before(earlier: Sequence[Mapping[str, Any]]) -> str:
    """The language of the last answer, which the worker passes along with a message; empty at the start."""
    return str((earlier[-1].get("metadata") or {}).get("language") or "") if len(earlier) > 1 else ""


def _on_page(said: Mapping[str, Any]) -> str:
    """Id of the product on whose page a message was written, or empty."""
    return str(((said.get("metadata") or {}).get("page") or {}).get("product") or "")


def entity_of(kept: Mapping[str, Any]) -> Entity:
    """An entity as a slot keeps it."""
    return Entity(**kept)


def _entity(found: Mapping[str, Any]) -> Entity:
    return Entity(
        kind=found["entity"],
        value=found["value"],
        start=found.get("start", 0),
        end=found.get("end", 0),
        negated=bool(found.get("negated")),
        confidence=float(found.get("confidence_entity") or 1.0),
    )
