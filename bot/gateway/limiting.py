"""How much one address and one visitor may do; each limit is a setting, and 0 switches it off."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.gateway.rates import Rates
from bot.gateway.refusal import Refused
from bot.settings import Settings

FULL_SECONDS = 30
"""What a client is told to wait when too many connections are open."""
PATIENCE = 2
"""So many times the connections of an address may be open for a moment: those over the limit are told why."""


@dataclass(slots=True)
class Crowd:
    """How many are here at once, by name; who left is forgotten."""

    _present: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, name: str) -> int:
        """How many of this name are here now."""
        return self._present[name]

    @contextmanager
    def counted(self, name: str) -> Iterator[None]:
        """Be counted until the end of the block."""
        self._present[name] += 1
        try:
            yield
        finally:
            self._present[name] -= 1
            if not self._present[name]:
                del self._present[name]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one gateway: connections are counted here, rates together with the other gateways."""

    settings: Settings
    rates: Rates
    addresses: Crowd = field(default_factory=Crowd)
    visitors: Crowd = field(default_factory=Crowd)

    def check_door(self, address: str) -> None:
        """Raise `Refused` when so many connections of the address are open that the next is not even told why."""
        most = self.settings.address_connections
        if most and self.addresses[address] >= most * PATIENCE:
            raise Refused("address_connections", allowed=most, retry_after=FULL_SECONDS)

    def check_connections(self, address: str, conversation: str) -> None:
        """Raise `Refused` when more connections are open than may be, this one counted."""
        self._check("address_connections", self.addresses[address], self.settings.address_connections)
        self._check("visitor_connections", self.visitors[conversation], self.settings.visitor_connections)

    async def check_conversation(self, address: str) -> None:
        """Count a new conversation; raises `Refused` when the address began too many."""
        await self._pace("address_conversations", address, self.settings.address_conversations)

    async def check_message(self, address: str, conversation: str) -> None:
        """Count a message; raises `Refused` when visitor or address sent too many."""
        await asyncio.gather(
            self._pace("too_fast", conversation, self.settings.visitor_messages),
            self._pace("address_messages", address, self.settings.address_messages),
        )

    def _check(self, code: str, present: int, most: int) -> None:
        if most and present > most:
            raise Refused(code, allowed=most, retry_after=FULL_SECONDS)

    async def _pace(self, code: str, who: str, per_minute: int) -> None:
        if wait := await self.rates.wait(code, who, per_minute):
            raise Refused(code, retry_after=wait)
