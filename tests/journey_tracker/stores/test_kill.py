from __future__ import annotations

import random
import signal
import subprocess
import sys
from contextlib import closing

from journey_tracker import open_store
from journey_tracker.ports import Filter, Question
from tests.journey_tracker.stores.test_journeys import made

KILLS = 20


def acknowledged_before_kill(url: str, batches: int) -> int:
    """Let a writer acknowledge some batches, kill it at once, and return what it said was safe."""
    command = [sys.executable, "-m", "tests.journey_tracker.stores.endless_writer", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(batches):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        return int(writer.stdout.read().split("\n")[-2:][0] or 0)


def buyers(url: str) -> int:
    """How many people have a cycle with an order."""
    with closing(open_store(url)) as store:
        return len(store.ask(Question("cycle", by=("person",), where=(("order_no", ">=", 1),))))


class TestKill:
    def test_loses_nothing_acknowledged_and_doubles_nothing(self, url: str) -> None:
        """Killed in the middle of writing, again and again: position, events and touchpoints agree."""
        chance = random.Random(7)  # noqa: S311 - where to kill is no secret
        for _ in range(KILLS):
            acknowledged = acknowledged_before_kill(url, chance.randrange(1, 25))

            with closing(open_store(url)) as store:
                position = int(store.positions("log")[0])
                found = store.touchpoints(Filter(limit=100, kind="chat")).touchpoints
            assert acknowledged <= position
            assert sum(touchpoint.shopper_messages for touchpoint in found) == position
            assert len(found) == 5
            assert buyers(url) == position // 7

    def test_counts_what_a_clean_reading_counts(self, url: str) -> None:
        """After a kill amid a batch everything that is made of events is what is made of them anew."""
        acknowledged_before_kill(url, 9)
        killed = made(url)
        with closing(open_store(url)) as store:
            store.rebuild()

        assert made(url) == killed
