"""One worker over a log: every message its turn, in order, whatever fails."""

from __future__ import annotations

import asyncio
import random
from typing import Any, cast

import pytest

from bot.conversation.errors import LogUnavailable
from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Owner, Role, Snapshot, Turn, Waiting
from bot.worker import handling
from bot.worker.handling import TRIES
from bot.worker.shares import share_of
from tests.conversation import memory
from tests.conversation.memory import MemoryLog
from tests.worker.echo import Echo, Process, in_order_and_once, said, until_done, within, working

pytestmark = pytest.mark.usefixtures("quiet")

ANNA = "anna"
NEIGHBOUR = next(name for n in range(10_000) if shard_of(name := f"bram-{n}") == shard_of(ANNA))
"""Another conversation of the same shard."""


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failed turns are tried again at once."""
    monkeypatch.setattr(handling, "PAUSE_SECONDS", 0.001)


class TestWorker:
    async def test_messages_are_answered_in_order(self) -> None:
        """Each message of each conversation gets its turn, in the order of the conversation."""
        log, turns = MemoryLog(), Echo()
        async with working(log, turns):
            for n in range(5):
                for conversation in ("a", "b", "c"):
                    await log.append(conversation, f"id{n}", {"text": f"m{n}"})
            for conversation in ("a", "b", "c"):
                async with asyncio.timeout(20):
                    while len(await said(log, conversation, Role.BOT)) < 5:
                        await asyncio.sleep(0.01)

        for conversation in ("a", "b", "c"):
            assert [f"echo m{n}" for n in range(5)] == await said(log, conversation, Role.BOT)
            assert (await log.snapshot(conversation)).state == "01234"

    async def test_an_aborted_turn_is_made_again(self) -> None:
        """A store that was away for a moment costs time, not an answer."""
        log, turns = MemoryLog(), Echo(failures={"m": TRIES - 1})
        async with working(log, turns):
            appended = await log.append("a", "id", {"text": "m"})
            await until_done(log, "a", appended.seq)

        assert await said(log, "a", Role.BOT) == ["echo m"]

    @pytest.mark.parametrize("error", [None, KeyError("a bug"), ValueError("state of another version")])
    async def test_a_message_that_always_fails_gets_an_apology(self, error: Exception | None) -> None:
        """One bad message does not hold up the conversation, whatever it is that fails."""
        log, turns = MemoryLog(), Echo(failures={"bad": 99}, error=error)
        async with working(log, turns):
            await log.append("a", "1", {"text": "bad"})
            appended = await log.append("a", "2", {"text": "good"})
            await until_done(log, "a", appended.seq)

        assert await said(log, "a", Role.BOT) == ["sorry", "echo good"]

    async def test_the_bot_is_silent_while_a_person_has_the_conversation(self) -> None:
        """Messages are taken for the journey, and not answered."""
        log, turns = MemoryLog(), Echo()
        await log.set_owner("a", Owner.HUMAN, 0)
        async with working(log, turns):
            appended = await log.append("a", "1", {"text": "m"})
            await until_done(log, "a", appended.seq)

        assert (turns.kinds, await said(log, "a", Role.BOT)) == ([("silent", "m")], [])

    async def test_a_queue_longer_than_a_lease_is_worked_off_without_losing_it(self) -> None:
        """The lease is renewed while the queue is worked off, so that no turn is made twice."""
        log, turns = MemoryLog(lease_ms=1000), Echo(seconds=0.2)
        for n in range(10):
            await log.append("a", f"id{n}", {"text": f"m{n}"})
        async with working(log, turns):
            await until_done(log, "a", 10)

        assert len(turns.kinds) == 10

    async def test_a_stopped_worker_gives_its_shards_back(self) -> None:
        """Another worker can go on at once, without waiting for the lease to end."""
        log, turns = MemoryLog(), Echo()
        async with working(log, turns):
            appended = await log.append("a", "1", {"text": "m"})
            await until_done(log, "a", appended.seq)

        assert await log.claim("another", shard_of("a")) is not None

    async def test_a_log_that_comes_and_goes_costs_time_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Any call may fail, before it had its effect or after: nothing is lost, doubled or overtaken."""
        monkeypatch.setattr(memory, "LOOK_EVERY_S", 0.05)
        kept = MemoryLog(lease_ms=400)
        processes = [Process(name, cast(ConversationLog, Fickle(kept, n))) for n, name in enumerate(("w1", "w2"))]
        names, texts = [f"c{n}" for n in range(8)], [str(n) for n in range(8)]
        for text in texts:
            for name in names:
                await kept.append(name, text, {"text": text})
        for name in names:
            await until_done(kept, name, len(texts))
        for process in processes:
            await process.end()

        for name in names:
            await in_order_and_once(kept, name, texts)
        assert (await kept.counters())["make"] == len(names) * len(texts)


class TestFailing:
    async def test_a_message_that_nothing_can_be_said_to_holds_up_its_own_conversation_only(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A neighbour in the shard is answered while turn and apology fail; the rest follows once they work."""
        monkeypatch.setattr(handling, "GIVEN_UP", 999)
        log, turns = MemoryLog(), Speechless(failures={"bad": 99})
        async with working(log, turns):
            for text in ("bad", "good"):
                await log.append(ANNA, text, {"text": text})
            while turns.sorry_failed < 3:
                await asyncio.sleep(0.005)
            async with within(1):
                for n in range(5):
                    await log.append(NEIGHBOUR, f"id{n}", {"text": f"m{n}"})
                await until_done(log, NEIGHBOUR, 5)
            meanwhile = await said(log, ANNA, Role.BOT)
            turns.sorry_works = True
            await until_done(log, ANNA, 2)

        assert await said(log, NEIGHBOUR, Role.BOT) == [f"echo m{n}" for n in range(5)]
        assert (meanwhile, await said(log, ANNA, Role.BOT)) == ([], ["sorry", "echo good"])

    async def test_what_always_fails_is_given_up(self) -> None:
        """In the end the next message has its turn; the failing one stays in the log, unanswered and counted."""
        log, turns = MemoryLog(), Speechless(failures={"bad": 99})
        async with working(log, turns), within(20):
            for text in ("bad", "good"):
                await log.append(ANNA, text, {"text": text})
            await until_done(log, ANNA, 2)

        assert await said(log, ANNA, Role.SHOPPER) == ["bad", "good"]
        assert await said(log, ANNA, Role.BOT) == ["echo good"]
        assert (await log.counters())["given_up"] == 1

    async def test_a_turn_that_failed_is_left_alone_for_a_while(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ever longer, however much its neighbours say: what is away is given the time to come back."""
        monkeypatch.setattr(handling, "PAUSE_SECONDS", 0.01)
        log, turns = MemoryLog(), Speechless(failures={"bad": 99})
        await log.append(ANNA, "bad", {"text": "bad"})
        async with working(log, turns):
            for n in range(1, 31):
                await log.append(NEIGHBOUR, f"id{n}", {"text": f"m{n}"})
                await until_done(log, NEIGHBOUR, 2 * n - 1)

        assert 2 <= 99 - turns.failures["bad"] + turns.sorry_failed <= 12


class TestShare:
    async def test_a_shard_that_became_anothers_is_given_back(self) -> None:
        """However long the lease lasts: who joins need not wait for its end."""
        log = MemoryLog(lease_ms=60_000)
        name = next(f"c{n}" for n in range(99) if shard_of(f"c{n}") in share_of("w2", ("w1", "w2")))
        first = Process("w1", log)
        await log.append(name, "a", {"text": "a"})
        await until_done(log, name, 1)
        async with within(1):
            second = Process("w2", log)
            while not second.served(name):
                await log.append(name, f"b{first.served(name)}", {"text": "b"})
                await asyncio.sleep(0.05)
        for process in (first, second):
            await process.end()

        assert first.served(name) < second.served(name)

    async def test_a_shard_that_another_still_holds_is_reached_for_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without a new message in it, and before the log is looked through once more."""
        monkeypatch.setattr(memory, "LOOK_EVERY_S", 3600.0)
        log = MemoryLog(lease_ms=60_000)
        held = await log.claim("another", shard_of("a"))
        await log.append("a", "a", {"text": "a"})
        process = Process("w1", log)
        await asyncio.sleep(0.1)
        assert held is not None
        async with within(1):
            await log.release(held)
            await until_done(log, "a", 1)
        await process.end()

        assert await said(log, "a", Role.BOT) == ["echo a"]


class Speechless(Echo):
    """Cannot even say sorry, until it can."""

    sorry_works = False
    sorry_failed = 0

    async def apology(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Fail, or say sorry."""
        if not self.sorry_works:
            self.sorry_failed += 1
            raise ValueError("a text is absent")
        return await super().apology(message, snapshot)


class Fickle:
    """A log of which every fourth call fails, half of them after they had their effect; the calls are drawn."""

    def __init__(self, log: ConversationLog, seed: int) -> None:
        self._log, self._chance = log, random.Random(seed)  # noqa: S311  # failures, not secrets
        self.arrivals = log.arrivals

    def __getattr__(self, name: str) -> Any:
        """A method that may fail."""
        call = getattr(self._log, name)

        async def fickle(*given: Any) -> Any:
            drawn = self._chance.random()
            if drawn < 1 / 8:
                raise LogUnavailable("away")
            answer = await call(*given)
            if drawn < 1 / 4:
                raise LogUnavailable("away")
            return answer

        return fickle
