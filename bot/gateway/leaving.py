"""The end of a gateway: everybody is told when to come back, each at another moment."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from bot.gateway.refusal import Refused
from bot.tasks import end

RESTART_SECONDS = 2
"""What a client is told to wait that comes while the gateway stops."""
FIRST_SECONDS = 0.5
GOODBYE_SECONDS = 3.0
SHORTEST_SPREAD_SECONDS = 2.0
RECONNECTS_PER_SECOND = 500
"""A process takes one to two thousand new connections a second (measured); half of that leaves room for talking."""


class Guest(Protocol):
    """A connection that can be asked to leave."""

    async def leave(self, retry_after: float) -> None:
        """Say goodbye, to come back after so many seconds."""


@dataclass(slots=True)
class Leaving:
    """Whether this gateway is about to stop, and who is still here."""

    begun: bool = False
    guests: set[Guest] = field(default_factory=set)

    def begin(self) -> None:
        """From now on `/readyz` says 503 and nobody new comes in, so that balancers look elsewhere."""
        self.begun = True

    def check_door(self) -> None:
        """Raise `Refused` when nobody new comes in any more."""
        if self.begun:
            raise Refused("restarting", retry_after=RESTART_SECONDS)

    @contextmanager
    def staying(self, guest: Guest) -> Iterator[None]:
        """Be told when the gateway stops."""
        self.guests.add(guest)
        try:
            yield
        finally:
            self.guests.discard(guest)

    async def say_goodbye(self) -> None:
        """Ask every guest to leave."""
        self.begin()
        spread = max(SHORTEST_SPREAD_SECONDS, len(self.guests) / RECONNECTS_PER_SECOND)
        leaving = [asyncio.ensure_future(guest.leave(_moment(spread))) for guest in self.guests]
        if leaving:
            # Who does not listen is cut off with the rest; those who do need milliseconds.
            await asyncio.wait(leaving, timeout=GOODBYE_SECONDS)
            await end(leaving)


def _moment(spread: float) -> float:
    return round(FIRST_SECONDS + random.random() * spread, 2)  # noqa: S311 - spreads, hides nothing
