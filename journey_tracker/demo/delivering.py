"""What follows an order in the demo: parcel, survey, review, return."""

from __future__ import annotations

from dataclasses import dataclass

from journey_tracker.demo.calendar import DAYS, HOUR_MS, OFFICE, later
from journey_tracker.demo.chats import chat
from journey_tracker.demo.diary import Diary
from journey_tracker.demo.shelf import Kind, Product
from journey_tracker.demo.texts import read
from journey_tracker.events import (
    DeliveryFailed,
    MailClicked,
    MailSent,
    OrderCancelled,
    OrderDelivered,
    OrderReturned,
    OrderShipped,
    ReviewWritten,
    SurveyAnswered,
    SurveyAsked,
)

CARRIER = "Pakketpost"
PARCEL_CENTS, RETURN_CENTS, MAIL_CENTS = 495, 595, 1
"""What a parcel, a return and a mail cost the shop."""
_ANSWERED = 0.42
"""Share of the surveys that is answered."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order while it is on its way."""

    number: str
    at_ms: int
    kind: Kind
    product: Product
    cents: int

    @property
    def about(self) -> dict[str, str]:
        """What every event about it tells."""
        return {"order": self.number, "category": self.kind.key}


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the parcel of an order came."""

    at_ms: int
    was_late: bool


def deliver(diary: Diary, order: Order) -> Arrival | None:
    """Ship and bring an order; None when it was called off because it did not come."""
    shipped = later(order.at_ms, 0 if diary.chance(0.3) else 1, diary.rng, OFFICE)
    parcel = {**order.about, "channel": "carrier", "carrier": CARRIER}
    diary.shop(shipped, OrderShipped, **parcel, cost_cents=PARCEL_CENTS)
    due = later(shipped, 1, diary.rng, OFFICE)
    fails = diary.chance(0.85 if diary.holds("carrier", due) else 0.03)
    if not fails:
        _wonder(diary, order, shipped, due)
        diary.shop(due, OrderDelivered, **parcel)
        return Arrival(due, was_late=False)
    diary.shop(due, DeliveryFailed, **parcel, reason=diary.rng.choice(_REASONS))
    return _late(diary, order, due)


_REASONS = ("not_on_van", "depot", "address_not_found", "lost")


def _talk(diary: Diary, topic: str, at_ms: int, order: Order) -> None:
    """A chat about an order."""
    chat(diary, topic, at_ms, order.kind, order.product, order.number)


def _wonder(diary: Diary, order: Order, shipped: int, due: int) -> None:
    if diary.chance(0.1):
        at = shipped + round(diary.rng.random() * (due - shipped))
        _talk(diary, "status", at, order)


def _late(diary: Diary, order: Order, due: int) -> Arrival | None:
    """An order that did not come: people ask, then it comes days later or is called off."""
    asked = due
    for _ in range(2 if diary.chance(0.35) else 1):
        asked = later(asked, 1, diary.rng)
        if diary.chance(0.85):
            _talk(diary, "late", asked, order)
    if diary.chance(0.45):
        off = later(asked, 1, diary.rng)
        diary.shop(off, OrderCancelled, **order.about, value_cents=order.cents)
        return None
    came = later(asked, 1 + diary.pause_days(4), diary.rng, OFFICE)
    diary.shop(came, OrderDelivered, **order.about, channel="carrier", carrier=CARRIER)
    return Arrival(came, was_late=True)


def use(diary: Diary, order: Order, arrival: Arrival) -> bool:
    """What the customer does with it; returns whether they keep it and are content."""
    if _goes_back(diary, order, arrival):
        return False
    if diary.chance(0.06):
        _talk(diary, "usage", later(arrival.at_ms, diary.pause_days(6), diary.rng), order)
    if diary.chance(0.04):
        broken = later(arrival.at_ms, diary.pause_days(40), diary.rng)
        _talk(diary, "warranty", broken, order)
    content = diary.chance(0.3 if arrival.was_late else 0.88)
    _score(diary, order, arrival, content=content)
    if not arrival.was_late:
        _tips(diary, order, arrival)
    if content and diary.chance(0.24):
        stars = diary.rng.choice((4, 4, 5, 5, 5))
        at = later(arrival.at_ms, 5 + diary.pause_days(5), diary.rng)
        diary.shop(at, ReviewWritten, **order.about, product=order.product.id, stars=stars)
    if content and diary.chance(0.05):
        _talk(diary, "feedback", later(arrival.at_ms, 3 + diary.pause_days(4), diary.rng), order)
    return content


def _goes_back(diary: Diary, order: Order, arrival: Arrival) -> bool:
    wrong = diary.holds("feed", order.at_ms)
    if not diary.chance(0.7 if wrong else 0.05):
        return False
    kept = 17 + diary.rng.randrange(6) if wrong else 3 + diary.rng.randrange(9)
    back = later(arrival.at_ms, kept, diary.rng)
    if diary.chance(0.6):
        _talk(diary, "return", back - 2 * HOUR_MS, order)
    reason = "not_as_described" if wrong else diary.rng.choice(("changed_mind", "too_large", "defect", "too_heavy"))
    costs = {"value_cents": order.cents, "cost_cents": RETURN_CENTS}
    diary.shop(back + HOUR_MS, OrderReturned, **order.about, **costs, reason=reason)
    _survey(diary, order, "ces", "customer_care", later(back, 1, diary.rng), diary.rng.choice(_CES))
    return True


_CES = (3, 4, 5, 5, 6, 6, 7)


def _score(diary: Diary, order: Order, arrival: Arrival, *, content: bool) -> None:
    """Dutch scores: a seven is praise, a ten is rare."""
    if diary.chance(0.6):
        stars = (1, 1, 2, 2, 3) if arrival.was_late else (3, 4, 4, 5, 5)
        _survey(diary, order, "csat", "delivery", later(arrival.at_ms, 2, diary.rng), diary.rng.choice(stars))
    how = "low" if arrival.was_late else "high" if content and diary.chance(0.55) else "middle"
    comments = read("comments")["nps"][how][diary.person.language]
    comment = diary.rng.choice(comments) if diary.chance(0.4) else ""
    at = later(arrival.at_ms, 6, diary.rng, OFFICE)
    _survey(diary, order, "nps", "", at, diary.rng.choice(_NPS[how]), comment)


_NPS = {"low": (0, 1, 2, 3, 4, 5, 6), "middle": (6, 7, 7, 7, 8, 8), "high": (8, 8, 8, 9, 9, 10)}


def _survey(diary: Diary, order: Order, instrument: str, phase: str, at: int, score: int, comment: str = "") -> None:
    common = {**order.about, "channel": "email", "instrument": instrument, "phase": phase}
    diary.shop(at, SurveyAsked, **common, cost_cents=MAIL_CENTS)
    if diary.chance(_ANSWERED):
        diary.shop(at + diary.pause_ms(90), SurveyAnswered, **common, score=score, comment=comment)


def _tips(diary: Diary, order: Order, arrival: Arrival) -> None:
    """A mail with tips, two weeks on; whoever had trouble gets none."""
    at = later(arrival.at_ms, 14, diary.rng, OFFICE)
    mail = {**order.about, "channel": "email", "campaign": "tips-na-aankoop", "medium": "email"}
    diary.shop(at, MailSent, **mail, cost_cents=MAIL_CENTS)
    if diary.person.reads_mail and diary.chance(0.35):
        diary.shop(at + diary.pause_ms(200), MailClicked, **mail)


def next_time_days(diary: Diary, *, content: bool) -> float:
    """After how many days somebody comes to buy again; beyond the year: never."""
    comes = diary.chance(0.74 if content else 0.1)
    return 14 + diary.pause_days(25) if comes else float(DAYS)
