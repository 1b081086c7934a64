"""A subject in memory whose answers take as long as a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Answering:
    """Answers after `seconds(turn)`, turns counted from 0 over all conversations."""

    seconds: Callable[[int], float]
    pids: list[int] = field(default_factory=list)
    conversations: list[list[str]] = field(default_factory=list)
    turns: int = 0

    @asynccontextmanager
    async def conversation(self, language: str) -> AsyncIterator[Talking]:
        """Begin a conversation."""
        self.conversations.append([])
        yield Talking(self, self.conversations[-1])


@dataclass
class Talking:
    """One conversation."""

    subject: Answering
    said: list[str]

    async def say(self, text: str) -> None:
        """Wait as long as the test says."""
        self.said.append(text)
        turn, self.subject.turns = self.subject.turns, self.subject.turns + 1
        await asyncio.sleep(self.subject.seconds(turn))
