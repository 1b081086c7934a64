"""The one place where all stores of the shop that may hold something of a person are opened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.binary import ServerMissing
from bot.conversation.embedded import FolderInUse, ServerFailed
from bot.conversation.errors import LogUnavailable
from bot.conversation.opening import open_erasure, reach_server
from bot.handoff.database import DeskDatabase
from bot.handoff.ports import HandoffsUnavailable
from bot.person.desk import DeskPersons
from bot.person.journey import JourneyPersons
from bot.person.lines import LinePersons
from bot.person.log import LogPersons
from bot.person.ports import Clues, Found, Gone, PersonStore, StoreDown
from bot.roles.premises import ROOT
from bot.settings import Settings
from journey_tracker import open_store
from journey_tracker.ports import StoreMissing, StoreUnavailable, UnsupportedDatabase
from journey_tracker.privacy import BadKey, open_refs

LINES = (ROOT / "data" / "nlu", ROOT / "data" / "shop" / "lines")
"""Where people write training lines."""
SQLITE = "sqlite:///"
_DOWN = (
    BadKey,
    FolderInUse,
    HandoffsUnavailable,
    LogUnavailable,
    OSError,
    ServerFailed,
    ServerMissing,
    StoreUnavailable,
    UnsupportedDatabase,
)
_Open = Callable[[Settings, AsyncExitStack], Awaitable[PersonStore]]


@dataclass(frozen=True, slots=True)
class Empty:
    """A `PersonStore` that was never made: nothing is in it."""

    name: str

    async def export(self, clues: Clues) -> Found:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        return Found()

    async def forget(self, clues: Clues, *, beside: int) -> Gone:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        return Gone(0)


@dataclass(frozen=True, slots=True)
class Down:
    """A `PersonStore` that could not be opened."""

    name: str
    reason: str

    async def export(self, clues: Clues) -> Found:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        raise StoreDown(self.reason)

    async def forget(self, clues: Clues, *, beside: int) -> Gone:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        raise StoreDown(self.reason)


@asynccontextmanager
async def open_stores(settings: Settings) -> AsyncIterator[tuple[PersonStore, ...]]:
    """Every store, until the end of the block; one that cannot be opened is there all the same, and says why.

    The tracker comes last: it writes down what the others forgot.
    """
    async with AsyncExitStack() as stack:
        opened = [
            await _or_down(name, opener, settings, stack)
            for name, opener in (("lines", _lines), ("log", _log), ("desk", _desk), ("journey", _journey))
        ]
        yield tuple(opened)


async def _or_down(name: str, opener: _Open, settings: Settings, stack: AsyncExitStack) -> PersonStore:
    try:
        return await opener(settings, stack)
    except _DOWN as error:
        return Down(name, str(error))


async def _lines(_settings: Settings, _stack: AsyncExitStack) -> PersonStore:
    return LinePersons(LINES)


async def _log(settings: Settings, stack: AsyncExitStack) -> PersonStore:
    url = await stack.enter_async_context(reach_server(settings.redis_url, settings.data / "valkey"))
    return LogPersons(await stack.enter_async_context(open_erasure(url))) if url else Empty("log")


async def _desk(settings: Settings, stack: AsyncExitStack) -> PersonStore:
    if not _is_there(settings.desk_url):
        return Empty("desk")
    database = await asyncio.to_thread(DeskDatabase, settings.desk_url)
    stack.push_async_callback(database.close)
    return DeskPersons(database, is_file=_is_file(settings.desk_url))


async def _journey(settings: Settings, stack: AsyncExitStack) -> PersonStore:
    try:
        refs = open_refs(settings.journey_key, create=False) if _is_there(settings.journey_url) else None
        store = await asyncio.to_thread(open_store, settings.journey_url, create=False, refs=refs)
    except StoreMissing:
        return Empty("journey")
    stack.push_async_callback(asyncio.to_thread, store.close)
    return JourneyPersons(store, is_file=_is_file(settings.journey_url))


def _is_file(url: str) -> bool:
    return url.startswith(SQLITE)


def _is_there(url: str) -> bool:
    """Whether there is a database to look in: looking makes none."""
    return not _is_file(url) or Path(url.removeprefix(SQLITE)).exists()
