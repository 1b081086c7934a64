from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import settings, supervised
from bot.roles import crew
from bot.roles.crew import Member
from bot.roles.premises import Premises
from bot.tasks import end

WAITS = (sys.executable, "-S", "-c", "import sys; sys.stdin.read()")
"""Lives until its standard input is closed."""


@pytest.fixture
async def member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Member]:
    """One worker process that only waits."""
    monkeypatch.setattr(crew, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(supervised, "this_program", lambda *_: WAITS)
    given = settings.read({"KOOPWIJZER_DATA": str(tmp_path), "WORKERS": "1"})
    member = Member(1, Premises(given, "redis://nowhere"))
    await member.start()
    yield member
    await member.stop()


class FullMachine:
    """Refuses the first new process, as a machine without memory does."""

    def __init__(self) -> None:
        self.refused = 0
        self._start = asyncio.create_subprocess_exec

    async def start(self, *program: str, **given: Any) -> Process:
        """Refuse, or start a real one."""
        if not self.refused:
            self.refused += 1
            raise BlockingIOError("Resource temporarily unavailable")
        return await self._start(*program, **given)


class TestMember:
    async def test_one_that_died_is_started_again(self, member: Member) -> None:
        """A worker that was killed is replaced by another process."""
        first, second = await replaced(member)

        assert first.pid != second.pid

    async def test_a_start_that_fails_is_tried_again(self, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
        """A machine without room for one more process for a moment does not take the whole program down."""
        machine = FullMachine()
        monkeypatch.setattr(asyncio, "create_subprocess_exec", machine.start)
        first, second = await replaced(member)

        assert machine.refused == 1
        assert first.pid != second.pid


async def replaced(member: Member) -> tuple[Process, Process]:
    """Kill its process and wait for another; both."""
    first = member.process
    assert first is not None
    keeping = asyncio.create_task(member.keep_running())
    first.kill()
    try:
        async with asyncio.timeout(5):
            while member.process is first:
                assert not keeping.done(), keeping.exception()
                await asyncio.sleep(0.01)
    finally:
        await end([keeping])
    assert member.process is not None
    return first, member.process
