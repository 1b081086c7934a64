"""Who is logged in: a random token at the browser, only its SHA-256 here."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

from bot.handoff.clock import Clock, epoch_ms

LIFETIME_MS = 12 * 3600 * 1000
"""A working day: then staff logs in again."""


@dataclass(frozen=True, slots=True)
class Session:
    """One login."""

    who: str
    """Name of the member of staff, as given at login."""
    expires_ms: int
    """Epoch milliseconds UTC."""


class Sessions(Protocol):
    """Keeps logins at the server's side."""

    async def begin(self, who: str) -> str:
        """Open a session and give its token: the only time it is seen in full."""

    async def find(self, token: str) -> Session | None:
        """The session of `token`, or None when it never was, ended or expired."""

    async def end(self, token: str) -> None:
        """Close the session of `token`; harmless when there is none."""


class MemorySessions:
    """`Sessions` of one process: a restart logs everybody out."""

    def __init__(self, *, clock: Clock = epoch_ms, lifetime_ms: int = LIFETIME_MS) -> None:
        """Start with nobody logged in."""
        self._clock = clock
        self._lifetime_ms = lifetime_ms
        self._sessions: dict[str, Session] = {}

    async def begin(self, who: str) -> str:
        """See `Sessions`."""
        self._drop_expired()
        token = secrets.token_urlsafe(32)
        self._sessions[_digest(token)] = Session(who, self._clock() + self._lifetime_ms)
        return token

    async def find(self, token: str) -> Session | None:
        """See `Sessions`."""
        self._drop_expired()
        return self._sessions.get(_digest(token))

    async def end(self, token: str) -> None:
        """See `Sessions`."""
        self._sessions.pop(_digest(token), None)

    def _drop_expired(self) -> None:
        now = self._clock()
        for digest in [d for d, session in self._sessions.items() if session.expires_ms <= now]:
            del self._sessions[digest]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
