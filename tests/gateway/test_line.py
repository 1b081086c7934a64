"""With real sockets: a client that does not read, one that left, one that never says goodbye."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.conversation.ports import Role
from bot.gateway import keys, line
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import gateway, hello

HISTORY = 2000
TEXT = "x" * 2000


class DeafClient:
    """A WebSocket client that says hello and never reads what comes."""

    def __init__(self) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

    async def hello(self, client: TestClient[Any, Any], token: str) -> None:
        """Connect, upgrade, say hello; from here on nothing is read."""
        loop = asyncio.get_running_loop()
        self._socket.setblocking(False)
        await loop.sock_connect(self._socket, (client.host, client.port))
        key = base64.b64encode(os.urandom(16)).decode()
        await loop.sock_sendall(
            self._socket,
            (
                f"GET /chat HTTP/1.1\r\nHost: shop\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
            ).encode(),
        )
        await loop.sock_recv(self._socket, 1024)
        await loop.sock_sendall(self._socket, _masked(f'{{"type": "hello", "token": "{token}"}}'.encode()))

    async def reads_to_the_end(self) -> int:
        """Read whatever is still there; how many bytes."""
        read = 0
        while part := await asyncio.get_running_loop().sock_recv(self._socket, 65536):
            read += len(part)
        return read

    def close(self) -> None:
        """Be gone."""
        self._socket.close()


def _masked(payload: bytes) -> bytes:
    """A text frame as clients send it; the mask is zero."""
    return bytes([0x81, 0x80 | 126]) + len(payload).to_bytes(2, "big") + bytes(4) + payload


@pytest.fixture
def deaf() -> Iterator[DeafClient]:
    """A client that never reads."""
    made = DeafClient()
    yield made
    made.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second to read a frame."""
    monkeypatch.setattr(line, "WRITE_SECONDS", 0.5)


@pytest.fixture
async def client(
    log: MemoryLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TestClient[Any, Any]]:
    """A gateway with little patience."""
    monkeypatch.setattr(line, "WRITE_SECONDS", 0.5)
    async with TestClient(gateway(log, tmp_path)) as client:
        yield client


async def long_conversation(client: TestClient[Any, Any], log: MemoryLog) -> dict[str, Any]:
    """The welcome of a conversation of 4 MB."""
    chat, welcome = await hello(client)
    await chat.socket.close()
    for n in range(HISTORY):
        await log.append(welcome["conversation"], f"m{n}", {"text": TEXT}, role=Role.AGENT)
    return welcome


async def none_open(client: TestClient[Any, Any]) -> float:
    """Wait until the gateway holds no connection; how many seconds that took."""
    assert client.app is not None
    begun = time.monotonic()
    async with asyncio.timeout(10):
        while client.app[keys.LEAVING].guests:
            await asyncio.sleep(0.02)
    return time.monotonic() - begun


class TestDeafClient:
    async def test_who_does_not_read_is_let_go(
        self, client: TestClient[Any, Any], log: MemoryLog, deaf: DeafClient
    ) -> None:
        """After a while its connection is cut, and what it never read is not held for it."""
        welcome = await long_conversation(client, log)
        await deaf.hello(client, welcome["token"])
        await asyncio.sleep(0.2)

        assert await none_open(client) < 6
        assert await deaf.reads_to_the_end() < HISTORY * len(TEXT) / 10

    async def test_others_do_not_wait_for_it(
        self, client: TestClient[Any, Any], log: MemoryLog, deaf: DeafClient
    ) -> None:
        """While one does not read, another is answered at once."""
        welcome = await long_conversation(client, log)
        await deaf.hello(client, welcome["token"])
        await asyncio.sleep(0.2)
        chat, _ = await hello(client)
        begun = time.monotonic()
        await chat.say("m1")
        await chat.until("ack")

        assert time.monotonic() - begun < 0.3

    async def test_it_resumes_where_it_stopped_reading(
        self, client: TestClient[Any, Any], log: MemoryLog, deaf: DeafClient
    ) -> None:
        """Nothing is lost by that: it comes back and reads on."""
        welcome = await long_conversation(client, log)
        await deaf.hello(client, welcome["token"])
        await asyncio.sleep(0.2)
        await none_open(client)
        chat, _ = await hello(client, token=welcome["token"], epoch=welcome["epoch"], after=HISTORY - 2)

        assert [(await chat.until("message"))["seq"] for _ in range(2)] == [HISTORY - 1, HISTORY]

    async def test_a_restart_does_not_wait_for_it(self, log: MemoryLog, tmp_path: Path, deaf: DeafClient) -> None:
        """A client that is deaf or gone holds up the end of the gateway by a few seconds at most."""
        client: TestClient[Any, Any] = TestClient(gateway(log, tmp_path))
        await client.start_server()
        welcome = await long_conversation(client, log)
        await deaf.hello(client, welcome["token"])
        await asyncio.sleep(0.2)
        begun = time.monotonic()
        await client.close()

        assert time.monotonic() - begun < 8
