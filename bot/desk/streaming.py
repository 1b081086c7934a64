"""Server-sent events: a page hears that something is new, and fetches itself again."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from aiohttp import web

from bot.desk.hub import Hub
from bot.desk.sessions import Sessions

MOST_PER_SESSION = 4
"""A browser opens six connections to one host: some must be left for the pages themselves."""
LOOK_SECONDS = 1.0
"""So long after a page was left its stream ends."""
BEAT_SECONDS = 15.0
"""A sign of life for proxies, and a look whether the session still is."""
WRITE_SECONDS = 10.0
CHANGED = b"event: changed\ndata: 1\n\n"
HERE = b": here\n\n"


@dataclass(frozen=True, slots=True)
class Streams:
    """The open streams of all pages."""

    hub: Hub
    sessions: Sessions
    _open: Counter[str] = field(default_factory=Counter)

    async def serve(self, request: web.Request, token: str, news: asyncio.Event) -> web.StreamResponse:
        """Say `changed` now and whenever `news` is set, until the page is left or its session ends."""
        with self._counted(token):
            response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
            await response.prepare(request)
            news.set()
            with suppress(ConnectionError, TimeoutError):  # the page was left, or does not read
                await self._tell(request, response, token, news)
            return response

    @contextmanager
    def _counted(self, token: str) -> Iterator[None]:
        if self._open[token] >= MOST_PER_SESSION:
            raise web.HTTPTooManyRequests
        self._open[token] += 1
        try:
            yield
        finally:
            self._open[token] -= 1
            if not self._open[token]:
                del self._open[token]

    async def _tell(self, request: web.Request, response: web.StreamResponse, token: str, news: asyncio.Event) -> None:
        beat_at = time.monotonic() + BEAT_SECONDS
        while not self.hub.closing and not _is_left(request):
            if await _is_set(news):
                news.clear()
                await _write(response, CHANGED)
            elif time.monotonic() > beat_at:
                beat_at = time.monotonic() + BEAT_SECONDS
                if await self.sessions.find(token) is None:
                    return
                await _write(response, HERE)


async def _is_set(news: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK_SECONDS):
            await news.wait()
    return news.is_set()


async def _write(response: web.StreamResponse, event: bytes) -> None:
    async with asyncio.timeout(WRITE_SECONDS):
        await response.write(event)


def _is_left(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()
