from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import ClientError, ClientSession
from aiohttp.test_utils import unused_port

from journey_tracker import open_store
from journey_tracker.door import PATH
from journey_tracker.ports import Question
from tests.journey_tracker.door.asking import KEY, event, stored

ROOT = Path(__file__).parents[3]
AFTER_S = (0.2, 0.35, 0.5, 0.65, 0.8)
HEADERS = {"Authorization": f"Bearer {KEY}"}


@contextmanager
def doors(url: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The doors in a process, which is killed at the end."""
    command = (sys.executable, "-m", "tests.journey_tracker.door.serving", url, str(port))
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


async def until_open(shop: ClientSession) -> None:
    """Return once they answer."""
    async with asyncio.timeout(60):
        while True:
            try:
                async with shop.get(f"{PATH}journey.js") as answer:
                    if answer.status == 200:
                        return
            except ClientError:
                await asyncio.sleep(0.05)


async def send_batches(shop: ClientSession, ids: Iterator[int], waiting: list[list[str]], said: set[str]) -> None:
    """Send batch after batch until the doors are gone; what got no answer waits to be sent again first."""
    try:
        while True:
            if not waiting:
                waiting.append([f"e{next(ids)}" for _ in range(5)])
            given = [event(one) for one in waiting[0]]
            async with shop.post(f"{PATH}events", json=given, headers=HEADERS) as answer:
                assert (await answer.json())["refused"] == []
                said |= set(waiting.pop(0))
    except ClientError:
        return


class TestKilled:
    async def test_what_was_answered_is_there_and_what_was_sent_again_counts_once(self, url: str) -> None:
        """Killed by -9 amid the traffic, again and again: nothing that was answered is lost, nothing counts twice."""
        ids, waiting, said = itertools.count(), list[list[str]](), set[str]()
        for seconds in AFTER_S:
            port = unused_port()
            with doors(url, port) as process:
                async with ClientSession(f"http://127.0.0.1:{port}") as shop:
                    await until_open(shop)
                    sending = asyncio.create_task(send_batches(shop, ids, waiting, said))
                    await asyncio.sleep(seconds)
                    process.kill()
                    await sending
        kept = [one["id"] for one in stored(url)]
        store = open_store(url)
        (row,) = store.ask(Question("phase_day", sums=("touchpoints",)))
        store.close()

        assert len(said) > 0
        assert said <= set(kept)
        assert len(kept) == len(set(kept)) == row["touchpoints"]
