"""The outgoing side of one socket: a client that does not read is let go before it holds memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Any

from aiohttp import WSCloseCode, web

WRITE_SECONDS = 10.0
"""How long a client may leave a frame unread, once its buffers and ours (some 300 kB) are full."""
KERNEL_BYTES = 64 * 1024
GOODBYE_SECONDS = 2.0
"""How long a client gets to answer a close: a restart does not wait for those who are gone."""


class Line:
    """Sends frames to one client, in order."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        """`transport` is what the socket was prepared on."""
        self._socket, self._transport = socket, transport
        if transport and (below := transport.get_extra_info("socket")):
            # Left to itself the system keeps megabytes for a client that does not read.
            below.setsockopt(SOL_SOCKET, SO_SNDBUF, KERNEL_BYTES)

    async def send(self, frame: Mapping[str, Any]) -> None:
        """Send one frame; raises `ConnectionError` when the client is gone, or was let go as it does not read."""
        try:
            async with asyncio.timeout(WRITE_SECONDS):
                await self._socket.send_json(frame)
        except TimeoutError:
            await self.close(WSCloseCode.TRY_AGAIN_LATER)
            raise ConnectionResetError("the client does not read") from None

    async def close(self, code: int) -> None:
        """Close, waiting a moment for the client to say goodbye; harmless when it is closed."""
        try:
            async with asyncio.timeout(2 * GOODBYE_SECONDS):
                await self._socket.close(code=code)
        except (TimeoutError, ConnectionError):
            pass  # it does not read any more: what follows frees what is held for it
        finally:
            self._abort_unread()

    def _abort_unread(self) -> None:
        """Drop what the client never read: a close in good order would wait for it."""
        if self._transport and self._transport.get_write_buffer_size():
            self._transport.abort()
