"""The one door to the orders and the count of attempts."""

from __future__ import annotations

from pathlib import Path

from bot.shop.orders.attempts import MemoryAttempts
from bot.shop.orders.demo import read_orders
from bot.shop.orders.ports import Attempts
from bot.shop.orders.proof import Clock, OrderDesk, epoch_ms

IN_MEMORY = "memory:"


def open_order_desk(file: Path, url: str, *, clock: Clock = epoch_ms) -> OrderDesk:
    """The orders in `file`, with attempts counted at a SQLAlchemy URL, or in memory for `memory:`; blocks.

    Raises `ShopFileInvalid`, `ShopUnavailable` and `journey_tracker.ports.UnsupportedDatabase`.
    """
    return OrderDesk(read_orders(file, clock=clock), _attempts(url), clock)


def _attempts(url: str) -> Attempts:
    if url == IN_MEMORY:
        return MemoryAttempts()
    # Here, not above: SQLAlchemy takes a while to import, and a shop without orders does without.
    from bot.shop.orders.stores import SqlAttempts

    return SqlAttempts(url)
