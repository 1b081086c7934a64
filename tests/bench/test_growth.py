from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bench import growth
from bench.dialogues import Long
from bench.growth import late_over_early
from bench.processes import PROC

LONG = Long("nl", "hoi", ("a", "b", "c"))

pytestmark = pytest.mark.skipif(not PROC.exists(), reason="CPU time of processes is read from /proc: Linux only")


@dataclass
class Computing:
    """A subject in this process: a turn computes 3 ms, from turn 180 of a conversation on `late_ms`."""

    late_ms: float
    pids: list[int] = field(default_factory=lambda: [os.getpid()])
    conversations: list[Talking] = field(default_factory=list)

    @asynccontextmanager
    async def conversation(self, language: str) -> AsyncIterator[Talking]:
        """Begin a conversation."""
        self.conversations.append(Talking(self.late_ms))
        yield self.conversations[-1]


@dataclass
class Talking:
    """One conversation."""

    late_ms: float
    said: list[str] = field(default_factory=list)

    async def say(self, text: str) -> None:
        """Compute; the turns that are not measured cost nothing."""
        self.said.append(text)
        turn = len(self.said)
        until = time.process_time() + (3 if turn < 5 else 0 if turn < 180 else self.late_ms) / 1000
        while time.process_time() < until:
            pass


@pytest.fixture(autouse=True)
def nothing_to_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """This subject leaves nothing to do after a turn."""
    monkeypatch.setattr(growth, "SETTLE_SECONDS", 0.0)


class TestLateOverEarly:
    async def test_turns_that_cost_three_times_as_much_are_seen(self) -> None:
        """The CPU time of late turns is divided by that of as many early ones."""
        assert await late_over_early(Computing(9), LONG, lambda: None) == pytest.approx(3, rel=0.5)

    async def test_the_turns_are_those_that_are_named(self) -> None:
        """Twelve conversations of a greeting and turns 2 to 4, one that goes on to turn 217; the same lines in both."""
        subject = Computing(0)
        await late_over_early(subject, LONG, lambda: None)
        lines = [talk.said for talk in subject.conversations]

        assert [len(said) for said in lines] == [4] * 12 + [217]
        assert all(said == ["hoi", *["a", "b", "c"] * (len(said) // 3)] for said in lines)
