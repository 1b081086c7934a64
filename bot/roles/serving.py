"""A web application on a port."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

STOP_SECONDS = 2
BACKLOG = 4096
"""Connections that may wait to be accepted: after a restart all shoppers come back at once."""


class PortInUse(Exception):
    """A port of ours is taken by another program, or may not be opened."""

    def __init__(self, setting: str, host: str, port: int, reason: str) -> None:
        """Name the setting that chooses another."""
        super().__init__(
            f"cannot listen on {host}:{port} ({reason}). Stop what listens there, or set {setting} to another port."
        )


@asynccontextmanager
async def serving(app: web.Application, setting: str, host: str, port: int) -> AsyncIterator[None]:
    """Serve `app` until the block ends; raises `PortInUse`, which names `setting`."""
    # What comes packed stays packed: a kilobyte can be a gigabyte, and is unpacked before anybody asks what it is for.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS, auto_decompress=False)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port, backlog=BACKLOG).start()
        except OSError as error:
            raise PortInUse(setting, host, port, os.strerror(error.errno or 0)) from error
        yield
    finally:
        await runner.cleanup()
