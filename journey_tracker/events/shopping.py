"""What happens outside the chat: in the shop, at the carrier, in the mail. One event is one touchpoint.

The names follow the list that shops know from Segment and GA4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopEvent:
    """Who and where. At least one of `visitor`, `customer` and `order` says whose journey it belongs to."""

    name: ClassVar[str]
    visitor: str = ""
    """The browser, by the shop's own first-party id. Stored as an HMAC, never as it came."""
    customer: str = ""
    """The customer, by the shop's own number. Stored as an HMAC, never as it came."""
    order: str = ""
    """Order number; whatever has one belongs to the cycle of that order."""
    session: str = ""
    """The visit, when the shop counts visits."""
    seq: int = 0
    """Order of events that happened in the same millisecond."""
    channel: str = "webshop"
    """Where the contact was: a key of the journey model's `channels`, or any other word."""
    language: str = ""
    category: str = ""
    """Key of the product category."""
    campaign: str = ""
    """Name of the campaign that led here (`utm_campaign`)."""
    medium: str = ""
    """Channel that led here (`utm_medium`, or what the referrer tells), such as ``email`` or ``organic``."""
    cost_cents: int = 0
    """What this contact cost the shop, in euro cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageViewed(ShopEvent):
    """A page of the shop was opened.

    Event name: ``koopwijzer.page_viewed.v1``.
    """

    name: ClassVar[str] = "koopwijzer.page_viewed.v1"
    page: str = ""
    """Kind of page, such as ``home`` or ``search``; without personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductViewed(ShopEvent):
    """A product was looked at.

    Event name: ``koopwijzer.product_viewed.v1``.
    """

    name: ClassVar[str] = "koopwijzer.product_viewed.v1"
    product: str = ""
    price_cents: int = 0
    """What was asked, VAT included."""
    list_price_cents: int = 0
    """The price without offer; 0 when nobody knows."""
    offer: str = ""
    """Name of the offer that was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketChanged(ShopEvent):
    """Something was put into the basket, or taken out.

    Event name: ``koopwijzer.basket_changed.v1``.
    """

    name: ClassVar[str] = "koopwijzer.basket_changed.v1"
    product: str = ""
    quantity: int = 0
    """How many the basket holds now."""
    price_cents: int = 0
    list_price_cents: int = 0
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutStarted(ShopEvent):
    """Somebody began to pay.

    Event name: ``koopwijzer.checkout_started.v1``.
    """

    name: ClassVar[str] = "koopwijzer.checkout_started.v1"
    value_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(ShopEvent):
    """An order was placed: the purchase of a cycle.

    Event name: ``koopwijzer.order_placed.v1``.
    """

    name: ClassVar[str] = "koopwijzer.order_placed.v1"
    value_cents: int = 0
    """In euro cents, VAT included."""
    list_value_cents: int = 0
    """The same at list prices; 0 when nobody knows."""
    products: tuple[str, ...] = ()
    offer: str = ""
    exchange_of: str = ""
    """Order that this one replaces: an exchange opens no new cycle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderShipped(ShopEvent):
    """The order left the shop.

    Event name: ``koopwijzer.order_shipped.v1``.
    """

    name: ClassVar[str] = "koopwijzer.order_shipped.v1"
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDelivered(ShopEvent):
    """The order is with the customer: use begins.

    Event name: ``koopwijzer.order_delivered.v1``.
    """

    name: ClassVar[str] = "koopwijzer.order_delivered.v1"
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed(ShopEvent):
    """The carrier could not deliver, or not in time.

    Event name: ``koopwijzer.delivery_failed.v1``.
    """

    name: ClassVar[str] = "koopwijzer.delivery_failed.v1"
    carrier: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReturned(ShopEvent):
    """Goods came back.

    Event name: ``koopwijzer.order_returned.v1``.
    """

    name: ClassVar[str] = "koopwijzer.order_returned.v1"
    value_cents: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(ShopEvent):
    """An order was called off before it was delivered.

    Event name: ``koopwijzer.order_cancelled.v1``.
    """

    name: ClassVar[str] = "koopwijzer.order_cancelled.v1"
    value_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSent(ShopEvent):
    """The shop wrote to a customer.

    Event name: ``koopwijzer.mail_sent.v1``.
    """

    name: ClassVar[str] = "koopwijzer.mail_sent.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailClicked(ShopEvent):
    """A customer followed a link in a mail.

    Event name: ``koopwijzer.mail_clicked.v1``.
    """

    name: ClassVar[str] = "koopwijzer.mail_clicked.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWritten(ShopEvent):
    """A customer reviewed a product.

    Event name: ``koopwijzer.review_written.v1``.
    """

    name: ClassVar[str] = "koopwijzer.review_written.v1"
    product: str = ""
    stars: int = 0
    """1 to 5; 0 when none were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAsked(ShopEvent):
    """A survey was put before somebody.

    Event name: ``koopwijzer.survey_asked.v1``.
    """

    name: ClassVar[str] = "koopwijzer.survey_asked.v1"
    instrument: str
    """``nps`` (0 to 10), ``csat`` (1 to 5) or ``ces`` (1 to 7)."""
    phase: str = ""
    """Key of the phase that it asks about; empty: by the journey model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered(ShopEvent):
    """A survey was answered.

    Event name: ``koopwijzer.survey_answered.v1``.
    """

    name: ClassVar[str] = "koopwijzer.survey_answered.v1"
    instrument: str
    score: int
    phase: str = ""
    comment: str = ""
    """Redacted."""


MOST_STARS = 5
"""Of a review."""
INSTRUMENTS = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
"""Lowest and highest score of each survey."""
