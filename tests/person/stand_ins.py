"""Stores that hold what a test says, and go down when it wants."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.person.ports import Clues, Found, Gone, StoreDown


@dataclass
class Shelf:
    """A `PersonStore` in memory: things by the conversation or the name they are found by."""

    name: str
    things: dict[str, list[str]] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    """Conversation to which a name leads."""
    down: bool = False
    left: Gone | None = None
    beside: int = -1
    """What it was told that others forgot."""

    async def export(self, clues: Clues) -> Found:
        """See `PersonStore`."""
        self._check()
        known = clues.names | clues.conversations
        told = frozenset(self.leads[name] for name in known & self.leads.keys())
        return Found(
            {"things": [t for name in sorted(known) for t in self.things.get(name, [])]}, Clues(conversations=told)
        )

    async def forget(self, clues: Clues, *, beside: int) -> Gone:
        """See `PersonStore`."""
        self._check()
        self.beside = beside
        number = (await self.export(clues)).number
        for name in clues.names | clues.conversations:
            self.things.pop(name, None)
            self.leads.pop(name, None)
        return self.left or Gone(number)

    def _check(self) -> None:
        if self.down:
            raise StoreDown(f"{self.name} is away")
