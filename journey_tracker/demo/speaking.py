"""One chat of the demo while it is written: who says what, when, and in which mood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journey_tracker.demo.diary import Diary, Moment
from journey_tracker.demo.people import draw_product
from journey_tracker.demo.shelf import Kind, Product
from journey_tracker.demo.talks import Lines, Turn
from journey_tracker.events import AgentMessage, BotMessage, ChatEvent, Event, ShopperMessage
from journey_tracker.journey import Mood

MODELS = ("fictief-stemming-1", "fictief-stemming-2")
"""What scored the mood, before and after the change."""
_MILDER = 0.05
"""How much higher the second model scores."""
_SPREAD = 0.16


class Speaker:
    """Writes the messages of one chat, in the order of the talk."""

    def __init__(self, diary: Diary, at_ms: int, kind: Kind, product: Product, order: str) -> None:
        diary.chats += 1
        self.conversation = diary.person.conversation(diary.chats)
        self.kind, self.product = kind, product
        self.other = next(p for p in (draw_product(kind, diary.rng), *kind.products) if p != product)
        self.at_ms = at_ms
        """When the last thing was said."""
        self.seq = 0
        self.last_mood = 0.0
        self.moments: list[Moment] = []
        self._diary = diary
        self._channel = diary.person.talk
        self._model = int(diary.holds("scores", at_ms))
        self._words = {
            "kind": kind.names[diary.person.language],
            "product": product.title,
            "other": self.other.title,
            "order": order,
            "budget": str(max(1, round(product.cents * 1.2 / 5_000)) * 50),
        }

    def tell(self, event: Event) -> None:
        """Something happens now."""
        self.moments.append((self.at_ms, event))

    def choosing(self, sort: Callable[..., ChatEvent], /, **told: Any) -> ChatEvent:
        """What the message that was said last taught of a choice."""
        told["category"] = self.kind.key
        return sort(conversation=self.conversation, seq=self.seq, channel=self._channel, **told)

    def shopper(self, turn: Turn) -> None:
        """The shopper says something, after thinking of it."""
        rng = self._diary.rng
        self.at_ms += 0 if not self.seq else round(rng.uniform(8_000, 50_000))
        self.seq += 1
        scored = turn.mood + _MILDER * self._model + rng.gauss(0, _SPREAD)
        self.last_mood = round(max(-1.0, min(1.0, scored)), 3)
        sure = rng.uniform(0.25, 0.5) if turn.intent == "nlu_fallback" else rng.uniform(0.62, 0.99)
        self.tell(
            ShopperMessage(
                self.conversation,
                self.seq,
                self._said(turn.lines),
                turn.intent,
                round(sure, 3),
                self._diary.person.language,
                self.last_mood,
                Mood.of(self.last_mood).value,
                round(rng.uniform(0.6, 0.97), 3),
                MODELS[self._model],
                self._channel,
            )
        )

    def bot(self, turn: Turn, *, shows: bool = False) -> None:
        """The bot answers at once."""
        self.at_ms += self._diary.rng.randrange(300, 1_500)
        products = (self.product.id, self.other.id) if shows else ()
        text = self._said(turn.answers)
        self.tell(BotMessage(self.conversation, self.seq, text, turn.response, products, self._channel))

    def agent(self, text: str) -> None:
        """Somebody of staff writes."""
        self.at_ms += self._diary.rng.randrange(15_000, 75_000)
        self.seq += 1
        self.tell(AgentMessage(self.conversation, self.seq, text, self._channel))

    def desk(self, sort: Callable[..., ChatEvent], /, **told: Any) -> None:
        """A step of the handoff, at the place of the last message."""
        self.tell(sort(conversation=self.conversation, seq=self.seq, channel=self._channel, **told))

    def _said(self, lines: Lines) -> str:
        return self._diary.rng.choice(lines[self._diary.person.language]).format_map(self._words)
