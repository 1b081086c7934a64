"""The terms of the shop, as its own file states them; what is absent is unknown, and is never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bot.shop.faq import Faq, read_faq
from bot.shop.holidays import deadline, next_delivery_day
from bot.shop.ports import Product
from bot.shop.yaml_reading import Node, read_file

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PAYMENTS = ("ideal", "card", "paypal", "bancontact", "invoice", "klarna", "giftcard", "cash")
COUNTRIES = ("NL", "BE", "DE", "LU", "FR")
_MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Delivery:
    """What delivery costs, in euro, and how long it takes."""

    cost: float
    free_from: float | None
    """None: it is never free because of the amount."""
    cut_off: str
    """Ordered before it on one of `order_days` counts for that day: "22:00"."""
    order_days: frozenset[int]
    delivery_days: frozenset[int]
    """0 is Monday."""
    days: int
    countries: tuple[str, ...]

    def cost_of(self, amount: float) -> float:
        """Euro for an order of `amount` euro."""
        return 0.0 if self.free_from is not None and amount >= self.free_from else self.cost

    def arrives(self, now: datetime) -> date:
        """The day on which an order of this moment comes, holidays counted."""
        hour, minute = map(int, self.cut_off.split(":"))
        sent = now.date()
        if (now.hour, now.minute) >= (hour, minute) or sent.weekday() not in self.order_days:
            sent = next_delivery_day(sent, self.order_days)
        for _ in range(self.days):
            sent = next_delivery_day(sent, self.delivery_days)
        return sent


@dataclass(frozen=True, slots=True)
class Pickup:
    """Where an order can be picked up, after how many days, and how long it is kept there."""

    at: str
    days: int
    kept_days: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Sending back without a reason."""

    days: int
    """Counted from the day after the last item was received."""
    refund_days: int
    shop_pays: bool
    exclusions: Mapping[str, tuple[str, ...]]
    """By language."""

    def last_day(self, received: date) -> date:
        """The last day to withdraw; not before a weekend or holiday is over."""
        return deadline(received, self.days)


@dataclass(frozen=True, slots=True)
class Warranty:
    """The legal guarantee: the seller puts a defect right as long as a product should last."""

    burden_months: int
    """Months in which the shop has to prove that the defect was not there from the start."""
    lifespan_years: Mapping[str, int]
    """By category; `default` for the others."""

    def years(self, category: str) -> int | None:
        """Years a product of the category may be expected to last; None when the shop does not say."""
        return self.lifespan_years.get(category, self.lifespan_years.get("default"))


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The old one goes along when a new one of its kind is bought."""

    categories: frozenset[str]
    """Kinds that all have a plug or a battery."""
    facts: tuple[str, ...] = ()
    """Facts of which a yes says that a product has one: "electric"."""

    def covers(self, product: Product) -> bool:
        """Whether the old one of its kind may go along."""
        return product.category in self.categories or any(product.fact(key) is True for key in self.facts)


@dataclass(frozen=True, slots=True)
class Privacy:
    """How long is kept what a shopper says, in days."""

    conversation_days: int
    transcript_days: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything the bot may say about the shop's terms; None: not known here."""

    delivery: Delivery | None = None
    pickup: Pickup | None = None
    payment: tuple[str, ...] = ()
    withdrawal: Withdrawal | None = None
    warranty: Warranty | None = None
    take_back: TakeBack = field(default_factory=lambda: TakeBack(frozenset()))
    privacy: Privacy | None = None
    """Of the program, not of the shop: in no file."""
    faq: Faq = field(default_factory=Faq)
    """What else the shop answers, in its own words."""


_SECTIONS = ("delivery", "pickup", "payment", "withdrawal", "warranty", "take_back", "faq")


def read_terms(file: Path) -> Terms:
    """The terms in `file`, each checked; raises `bot.shop.yaml_reading.ShopFileInvalid`."""
    top = read_file(file).only(_SECTIONS)
    return Terms(
        delivery=_delivery(top.node("delivery")) if top.given.get("delivery") else None,
        pickup=_pickup(top.node("pickup")) if top.given.get("pickup") else None,
        payment=_each_of(top, "payment", PAYMENTS),
        withdrawal=_withdrawal(top.node("withdrawal")) if top.given.get("withdrawal") else None,
        warranty=_warranty(top.node("warranty")) if top.given.get("warranty") else None,
        take_back=_take_back(top.node("take_back")),
        faq=read_faq(file.parent / top.text("faq")) if top.given.get("faq") else Faq(),
    )


def _delivery(node: Node) -> Delivery:
    node.only(("cost", "free_from", "cut_off", "order_days", "delivery_days", "days", "countries"))
    cost = node.amount("cost")
    if cost is None:
        raise node.refuse("cost", "an amount in euro; 0 when delivery is always free")
    return Delivery(
        cost=cost,
        free_from=node.amount("free_from"),
        cut_off=_hour(node, "cut_off"),
        order_days=_weekdays(node, "order_days"),
        delivery_days=_weekdays(node, "delivery_days"),
        days=node.whole("days", 1, 60),
        countries=_each_of(node, "countries", COUNTRIES),
    )


def _pickup(node: Node) -> Pickup:
    node.only(("at", "days", "kept_days"))
    return Pickup(node.text("at"), node.whole("days", 0, 60), node.whole("kept_days", 1, 90))


def _withdrawal(node: Node) -> Withdrawal:
    node.only(("days", "refund_days", "return_costs", "exclusions"))
    exclusions = node.node("exclusions").only(("nl", "en"))
    return Withdrawal(
        # The law gives fourteen days and no shop may give less.
        days=node.whole("days", 14, _MOST_DAYS),
        refund_days=node.whole("refund_days", 0, 14),
        shop_pays=node.one_of("return_costs", ("shop", "shopper")) == "shop",
        exclusions={language: exclusions.texts(language) for language in ("nl", "en")},
    )


def _warranty(node: Node) -> Warranty:
    node.only(("burden_months", "lifespan_years"))
    years = node.node("lifespan_years")
    return Warranty(
        burden_months=node.whole("burden_months", 12, 600),
        lifespan_years={category: years.whole(category, 2, 50) for category in years.given},
    )


def _take_back(node: Node) -> TakeBack:
    node.only(("categories", "facts"))
    return TakeBack(frozenset(node.texts("categories")), node.texts("facts"))


def _weekdays(node: Node, key: str) -> frozenset[int]:
    given = _each_of(node, key, WEEKDAYS)
    if not given:
        raise node.refuse(key, "one or more of " + ", ".join(WEEKDAYS))
    return frozenset(WEEKDAYS.index(day) for day in given)


def _each_of(node: Node, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    given = node.texts(key)
    if not set(given) <= set(allowed):
        raise node.refuse(key, "one or more of " + ", ".join(allowed))
    return given


def _hour(node: Node, key: str) -> str:
    text = node.text(key)
    try:
        return f"{datetime.strptime(text, '%H:%M').time():%H:%M}"
    except ValueError as error:
        raise node.refuse(key, "a time such as 22:00, between quotes") from error
