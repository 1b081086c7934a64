from __future__ import annotations

import random
from contextlib import closing, suppress
from multiprocessing import get_context

from journey_tracker import open_store
from journey_tracker.ports import Filter, Question
from tests.journey_tracker.conftest import REFS
from tests.journey_tracker.stores import endless_writer
from tests.journey_tracker.stores.test_journeys import made

KILLS = {"sqlite": 50, "postgresql": 10}


FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["journey_tracker.stores.sql", endless_writer.__name__])


def acknowledged_before_kill(url: str, batches: int) -> int:
    """Let a consumer acknowledge some batches, kill it at once, and return what it said was safe."""
    told, tell = FORKS.Pipe(duplex=False)
    writer = FORKS.Process(target=endless_writer.write, args=(url, tell))
    writer.start()
    tell.close()
    safe = [int(told.recv()) for _ in range(batches)][-1]
    writer.kill()
    with suppress(EOFError):
        while True:
            safe = int(told.recv())
    writer.join()
    return safe


def buyers(url: str) -> int:
    """How many people have a cycle with an order."""
    with closing(open_store(url, refs=REFS)) as store:
        return len(store.ask(Question("cycle", by=("person",), where=(("order_no", ">=", 1),))))


class TestKill:
    def test_loses_nothing_acknowledged_and_doubles_nothing(self, url: str, backend: str) -> None:
        """Killed in the middle of taking in, again and again: position, events and touchpoints agree."""
        chance = random.Random(7)  # noqa: S311 - where to kill is no secret
        for _ in range(KILLS[backend]):
            acknowledged = acknowledged_before_kill(url, chance.randrange(1, 10))

            with closing(open_store(url, refs=REFS)) as store:
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
        with closing(open_store(url, refs=REFS)) as store:
            store.rebuild()

        assert made(url) == killed
