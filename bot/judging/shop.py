"""A shop of its own for judging: the same roles on copied products, with data that are thrown away."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.conversation.opening import open_server
from bot.roles import gateway, tracker, worker
from bot.roles.premises import Premises
from bot.settings import Settings
from bot.terminal.own import free_port


@asynccontextmanager
async def opened(settings: Settings, model: Path) -> AsyncIterator[Premises]:
    """Tracker, gateway and worker in this process, with `model` and a copy of the products of `settings`."""
    with TemporaryDirectory(prefix="koopwijzer-") as folder:
        own = _own(settings, Path(folder))
        _copy(settings, own)
        async with AsyncExitStack() as stack:
            url = await stack.enter_async_context(open_server("", own.data / "valkey"))
            premises = Premises(own, url, model)
            for role in (tracker, gateway, worker):
                await stack.enter_async_context(role.running(premises))
            yield premises


def public_url(settings: Settings) -> str:
    """Where the gateway of these settings listens."""
    return f"http://{settings.public_host}:{settings.public_port}"


def _own(settings: Settings, folder: Path) -> Settings:
    """Who plays may speak as fast as the answers come."""
    return replace(
        settings,
        production=False,
        data=folder,
        workers=0,
        public_host="127.0.0.1",
        public_port=free_port(),
        redis_url="",
        database_url="",
        trusted_proxies=(),
        address_connections=0,
        address_conversations=0,
        address_messages=0,
        visitor_connections=0,
        visitor_messages=0,
        busy_seconds=0,
        busy_waiting=0,
    )


def _copy(settings: Settings, own: Settings) -> None:
    with closing(sqlite3.connect(settings.catalogue_path)) as catalogue, closing(_database(own)) as copy:
        catalogue.backup(copy)
    vectors = settings.data / "vectors"
    if vectors.exists():
        shutil.copytree(vectors, own.data / "vectors")


def _database(own: Settings) -> sqlite3.Connection:
    return sqlite3.connect(own.catalogue_path)
