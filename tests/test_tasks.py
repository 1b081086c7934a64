from __future__ import annotations

import asyncio

import pytest

from bot import tasks


class TestEnd:
    async def test_a_task_that_loses_a_cancellation_is_ended_all_the_same(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever waits for the end of a role waits for half a second more, not for ever."""
        monkeypatch.setattr(tasks, "AGAIN_SECONDS", 0.01)
        lost = 0

        async def deaf() -> None:
            nonlocal lost
            while True:
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    lost += 1
                    if lost == 3:
                        raise

        task = asyncio.create_task(deaf())
        await asyncio.sleep(0)
        await asyncio.wait_for(tasks.end([task]), 5)

        assert (task.cancelled(), lost) == (True, 3)
