from __future__ import annotations

import random
import signal
import subprocess
import sys
from contextlib import closing

from journey_tracker import open_store
from journey_tracker.ports import Filter

KILLS = 4


def acknowledged_before_kill(url: str, batches: int) -> int:
    """Let a writer acknowledge some batches, kill it at once, and return what it said was safe."""
    command = [sys.executable, "-m", "tests.journey_tracker.stores.endless_writer", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(batches):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        return int(writer.stdout.read().split("\n")[-2:][0] or 0)


class TestKill:
    def test_loses_nothing_acknowledged_and_doubles_nothing(self, url: str) -> None:
        """Killed in the middle of writing, again and again: position, events and touchpoints agree."""
        chance = random.Random(7)  # noqa: S311 - where to kill is no secret
        for _ in range(KILLS):
            acknowledged = acknowledged_before_kill(url, chance.randrange(3, 60))

            with closing(open_store(url)) as store:
                position = int(store.positions("log")[0])
                found = store.touchpoints(Filter(limit=100)).touchpoints
            assert acknowledged <= position
            assert sum(touchpoint.shopper_messages for touchpoint in found) == position
            assert len(found) == 5
