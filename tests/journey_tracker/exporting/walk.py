"""What some shoppers did, for the tests of views and files."""

from __future__ import annotations

from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    MailSent,
    OrderPlaced,
    PageViewed,
    ProductViewed,
    ShopEvent,
    SurveyAnswered,
    TrafficMarked,
)
from tests.journey_tracker.talk import bot, shopper

NOON = 1_777_629_600_000
"""1 May 2026, noon in Amsterdam."""
HOUR = 3_600_000


def shop(hours: float, event: ShopEvent | TrafficMarked) -> str:
    """An event so many hours after noon."""
    return Envelope("/shop", NOON + int(hours * HOUR), event).to_json()


WALK = (
    shop(0, PageViewed(visitor="v1", page="home", session="s1", medium="email")),
    shop(1, ProductViewed(visitor="v1", session="s1", price_cents=900, list_price_cents=1000)),
    shop(2, OrderPlaced(visitor="v1", session="s1", order="o1", value_cents=900)),
    shop(3, MailSent(order="o1", campaign="=HYPERLINK(1)", channel="mail")),
    shop(30, SurveyAnswered(order="o1", instrument="nps", score=9)),
    shop(1.5, PageViewed(visitor="v2", page="home & <garden>", language="nl")),
    shop(2.5, PageViewed(visitor="tester", page="home")),
    shopper(1, "order_status", minute=300, mood=-0.5, text="Waar blijft het?").to_json(),
    bot(1, minute=300).to_json(),
    shop(2.5, TrafficMarked(kind="test", visitor="tester")),
)
"""Two shoppers, a chat and a tester."""
