"""How people of the demo come to an order: looking round, choosing, ordering."""

from __future__ import annotations

from dataclasses import dataclass

from journey_tracker.demo.calendar import later
from journey_tracker.demo.chats import chat
from journey_tracker.demo.delivering import MAIL_CENTS, Order
from journey_tracker.demo.diary import Diary
from journey_tracker.demo.people import draw_medium, draw_product
from journey_tracker.demo.shelf import Kind, Product
from journey_tracker.demo.stories import offer
from journey_tracker.events import (
    BasketChanged,
    CheckoutStarted,
    MailClicked,
    MailSent,
    OrderPlaced,
    PageViewed,
    ProductViewed,
    ShopEvent,
)

_BACK = "weer-tijd"
"""Campaign of the mail that brings customers back."""


@dataclass(slots=True)
class Errand:
    """What somebody is after: one purchase, from the first look to the order."""

    diary: Diary
    kind: Kind
    product: Product
    at_ms: int
    medium: str
    cost_cents: int = 0
    offer: str = ""
    percent: int = 0

    @property
    def is_repeat(self) -> bool:
        """Whether the customer bought before."""
        return self.diary.is_customer

    @property
    def by_mail(self) -> bool:
        """Whether a mail of the shop led here."""
        return self.medium == "email"

    @property
    def haste(self) -> float:
        """By how much they take less time, 0..1: a present must be there in time."""
        return 0.4 if self.diary.holds("sinterklaas", self.at_ms) else 1.0

    @property
    def cents(self) -> int:
        """What the product costs them."""
        return self.product.cents * (100 - self.percent) // 100

    def seen(self, kind: type[ShopEvent], **told: object) -> None:
        """One look in the shop, and the seconds it takes."""
        common = {"category": self.kind.key, "medium": self.medium}
        self.diary.shop(self.at_ms, kind, **common, **told)
        self.at_ms += self.diary.pause_ms(0.8)

    def priced(self, product: Product) -> dict[str, object]:
        """A product at its price."""
        cents = product.cents * (100 - self.percent) // 100
        return {"product": product.id, "price_cents": cents, "list_price_cents": product.cents, "offer": self.offer}


def errand(diary: Diary, at_ms: int, kind: Kind) -> Errand:
    """Somebody sets out to buy, led by an advertisement, a search or, who bought before, often by a mail."""
    product = draw_product(kind, diary.rng)
    if diary.is_customer and diary.person.reads_mail and diary.chance(0.7):
        return Errand(diary, kind, product, _mailed(diary, at_ms, kind), "email")
    medium, cost = draw_medium(diary.rng)
    return Errand(diary, kind, product, at_ms, medium, cost)


def shop(todo: Errand) -> Order | None:
    """From the first look to the order; None when they left on the way."""
    diary = todo.diary
    if not todo.by_mail:
        _look_round(todo)
        if not diary.chance(0.85 if todo.is_repeat else 0.74):
            return None
        todo.at_ms = later(todo.at_ms, diary.pause_days(0.7 * todo.haste), diary.rng)
    _choose(todo)
    if not diary.chance(_buys(todo)):
        return None
    if todo.by_mail:
        todo.at_ms += diary.pause_ms(9)
    else:
        todo.at_ms = later(todo.at_ms, diary.pause_days(1.1 * todo.haste), diary.rng)
    return _order(todo)


def _mailed(diary: Diary, at_ms: int, kind: Kind) -> int:
    mail = {"channel": "email", "medium": "email", "campaign": _BACK, "category": kind.key}
    diary.shop(at_ms, MailSent, **mail, cost_cents=MAIL_CENTS)
    clicked = at_ms + diary.pause_ms(120)
    diary.shop(clicked, MailClicked, **mail)
    return clicked + 5_000


def _look_round(todo: Errand) -> None:
    todo.seen(PageViewed, page=todo.diary.rng.choice(("home", "search", "advice")), cost_cents=todo.cost_cents)
    todo.cost_cents = 0
    if todo.diary.chance(0.5):
        todo.seen(PageViewed, page="category")
    if todo.diary.chance(0.16):
        todo.at_ms = chat(todo.diary, "orientation", todo.at_ms, todo.kind, todo.product)


def _choose(todo: Errand) -> None:
    """Look at products, with or without help; some see a discount."""
    diary = todo.diary
    if diary.holds("welcome", todo.at_ms) and diary.chance(0.5):
        todo.offer, todo.percent = offer()
    looked = [draw_product(todo.kind, diary.rng) for _ in range(diary.rng.randrange(1, 3))]
    for product in looked[:1] if todo.by_mail else looked:
        todo.seen(ProductViewed, **todo.priced(product))
    wrong = diary.holds("feed", todo.at_ms)
    if diary.chance(0.6 if wrong else 0.33):
        topic = "feed" if wrong else "repurchase" if todo.by_mail and diary.chance(0.7) else "selection"
        todo.at_ms = chat(diary, topic, todo.at_ms, todo.kind, todo.product) + 10_000
    todo.seen(ProductViewed, **todo.priced(todo.product))


def _buys(todo: Errand) -> float:
    """The chance to go on from selection to transaction."""
    chance = 0.6 if todo.is_repeat else 0.42
    if todo.offer and not todo.is_repeat:
        chance += 0.38
    if todo.diary.holds("questions", todo.at_ms):
        chance += 0.22
    if todo.diary.holds("sinterklaas", todo.at_ms):
        chance += 0.12
    return min(chance, 0.95)


def _order(todo: Errand) -> Order | None:
    diary, product = todo.diary, todo.product
    todo.seen(BasketChanged, **todo.priced(product), quantity=1)
    todo.seen(CheckoutStarted, value_cents=todo.cents)
    stuck = diary.person.language == "en" and diary.holds("english", todo.at_ms)
    if diary.chance(0.6 if stuck else 0.07):
        todo.at_ms = chat(diary, "english" if stuck else "terms", todo.at_ms, todo.kind, product) + 20_000
    if not diary.chance(0.33 if stuck else 0.86):
        return None
    diary.orders += 1
    diary.is_customer = True
    order = Order(diary.person.order(diary.orders), todo.at_ms, todo.kind, product, todo.cents)
    placed = {"products": (product.id,), "value_cents": order.cents, "list_value_cents": product.cents}
    todo.seen(OrderPlaced, order=order.number, offer=todo.offer, **placed)
    return order
