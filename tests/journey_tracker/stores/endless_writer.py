"""Takes events without end out of a log and says after each batch how many are safe; made to be killed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from multiprocessing.connection import Connection

from journey_tracker import open_store
from journey_tracker.events import OrderPlaced
from journey_tracker.intake import Intake
from journey_tracker.privacy import Refs
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import shopper

REFS = Refs(b"k" * 32)
"""As everywhere in the tests; named here, so that nothing more is imported than is run."""
BATCH = 7


class EndlessLog:
    """An event source of one partition: what was said is followed by as much again, and each seventh orders."""

    partitions = 1

    async def read(self, partition: int, after_key: str, limit: int) -> Sequence[tuple[str, str]]:
        """The next events; the key is how many messages there are until then."""
        done = int(after_key or 0)
        numbers = range(done, done + limit)
        said = [(str(n + 1), shopper(n // 5, "state_need", conversation=f"c{n % 5}").to_json()) for n in numbers]
        bought = OrderPlaced(visitor=f"v{done}", order=f"o{done}", value_cents=100)
        return [*said, (str(done + limit), shop(bought, day=done / 1000).to_json())]

    async def changed(self) -> None:
        """There is always something new."""


async def _take(url: str, told: Connection) -> None:
    store = open_store(url, refs=REFS)
    intake = Intake(EndlessLog(), store, name="log", limit=BATCH)
    while True:
        await intake.take()
        told.send(int(store.positions("log")[0]))


def write(url: str, told: Connection) -> None:
    """Go on from the stored position, which is the number of messages written."""
    asyncio.run(_take(url, told))
