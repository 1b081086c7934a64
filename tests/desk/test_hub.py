"""The one listener of the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.conversation.ports import RESYNC, Change
from bot.desk import hub
from bot.desk.hub import ANY, Hub
from bot.tasks import end
from tests.conversation.memory import MemoryLog


class Unsteady(MemoryLog):
    """A log whose first listener breaks at once."""

    broken = False

    async def watch(self) -> AsyncIterator[Change]:
        """Fail once, then work as ever."""
        if not self.broken:
            self.broken = True
            raise RuntimeError("cut")
        async for change in super().watch():
            yield change


class TestHub:
    async def test_listens_again_after_a_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What broke is replaced, and everybody looks for themselves what was missed."""
        monkeypatch.setattr(hub, "PAUSE_SECONDS", 0.01)
        desk = Hub(Unsteady())
        running = asyncio.create_task(desk.run())

        with desk.listening("c1") as one, desk.listening(ANY) as all_:
            async with asyncio.timeout(5):
                await one.wait()
                await all_.wait()

        await end([running])

    async def test_wakes_who_shows_the_conversation_and_who_shows_all(self) -> None:
        """And leaves the others alone."""
        desk = Hub(MemoryLog())

        with desk.listening("c1") as one, desk.listening("c2") as other, desk.listening(ANY) as all_:
            desk.wake("c1")

            assert (one.is_set(), other.is_set(), all_.is_set()) == (True, False, True)

    async def test_forgets_pages_that_were_left(self) -> None:
        """Nothing is kept of a conversation that nobody shows."""
        desk = Hub(MemoryLog())
        with desk.listening("c1"):
            pass

        assert desk._listeners == {}

    def test_knows_a_lost_line_by_the_nudge_for_all(self) -> None:
        """`RESYNC` names no conversation, as `ANY` does: it is told apart by its value."""
        assert RESYNC.conversation == ANY
