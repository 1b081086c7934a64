"""The proof: nobody learns of an order without number and postcode, and nobody may guess for long."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.shop.orders.attempts import LIMIT, WINDOW_MS
from bot.shop.orders.opening import open_order_desk
from bot.shop.orders.ports import Order
from bot.shop.orders.proof import Claim, OrderDesk, Refusal

ORDERS = Path(__file__).parents[3] / "data" / "shop" / "orders.yml"
NOW_MS = 1_795_000_000_000


@dataclass
class Time:
    """A clock that goes when it is told to."""

    now: int = NOW_MS

    def __call__(self) -> int:
        """The time it is."""
        return self.now


@dataclass
class Guesser:
    """Somebody at the order desk."""

    desk: OrderDesk
    said: int = 0
    conversation: str = "c"
    told: list[Order | Refusal] = field(default_factory=list)

    async def claim(self, number: str, postcode: str, conversation: str = "c") -> Order | Refusal:
        """Claim an order in a message of its own."""
        self.said += 1
        return await self.desk.prove(Claim(number, postcode, conversation, f"{conversation}:{self.said}"))


@pytest.fixture
def time() -> Time:
    """Now."""
    return Time()


@pytest.fixture
def guesser(time: Time) -> Guesser:
    """A desk with the demo orders, nobody having tried anything."""
    return Guesser(open_order_desk(ORDERS, "memory:", clock=time))


class TestProof:
    async def test_number_and_postcode_together_show_the_order(self, guesser: Guesser) -> None:
        """However they are typed."""
        told = await guesser.claim("kw2026 10417", "1234ab")

        assert isinstance(told, Order)
        assert told.number == "KW-2026-10417"

    @pytest.mark.parametrize(
        ("number", "postcode"),
        [("KW-2026-10417", "9999 XX"), ("KW-2026-99999", "1234 AB"), ("", ""), ("10417", ""), ("x" * 5000, "é\0")],
    )
    async def test_a_wrong_one_and_an_unknown_one_are_refused_alike(
        self, guesser: Guesser, number: str, postcode: str
    ) -> None:
        """Nobody can find out which numbers exist."""
        assert await guesser.claim(number, postcode) is Refusal.WRONG


class TestAttempts:
    async def test_after_five_wrong_ones_a_right_one_is_refused_too(self, guesser: Guesser) -> None:
        """Otherwise a guesser would know the fifth by the sixth."""
        for _ in range(LIMIT):
            await guesser.claim("KW-2026-10417", "9999 XX")

        assert await guesser.claim("KW-2026-10417", "1234 AB") is Refusal.TOO_MANY

    async def test_they_are_counted_for_the_order_over_all_conversations(self, guesser: Guesser) -> None:
        """A new conversation, or another way to write the number, gives no new attempts."""
        for n in range(LIMIT):
            await guesser.claim("10417" if n % 2 else "kw2026 10417", "9999 XX", conversation=f"c{n}")

        assert await guesser.claim("KW-2026-10417", "1234 AB", conversation="other") is Refusal.TOO_MANY

    async def test_they_are_counted_for_the_conversation_over_all_orders(self, guesser: Guesser) -> None:
        """Trying one postcode on many numbers ends as soon."""
        for n in range(LIMIT):
            await guesser.claim(f"KW-2026-1040{n}", "1234 AB")

        assert await guesser.claim("KW-2026-10417", "1234 AB") is Refusal.TOO_MANY

    async def test_an_unknown_number_is_closed_after_as_many(self, guesser: Guesser) -> None:
        """A number that does not exist behaves as one that does."""
        for n in range(LIMIT):
            await guesser.claim("KW-2026-99999", "1234 AB", conversation=f"c{n}")

        assert await guesser.claim("KW-2026-99999", "1234 AB", conversation="other") is Refusal.TOO_MANY

    async def test_right_ones_are_free(self, guesser: Guesser) -> None:
        """Who knows the postcode may ask as often as they like."""
        told = [await guesser.claim("10417", "1234 AB") for _ in range(3 * LIMIT)]

        assert all(isinstance(order, Order) for order in told)

    async def test_after_an_hour_there_are_new_ones(self, guesser: Guesser, time: Time) -> None:
        """Whoever mistyped is not shut out for ever."""
        for _ in range(LIMIT):
            await guesser.claim("10417", "9999 XX")
        time.now += WINDOW_MS

        assert isinstance(await guesser.claim("10417", "1234 AB"), Order)
