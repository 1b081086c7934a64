"""The demo shop's orders: a file with days counted from today, so that they never grow old."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.shop.dates import ZONE, moment
from bot.shop.holidays import next_delivery_day
from bot.shop.orders.numbers import is_postcode, postcode, same_number
from bot.shop.orders.ports import (
    Adjustment,
    AdjustmentKind,
    Event,
    Fulfilment,
    Line,
    Method,
    Order,
    Quantity,
    Status,
    Step,
)
from bot.shop.orders.proof import Clock, epoch_ms
from bot.shop.yaml_reading import Node, read_file

_KEYS = ("number", "postcode", "status", "ordered", "lines", "fulfilments", "adjustments")
_NOON = "12:00"
_NOBODY = "0000XX"
"""What a postcode is compared with when there is no such order, so that it takes the same work."""
_PARCEL_DAYS = frozenset(range(6))


@dataclass(frozen=True, slots=True)
class DemoOrders:
    """`Orders` out of a file."""

    entries: Sequence[Node]
    clock: Clock

    async def with_proof(self, number: str, postcode: str) -> Order | None:
        """See `Orders`."""
        return await asyncio.to_thread(self._with_proof, number, postcode)

    async def proven(self, number: str) -> Order | None:
        """See `Orders`."""
        return next((self._order(e) for e in self.entries if e.given["number"] == number), None)

    def _with_proof(self, number: str, typed: str) -> Order | None:
        named = [e for e in self.entries if same_number(number, e.given["number"])]
        entry = named[0] if len(named) == 1 else None
        expected = postcode(entry.given["postcode"]) if entry else _NOBODY
        right = hmac.compare_digest(postcode(typed).encode(), expected.encode())
        told = self._order(entry or self.entries[0]) if self.entries else None
        return told if entry and right else None

    def _order(self, entry: Node) -> Order:
        now = moment(self.clock())
        return Order(
            number=entry.text("number"),
            status=Status(entry.one_of("status", list(Status))),
            ordered_ms=_at(entry.node("ordered"), now),
            lines=tuple(_line(n) for n in entry.nodes("lines")),
            fulfilments=tuple(_fulfilment(n, entry, now) for n in entry.nodes("fulfilments")),
            adjustments=tuple(_adjustment(n, now) for n in entry.nodes("adjustments")),
        )


def read_orders(file: Path, *, clock: Clock = epoch_ms) -> DemoOrders:
    """The orders in `file`, every one of them checked; raises `bot.shop.yaml_reading.ShopFileInvalid`."""
    entries = read_file(file).only(("orders",)).nodes("orders")
    orders = DemoOrders(entries, clock)
    seen: set[str] = set()
    for entry in entries:
        number = entry.only(_KEYS).text("number")
        if number in seen:
            raise entry.refuse("number", "a number that no other order has")
        seen.add(number)
        if not is_postcode(entry.text("postcode")):
            raise entry.refuse("postcode", "a Dutch or Belgian postcode")
        orders._order(entry)
    return orders


def _at(node: Node, now: datetime) -> int:
    """A moment at or before now: `{days_ago: 2, at: "14:12"}`."""
    node.only(("step", "days_ago", "at", "kind", "products", "refund"))
    clock_time = node.text("at", _NOON)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock_time):
        raise node.refuse("at", "a time such as 14:12, between quotes")
    hour, minute = map(int, clock_time.split(":"))
    day = now.date() - timedelta(days=node.whole("days_ago", 0, 3650))
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
    return int(min(at, now).timestamp() * 1000)


def _day_to_come(node: Node, key: str, now: datetime) -> int | None:
    """Noon of the day so many days from today (before it when negative), moved past days without parcels."""
    if key not in node.given:
        return None
    day = now.date() + timedelta(days=node.whole(key, -60, 60))
    day = next_delivery_day(day - timedelta(days=1), _PARCEL_DAYS) if day > now.date() else day
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=ZONE).timestamp() * 1000)


def _line(node: Node) -> Line:
    node.only(("product", "title", "price", "ordered", "current", "fulfilled"))
    ordered = node.whole("ordered", 1, 99, 1)
    current = node.whole("current", 0, ordered, ordered)
    quantity = Quantity(ordered, current, node.whole("fulfilled", 0, ordered, 0))
    return Line(node.text("product"), node.text("title"), node.amount("price") or 0.0, quantity)


def _fulfilment(node: Node, order: Node, now: datetime) -> Fulfilment:
    node.only(
        ("method", "products", "events", "carrier", "track_url", "pickup_at", "expected_in_days", "promised_in_days")
    )
    known = [line.text("product") for line in order.nodes("lines")]
    return Fulfilment(
        method=Method(node.one_of("method", list(Method), Method.DELIVERY)),
        products=_products(node, known),
        events=tuple(Event(Step(n.one_of("step", list(Step))), _at(n, now)) for n in node.nodes("events")),
        carrier=node.text("carrier", ""),
        track_url=node.text("track_url", ""),
        pickup_at=node.text("pickup_at", ""),
        expected_ms=_day_to_come(node, "expected_in_days", now),
        promised_ms=_day_to_come(node, "promised_in_days", now),
    )


def _products(node: Node, known: Sequence[str]) -> tuple[str, ...]:
    given = node.texts("products") or tuple(known)
    if not set(given) <= set(known):
        raise node.refuse("products", "products of the order's lines: " + ", ".join(known))
    return given


def _adjustment(node: Node, now: datetime) -> Adjustment:
    kind = AdjustmentKind(node.one_of("kind", list(AdjustmentKind)))
    return Adjustment(kind, _at(node, now), node.texts("products"), node.amount("refund") or 0.0)
