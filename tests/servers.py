"""Real servers for tests: started in a folder, killed without warning, started again on the same data."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis

from bot.conversation.embedded import EmbeddedValkey


class Server:
    """A Valkey of our own; its data outlive its process."""

    def __init__(self, folder: Path) -> None:
        self._valkey = EmbeddedValkey(folder)

    @property
    def url(self) -> str:
        """URL to connect to."""
        return self._valkey.url

    def start(self) -> None:
        """Start on whatever data the folder holds."""
        self._valkey.start()

    def stop(self) -> None:
        """Stop in good order; harmless when it does not run."""
        self._valkey.stop()

    def kill(self) -> None:
        """Kill -9, and wait until the process is gone."""
        os.kill(self._valkey.pid, signal.SIGKILL)
        while self._valkey.running:
            time.sleep(0.005)

    def freeze(self) -> None:
        """Stop without closing a connection, as a machine that hangs."""
        os.kill(self._valkey.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on after a freeze."""
        os.kill(self._valkey.pid, signal.SIGCONT)

    def restart(self) -> None:
        """Start again after a kill."""
        self.stop()
        self.start()

    def flush(self) -> None:
        """Forget everything."""
        with Redis.from_url(self.url) as client:
            client.flushall()


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """A server that runs until the end of the block."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
