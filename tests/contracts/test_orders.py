"""What every count of attempts promises, run against each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.shop.orders.attempts import LIMIT, WINDOW_MS, MemoryAttempts
from bot.shop.orders.ports import Attempts
from bot.shop.orders.stores import SqlAttempts

NOW = 1_795_000_000_000


@pytest.fixture(params=["memory", "sqlite"])
async def attempts(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Attempts]:
    """An empty count of each sort."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    store: Attempts = MemoryAttempts() if request.param == "memory" else await asyncio.to_thread(SqlAttempts, url)
    yield store
    await store.disconnect()


async def taken(attempts: Attempts, times: int, *subjects: str, at_ms: int = NOW) -> list[bool]:
    """Attempts by messages of their own."""
    return [await attempts.take(f"{subjects}:{at_ms}:{n}", subjects, at_ms=at_ms) for n in range(times)]


class TestTake:
    async def test_there_are_as_many_as_the_limit(self, attempts: Attempts) -> None:
        """And none after it."""
        assert await taken(attempts, LIMIT + 2, "order:1") == [True] * LIMIT + [False] * 2

    async def test_one_subject_that_has_none_left_stops_all(self, attempts: Attempts) -> None:
        """And nothing is counted for the others then."""
        await taken(attempts, LIMIT, "order:1")

        assert not await attempts.take("k", ("conversation:a", "order:1"), at_ms=NOW)
        assert await taken(attempts, LIMIT, "conversation:a") == [True] * LIMIT

    async def test_a_message_counts_once(self, attempts: Attempts) -> None:
        """A turn that is replayed is no second attempt, and is allowed as it was before."""
        assert all([await attempts.take("same", ("order:1",), at_ms=NOW) for _ in range(LIMIT + 2)])
        assert await taken(attempts, LIMIT - 1, "order:1") == [True] * (LIMIT - 1)

    async def test_older_ones_are_forgotten(self, attempts: Attempts) -> None:
        """After an hour, to the millisecond."""
        await taken(attempts, LIMIT, "order:1")

        assert not await attempts.take("early", ("order:1",), at_ms=NOW + WINDOW_MS - 1)
        assert await attempts.take("late", ("order:1",), at_ms=NOW + WINDOW_MS)

    async def test_what_is_given_back_does_not_count(self, attempts: Attempts) -> None:
        """A right proof costs nothing; giving back what was never taken does nothing."""
        for n in range(3 * LIMIT):
            assert await attempts.take(f"k{n}", ("order:1",), at_ms=NOW)
            await attempts.give_back(f"k{n}")
        await attempts.give_back("never taken")

        assert await attempts.take("k", ("order:1",), at_ms=NOW)

    async def test_takes_any_text(self, attempts: Attempts) -> None:
        """What shoppers type has no bounds."""
        assert await attempts.take("k" * 9000, ("order:" + "9" * 9000, "order:'; --"), at_ms=NOW)


class TestAcrossWorkers:
    async def test_two_workers_share_one_count(self, tmp_path: Path) -> None:
        """Guesses that come together at two workers are not both free."""
        url = f"sqlite:///{tmp_path / 'desk.db'}"
        workers = [SqlAttempts(url), SqlAttempts(url)]

        tried = [workers[n % 2].take(f"k{n}", ("order:1",), at_ms=NOW) for n in range(4 * LIMIT)]
        allowed = await asyncio.gather(*tried)

        assert sum(allowed) == LIMIT
        for worker in workers:
            await worker.disconnect()
