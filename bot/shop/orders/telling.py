"""An order as docs/protocol.md draws it, in the shopper's language; the labels are in `telling.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.shop.dates import day, day_text, moment_text
from bot.shop.orders.ports import AdjustmentKind, Fulfilment, Line, Method, Order, Status, Step
from bot.shop.ports import Catalogue
from bot.shop.wording import listed

_WAY = {
    Method.DELIVERY: (Step.PLACED, Step.PROCESSING, Step.SHIPPED, Step.OUT_FOR_DELIVERY, Step.DELIVERED),
    Method.PICKUP: (Step.PLACED, Step.PROCESSING, Step.READY_FOR_PICKUP, Step.PICKED_UP),
}
_ENDS = {Status.CANCELLED: Step.CANCELLED, Status.RETURNED: Step.RETURNED}


def block(order: Order, catalogue: Catalogue, language: str, *, today: date) -> dict[str, Any]:
    """The `order` of a bot message, complete and ready to be drawn."""
    coming = outstanding(order)
    return {
        "number": order.number,
        "status": order.status.value,
        "status_label": _label("status", _state(order), language),
        "lines": [_line(line, order, catalogue, language) for line in order.lines],
        "steps": _steps(order, language, today),
        "expected": expected(coming, language, today=today),
        "track_url": coming.track_url if coming else "",
    }


def outstanding(order: Order) -> Fulfilment | None:
    """The first fulfilment that the shopper does not have yet, None when there is none."""
    if order.status in _ENDS:
        return None
    return next((f for f in order.fulfilments if f.received_ms() is None), None)


def expected(coming: Fulfilment | None, language: str, *, today: date) -> str:
    """The day on which it comes, in words; empty when nobody knows."""
    return day_text(day(coming.expected_ms), language, today=today) if coming and coming.expected_ms else ""


def is_ready(fulfilment: Fulfilment) -> bool:
    """Whether it waits at the pick-up point."""
    return any(e.step is Step.READY_FOR_PICKUP for e in fulfilment.events) and fulfilment.received_ms() is None


def kept(order: Order) -> tuple[Line, ...]:
    """The lines that were not taken off the order; all of them when nothing is left."""
    return tuple(line for line in order.lines if line.quantity.current) or order.lines


def titles(lines: Sequence[Line], language: str) -> str:
    """The lines in words: "2× Merel Mini en Vink Buds"."""
    return listed([_named(line, language) for line in lines], language)


def _named(line: Line, language: str) -> str:
    pieces = line.quantity.current or line.quantity.ordered
    return str(_words()["several"][language]).format(quantity=pieces, title=line.title) if pieces > 1 else line.title


def _line(line: Line, order: Order, catalogue: Catalogue, language: str) -> dict[str, Any]:
    product = catalogue.product(line.product)
    return {
        "title": line.title,
        "quantity": line.quantity.ordered,
        "url": product.url if product else "",
        "image": product.image if product else "",
        "status_label": _label("status", _line_state(line, order), language),
    }


def _line_state(line: Line, order: Order) -> str:
    if any(a.kind is AdjustmentKind.SOLD_OUT and line.product in a.products for a in order.adjustments):
        return "sold_out"
    if order.status in _ENDS:
        return order.status.value
    fulfilment = next((f for f in order.fulfilments if line.product in f.products), None)
    return _fulfilment_state(fulfilment, order) if fulfilment else order.status.value


def _fulfilment_state(fulfilment: Fulfilment, order: Order) -> str:
    reached = fulfilment.events[-1].step if fulfilment.events else Step.PLACED
    if fulfilment.received_ms() is None and order.status is Status.DELAYED:
        return Status.DELAYED.value
    return Step.SHIPPED.value if reached is Step.IN_TRANSIT else reached.value


def _state(order: Order) -> str:
    """The status of the whole; of what is picked up, what that is called."""
    alone = order.fulfilments[0] if len(order.fulfilments) == 1 else None
    if alone and alone.method is Method.PICKUP and order.status not in _ENDS:
        return _fulfilment_state(alone, order)
    return order.status.value


def _steps(order: Order, language: str, today: date) -> list[dict[str, Any]]:
    followed = outstanding(order) or (order.fulfilments[-1] if order.fulfilments else None)
    happened = {e.step: e.at_ms for e in followed.events} if followed else {}
    happened.setdefault(Step.PLACED, order.ordered_ms)
    way = _way(order, followed, happened)
    last = max(n for n, step in enumerate(way) if step in happened)
    return [
        {
            "label": _label("step", step.value, language),
            "at": moment_text(happened[step], language, today=today) if step in happened else "",
            "done": n <= last,
            "current": n == last,
        }
        for n, step in enumerate(way)
    ]


def _way(order: Order, followed: Fulfilment | None, happened: dict[Step, int]) -> Sequence[Step]:
    """The steps from beginning to end; an order that ended otherwise ends there."""
    if end := _ENDS.get(order.status):
        at = max((a.at_ms for a in order.adjustments), default=order.ordered_ms)
        happened.setdefault(end, at)
        return (*(s for s in _WAY[followed.method if followed else Method.DELIVERY] if s in happened), end)
    return _WAY[followed.method if followed else Method.DELIVERY]


def _label(kind: str, key: str, language: str) -> str:
    return str(_words()[kind][key][language])


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("telling.yml").read_text(encoding="utf-8"))
