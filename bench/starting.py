"""From the start of a process to its first reply, for every subject in the same way."""

from __future__ import annotations

import asyncio
import subprocess
import time
from pathlib import Path

import aiohttp

from bench import dialogues
from bench.ports import NotAnswered, Subject
from bench.processes import last_words

START_SECONDS = 180
PAUSE_SECONDS = 0.05


class NotStarted(Exception):
    """What was to be measured did not come up."""

    def __init__(self, name: str, log: Path) -> None:
        """Show what it said last."""
        super().__init__(f"{name} ended, or gave no answer within {START_SECONDS} s. It said:\n{last_words(log)}")


async def first_answer(subject: Subject, process: subprocess.Popen[bytes], name: str, log: Path) -> None:
    """Greet it, again and again, until it answers; raises `NotStarted`."""
    greeting = dialogues.read().long.greeting
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if await _answers(subject, greeting):
            return
        await asyncio.sleep(PAUSE_SECONDS)
    raise NotStarted(name, log)


async def _answers(subject: Subject, greeting: str) -> bool:
    try:
        async with subject.conversation("nl") as shopper:
            await shopper.say(greeting)
    except (NotAnswered, aiohttp.ClientError, OSError):
        return False
    return True
