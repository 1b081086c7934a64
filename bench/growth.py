"""How much dearer a turn becomes in the course of one conversation, in CPU time of all processes of a subject."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from bench.dialogues import Long
from bench.load import Tick
from bench.ports import Shopper, Subject
from bench.processes import cpu_seconds

FRESH = 12
"""Conversations whose turns 2 to 4 are measured together: CPU time is told in hundredths of a second."""
ROUNDS_BEFORE_LATE = 60
"""Rounds of three lines after the greeting; the next twelve rounds are turns 182 to 217."""
SETTLE_SECONDS = 0.3
"""What a turn leaves to do, such as writing the journey, is done by then."""


async def late_over_early(subject: Subject, long: Long, tick: Tick) -> float:
    """CPU time of turns 182 to 217 ÷ CPU time of as many turns 2 to 4, the same lines; raises `NotMeasurable`."""
    async with _greeted(subject, long, FRESH) as shoppers:
        early = await _cpu(subject, shoppers, long.round(), tick)
    async with _greeted(subject, long, 1) as [shopper]:
        await _say(shopper, long.round() * ROUNDS_BEFORE_LATE, tick)
        late = await _cpu(subject, [shopper], long.round() * FRESH, tick)
    return late / early


@asynccontextmanager
async def _greeted(subject: Subject, long: Long, count: int) -> AsyncIterator[list[Shopper]]:
    """So many conversations that have had their first turn."""
    async with AsyncExitStack() as stack:
        shoppers = [await stack.enter_async_context(subject.conversation(long.language)) for _ in range(count)]
        for shopper in shoppers:
            await shopper.say(long.greeting)
        yield shoppers


async def _cpu(subject: Subject, shoppers: Sequence[Shopper], lines: Sequence[str], tick: Tick) -> float:
    """CPU seconds that these lines cost, with what they leave to do afterwards."""
    await asyncio.sleep(SETTLE_SECONDS)
    before = cpu_seconds(subject.pids)
    for shopper in shoppers:
        await _say(shopper, lines, tick)
    await asyncio.sleep(SETTLE_SECONDS)
    return cpu_seconds(subject.pids) - before


async def _say(shopper: Shopper, lines: Sequence[str], tick: Tick) -> None:
    for line in lines:
        await shopper.say(line)
        tick()
