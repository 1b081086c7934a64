from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from bot.conversation.identity import shard_of
from bot.conversation.memory import MemoryLog
from bot.conversation.ports import Owner, Role, Snapshot, Turn, Waiting
from bot.worker import rasa_lean

rasa_lean.install()

from bot.worker import handling  # noqa: E402  # imports Rasa, which comes after its stand-ins
from bot.worker.handling import TRIES, Handler  # noqa: E402
from bot.worker.turn import TurnAborted  # noqa: E402
from bot.worker.worker import Worker  # noqa: E402


@dataclass
class Echo:
    """Turns without Rasa: answers with what was said; fails as often as it is told to."""

    failures: dict[str, int] = field(default_factory=dict)
    error: Exception | None = None
    seconds: float = 0
    kinds: list[tuple[str, str]] = field(default_factory=list)

    async def make(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Echo."""
        text = message.entry.body["text"]
        if self.failures.get(text, 0) > 0:
            self.failures[text] -= 1
            raise self.error or TurnAborted(message, ConnectionError("away"))
        await asyncio.sleep(self.seconds)
        return self._turn("make", message, snapshot, f"echo {text}")

    async def silent(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Say nothing."""
        return self._turn("silent", message, snapshot, None)

    async def apology(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Say sorry."""
        return self._turn("apology", message, snapshot, "sorry")

    def _turn(self, kind: str, message: Waiting, snapshot: Snapshot, reply: str | None) -> Turn:
        self.kinds.append((kind, message.entry.body["text"]))
        replies = [{"text": reply}] if reply else []
        state = snapshot.state + message.entry.body["text"][-1]
        return Turn(message, snapshot.ownership.epoch, state, replies=replies)


@asynccontextmanager
async def working(log: MemoryLog, turns: Echo) -> AsyncIterator[None]:
    """A worker over the log, for the length of the block."""
    task = asyncio.create_task(Worker("w", log, Handler(log, turns)).run())  # type: ignore[arg-type]  # the same three coroutines
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until_done(log: MemoryLog, conversation: str, seq: int) -> None:
    """Wait until the turn for `seq` is over."""
    async with asyncio.timeout(20):
        while (await log.position(conversation)).done_seq < seq:
            await asyncio.sleep(0.01)


async def said(log: MemoryLog, conversation: str, role: Role) -> list[str]:
    """What one side said, in order."""
    return [e.body["text"] for e in await log.read(conversation) if e.role is role]


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
