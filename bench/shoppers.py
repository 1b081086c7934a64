"""A year of a webshop as a log of any size: who looks, chats, buys, comes back, complains and answers surveys.

Made for its shape, not for its story (that is `./run journey demo`): four channels, two languages, eight categories,
campaigns, offers, moods, handoffs and customers who return, so that counts are spread as those of a real shop are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    BasketChanged,
    BotMessage,
    CheckoutStarted,
    Event,
    HandoffEnded,
    HandoffRequested,
    Identified,
    MailClicked,
    OrderDelivered,
    OrderPlaced,
    OrderReturned,
    OrderShipped,
    PageViewed,
    ProductsLost,
    ProductViewed,
    ShopperMessage,
    SurveyAnswered,
    SurveyAsked,
)

START_MS = 1_777_629_600_000
SECOND_MS, MINUTE_MS, DAY_MS = 1000, 60_000, 86_400_000
YEAR_DAYS = 365
CATEGORIES = ("laptop", "phone", "bike", "tv", "coffee", "headset", "vacuum", "camera")
HOW_OFTEN = (20, 18, 16, 14, 12, 9, 7, 4)
"""Of a hundred shoppers, who looks for which category."""
MEDIA = (("", ""), ("organic", ""), ("cpc", "brand"), ("cpc", "generic"), ("email", "news"), ("social", "spring"))
PAGES = ("home", "search", "category", "compare", "guide")
BEFORE = ("state_need", "refine_choice", "compare_products", "ask_product_detail", "ask_inspiration",
          "ask_explanation", "ask_recommendation_reason", "choose_product", "ask_delivery_terms")  # fmt: skip
AFTER = ("order_status", "delivery_problem", "return_request", "warranty_repair", "product_usage_help", "complaint",
         "change_order", "give_feedback")  # fmt: skip
CLOSING = ("thank", "goodbye", "nlu_fallback", "deny")
LOST_FOR = ("price", "taste", "out_of_stock", "none_fits", "weight_kg")
SURVEYS = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
MODELS = ("bench-1", "bench-2")
"""What measures moods: the second since half a year."""


def shoppers(*, seed: int) -> Iterator[Envelope]:
    """The events of one person after another, without end; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # the same log every time
    number = 0
    while True:
        yield from _Shopper(number, chance, *_kind(chance)).year()
        number += 1


def _kind(chance: random.Random) -> tuple[str, str, str]:
    """Category, language and the channel that one talks through."""
    category = chance.choices(CATEGORIES, HOW_OFTEN)[0]
    talks = chance.choices(("webchat", "whatsapp"), (8, 2))[0]
    return category, "en" if chance.random() < 0.15 else "nl", talks


@dataclass(slots=True)
class _Shopper:
    """One person, from the first visit on."""

    number: int
    chance: random.Random
    category: str
    language: str
    talks: str
    at_ms: int = 0
    chats: int = 0
    orders: int = 0

    def year(self) -> Iterator[Envelope]:
        """Journeys until the person stays away or the year is over."""
        self.at_ms = START_MS + self.chance.randrange(YEAR_DAYS * 24 * 60) * MINUTE_MS
        while self.at_ms < START_MS + YEAR_DAYS * DAY_MS:
            yield from self._journey()
            if self.chance.random() > (0.5 if self.orders else 0.15):
                return
            self._wait(20, 150)
            self.category = self.chance.choices(CATEGORIES, HOW_OFTEN)[0]

    def _journey(self) -> Iterator[Envelope]:
        for _ in range(self.chance.choice((1, 1, 1, 2, 2, 3))):
            yield from self._visit()
            self._wait(1, 9)
        if self.chance.random() < 0.25:
            yield from self._purchase()

    def _visit(self) -> Iterator[Envelope]:
        medium, campaign = self.chance.choice(MEDIA)
        if medium == "email":
            yield self._shop(MailClicked, medium=medium, campaign=campaign, channel="email", cost_cents=2)
        yield self._shop(PageViewed, page=self.chance.choice(PAGES), medium=medium, campaign=campaign)
        for _ in range(self.chance.randint(1, 5)):
            yield self._shop(ProductViewed, product=f"p{self.chance.randrange(200)}", **self._price())
        if self.chance.random() < 0.3:
            yield from self._talk(BEFORE)

    def _purchase(self) -> Iterator[Envelope]:
        self.orders += 1
        order, price = f"o{self.number}-{self.orders}", self._price()
        worth = {"value_cents": price["price_cents"], "list_value_cents": price["list_price_cents"]}
        yield self._shop(BasketChanged, product="p1", quantity=1, **price)
        yield self._shop(CheckoutStarted, value_cents=price["price_cents"])
        yield self._shop(OrderPlaced, order=order, customer=f"k{self.number}", offer=price["offer"], **worth)
        self._wait(0, 2)
        yield self._shop(OrderShipped, order=order, carrier="bench")
        self._wait(0, 3)
        yield self._shop(OrderDelivered, order=order, carrier="bench")
        yield from self._afterwards(order)

    def _afterwards(self, order: str) -> Iterator[Envelope]:
        self._wait(1, 9)
        if self.chance.random() < 0.3:
            yield from self._talk(AFTER)
        if self.chance.random() < 0.1:
            yield self._shop(OrderReturned, order=order, value_cents=5_000, reason="size")
        if self.chance.random() < 0.6:
            instrument = self.chance.choice(tuple(SURVEYS))
            yield self._shop(SurveyAsked, instrument=instrument, channel="email")
            if self.chance.random() < 0.3:
                yield self._shop(SurveyAnswered, instrument=instrument, score=self._score(instrument), channel="email")

    def _talk(self, errands: tuple[str, ...]) -> Iterator[Envelope]:
        """A conversation: a few errands, sometimes a person, a last word."""
        self.chats += 1
        chat = f"c{self.number}-{self.chats}"
        yield self._event("/bench/chat", Identified(conversation=chat, visitor=self._visitor))
        said = [*(self.chance.choice(errands) for _ in range(self.chance.randint(1, 4))), self.chance.choice(CLOSING)]
        for seq, intent in enumerate(said, start=1):
            yield self._said(chat, seq, intent)
            yield self._event("/bench/chat", BotMessage(chat, seq, "…", f"utter_{intent}", channel=self.talks))
        if errands is BEFORE and self.chance.random() < 0.2:
            reason = self.chance.choice(LOST_FOR)
            yield self._event("/bench/chat", ProductsLost(chat, len(said), self.category, reason, channel=self.talks))
        if self.chance.random() < 0.1:
            yield from self._handed_over(chat, len(said))

    def _handed_over(self, chat: str, seq: int) -> Iterator[Envelope]:
        waited, held = self.chance.randrange(20, 900) * SECOND_MS, self.chance.randrange(60, 1200) * SECOND_MS
        yield self._event("/bench/chat", HandoffRequested(chat, seq, "request_human", self.talks))
        self.at_ms += waited + held
        yield self._event("/bench/chat", HandoffEnded(chat, seq, "completed", waited, held, self.talks))

    def _said(self, chat: str, seq: int, intent: str) -> Envelope:
        self.at_ms += self.chance.randrange(10, 120) * SECOND_MS
        mood = round(max(-1.0, min(1.0, self.chance.gauss(0.1, 0.35))), 2)
        label = "neutral" if abs(mood) < 0.15 else "positive" if mood > 0 else "negative"
        model = MODELS[self.at_ms > START_MS + YEAR_DAYS // 2 * DAY_MS]
        told = ShopperMessage(chat, seq, "…", intent, 0.9, self.language, mood, label, 0.8, model, self.talks)
        return self._event("/bench/chat", told)

    def _price(self) -> dict[str, object]:
        list_price = self.chance.randrange(20, 1500) * 100
        off = self.chance.choice((1.0, 1.0, 0.9, 0.8))
        offer = {"offer": "" if off == 1 else "sale"}
        return {"price_cents": round(list_price * off), "list_price_cents": list_price, **offer}

    def _score(self, instrument: str) -> int:
        low, high = SURVEYS[instrument]
        return self.chance.randint((low + high) // 2, high) if self.chance.random() < 0.8 else low

    @property
    def _visitor(self) -> str:
        return f"v{self.number}"

    def _shop(self, kind: type[Event], **told: object) -> Envelope:
        self.at_ms += self.chance.randrange(5, 90) * SECOND_MS
        where = {"visitor": self._visitor, "language": self.language, "category": self.category}
        return self._event("/bench/shop", kind(**{**where, **told}))  # type: ignore[arg-type]  # fields of any shop event

    def _event(self, source: str, event: Event) -> Envelope:
        return Envelope(source, self.at_ms, event)

    def _wait(self, least: int, most: int) -> None:
        """So many days, to the hour."""
        self.at_ms += self.chance.randrange(least * 24, most * 24 + 1) * 60 * MINUTE_MS
