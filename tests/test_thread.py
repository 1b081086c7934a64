from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.thread import OwnThread


class TestOwnThread:
    async def test_runs_elsewhere_and_stops_with_the_block(self) -> None:
        """The work has its own thread, is waited for until it is ready, and is cancelled at the end."""
        seen: list[str] = []

        async def work(ready: Callable[[], None]) -> None:
            seen.append(threading.current_thread().name)
            ready()
            try:
                await asyncio.sleep(60)
            finally:
                seen.append("stopped")

        thread = OwnThread("worker", work)
        async with thread.running():
            assert thread.ready.is_set()
        await asyncio.wait_for(thread.done, 5)

        assert seen == ["worker", "stopped"]

    async def test_a_failed_start_is_raised_where_it_was_asked_for(self) -> None:
        """What went wrong before it was ready stops the program, with the reason."""

        async def work(_: Callable[[], None]) -> None:
            raise ValueError("no model")

        with pytest.raises(ValueError, match="no model"):
            async with OwnThread("worker", work).running():
                pytest.fail("it never was ready")

    async def test_an_end_in_the_middle_is_known(self) -> None:
        """Whoever waits for `done` hears why the work ended."""

        async def work(ready: Callable[[], None]) -> None:
            ready()
            await asyncio.sleep(0.1)
            raise ValueError("worn out")

        thread = OwnThread("worker", work)
        async with thread.running():
            with pytest.raises(ValueError, match="worn out"):
                await asyncio.wait_for(thread.done, 5)
