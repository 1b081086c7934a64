"""Decides who comes in: checks the password, slowly enough for guessers and bounded for the machine."""

from __future__ import annotations

import asyncio

from bot.desk.attempts import Attempts
from bot.desk.password import check_hash, verify
from bot.handoff.clock import Clock, epoch_ms

AT_ONCE = 2
"""Each check takes 64 MiB and a core for some 50 ms."""


class Doorkeeper:
    """One password, limited attempts."""

    def __init__(self, password_hash: str, *, clock: Clock = epoch_ms) -> None:
        """Raise `InvalidPasswordHash` now rather than at the first login."""
        check_hash(password_hash)
        self._password_hash = password_hash
        self._attempts = Attempts(clock=clock)
        self._checks = asyncio.Semaphore(AT_ONCE)

    def must_wait(self, address: str) -> int:
        """Count an attempt of `address`; 0, or the seconds until it may try again."""
        return self._attempts.count(address)

    async def knows(self, password: str, address: str) -> bool:
        """Whether `password` is right; then the attempts of `address` are forgotten."""
        async with self._checks:
            right = await asyncio.to_thread(verify, self._password_hash, password)
        if right:
            self._attempts.forget(address)
        return right
