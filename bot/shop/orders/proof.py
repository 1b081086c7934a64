"""The proof that an order is the shopper's: number and postcode together, with few attempts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.shop.orders import numbers
from bot.shop.orders.ports import Attempts, Order, Orders

Clock = Callable[[], int]
"""Gives the time in epoch milliseconds UTC."""


def epoch_ms() -> int:
    """Now, in epoch milliseconds UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that an order is theirs."""

    number: str
    postcode: str
    conversation: str
    key: str
    """Id of the message that says it."""


class Refusal(StrEnum):
    """Why nothing is told."""

    WRONG = "wrong"
    """No such number, or not that postcode: which of the two is not told either."""
    TOO_MANY = "too_many"
    """This conversation, or whoever tried this number, guessed too often in the last hour."""


@dataclass(frozen=True, slots=True)
class OrderDesk:
    """Where orders are asked for: tells of an order only after the proof."""

    orders: Orders
    attempts: Attempts
    clock: Clock = epoch_ms

    async def prove(self, claim: Claim) -> Order | Refusal:
        """The order, or why not; raises `ShopUnavailable`.

        The attempt is counted before the answer is known, so that guesses that come together are not all free.
        """
        subjects = (f"conversation:{claim.conversation}", f"order:{numbers.subject(claim.number)}")
        if not await self.attempts.take(claim.key, subjects, at_ms=self.clock()):
            return Refusal.TOO_MANY
        order = await self.orders.with_proof(claim.number, claim.postcode)
        if order is None:
            return Refusal.WRONG
        await self.attempts.give_back(claim.key)
        return order

    async def proven(self, number: str) -> Order | None:
        """The order of a number that this conversation proved before."""
        return await self.orders.proven(number)

    async def disconnect(self) -> None:
        """Let go of the store of attempts."""
        await self.attempts.disconnect()
