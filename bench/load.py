"""Load on one subject: one shopper who types at set moments, or many who answer each reply at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.dialogues import Dialogue
from bench.ports import Subject

Tick = Callable[[], None]
"""Called after every turn, to show progress."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a closed loop gave."""

    turns_per_s: float
    latencies_ms: Sequence[float]


async def one_shopper(
    subject: Subject, dialogues: Iterator[Dialogue], moments: Sequence[float], tick: Tick
) -> list[float]:
    """Milliseconds from the moment each message was *meant* to be sent to its last reply.

    One shopper at a time: a message waits for the reply before it, and that wait counts.
    """
    due = list(moments)
    start = time.perf_counter()
    took: list[float] = []
    while due:
        dialogue = next(dialogues)
        async with subject.conversation(dialogue.language) as shopper:
            for line, moment in zip(dialogue.lines, list(due), strict=False):
                await asyncio.sleep(max(0.0, start + moment - time.perf_counter()))
                await shopper.say(line)
                took.append((time.perf_counter() - start - moment) * 1000)
                due.pop(0)
                tick()
    return took


async def crowd(subject: Subject, dialogues: Iterator[Dialogue], shoppers: int, seconds: float, tick: Tick) -> Crowd:
    """So many shoppers for so long, each saying the next line as soon as the last was answered."""
    start = time.perf_counter()
    took: list[float] = []

    async def shop() -> None:
        while time.perf_counter() - start < seconds:
            dialogue = next(dialogues)
            async with subject.conversation(dialogue.language) as shopper:
                for line in dialogue.lines:
                    if time.perf_counter() - start >= seconds:
                        return
                    sent = time.perf_counter()
                    await shopper.say(line)
                    took.append((time.perf_counter() - sent) * 1000)
                    tick()

    await asyncio.gather(*(shop() for _ in range(shoppers)))
    return Crowd(len(took) / (time.perf_counter() - start), took)


async def warm_up(subject: Subject, dialogues: Iterator[Dialogue], turns: int) -> None:
    """So many turns that are not measured."""
    await one_shopper(subject, dialogues, [0.0] * turns, lambda: None)
