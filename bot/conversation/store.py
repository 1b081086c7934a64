"""The connection of the log to Redis or Valkey: scripts and commands, with a time limit and errors of our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from redis.asyncio import BlockingConnectionPool, ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import RedisError

from bot.conversation.errors import LogUnavailable

LUA = Path(__file__).parent / "lua"
CONNECT_S = 2.0


class Store:
    """Calls to one server; belongs to the event loop in which it is first used. Everything raises `LogUnavailable`."""

    def __init__(self, url: str, *, connections: int, wait_s: float) -> None:
        """Connect to `url` at the first call, by at most `connections`; a call waits `wait_s` for an answer."""
        self._wait_s = wait_s
        self._client = _connections(BlockingConnectionPool, url, max_connections=connections, timeout=wait_s)
        # Apart from the pool: a listener holds its connection for as long as it listens.
        self.listener = _connections(ConnectionPool, url)
        self.closed = asyncio.Event()
        self._scripts = {file.stem: self._client.register_script(_lua(file)) for file in LUA.glob("*.lua")}

    async def run(self, name: str, where: Sequence[str], what: Sequence[Any]) -> Any:
        """Run `lua/<name>.lua` on the keys `where` with the arguments `what`."""
        async with self._answering():
            return await self._scripts[name](keys=where, args=what)

    async def ask(self, command: str, *arguments: Any) -> Any:
        """Run one command."""
        async with self._answering():
            return await self._client.execute_command(command, *arguments)  # type: ignore[no-untyped-call]  # untyped there

    async def ask_all(self, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Run commands in one go; their answers in order."""
        async with self._answering(), self._client.pipeline(transaction=False) as pipeline:
            for command in commands:
                pipeline.execute_command(*command)
            return list(await pipeline.execute())

    async def close(self) -> None:
        """Close every connection."""
        self.closed.set()
        await self._client.aclose()
        await self.listener.aclose()

    @asynccontextmanager
    async def _answering(self) -> AsyncIterator[None]:
        """The time the store has to answer, and its errors as ours.

        Not by the client's own time limit: it waits with `asyncio.wait_for`, which on Python 3.11 loses a cancellation
        that comes while a command is being sent. Whoever then waits for the end of the task waits for ever.
        """
        with _store_errors():
            async with asyncio.timeout(self._wait_s):
                yield


def _connections(pool: type[ConnectionPool], url: str, **options: Any) -> Redis:
    """A client that owns its pool. Its few quick retries ride over a restart of the server."""
    retry = Retry(ExponentialBackoff(cap=0.2, base=0.05), 3)
    made = pool.from_url(
        url,
        decode_responses=True,
        encoding_errors="surrogatepass",  # a shopper's browser can send half an emoji
        socket_connect_timeout=CONNECT_S,
        socket_timeout=None,  # see Store._answering
        retry=retry,
        **options,
    )
    return Redis.from_pool(made)


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise LogUnavailable(f"the store of the conversation log did not do its work: {error}. Try again.") from error


@cache
def _lua(file: Path) -> str:
    return file.read_text(encoding="utf-8")
