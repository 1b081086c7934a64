"""A Valkey server as a child of this process, with its data in a folder."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import structlog
from redis.exceptions import RedisError

from bot import supervised
from bot.conversation import socket_file
from bot.conversation.binary import server_binary

LOG = "valkey.log"
WATCH_S = 0.2
STOP_S = 10.0

logger = structlog.get_logger(__name__)


class FolderInUse(Exception):
    """Another running process keeps its server in the same folder."""

    def __init__(self, folder: Path) -> None:
        """Say which folder."""
        super().__init__(
            f"{folder} is in use by another running process. Stop that one, or give this one a folder of its "
            "own (KOOPWIJZER_DATA), or let both use one server (REDIS_URL)."
        )


class ServerFailed(Exception):
    """The server ended or kept silent instead of starting."""

    def __init__(self, folder: Path, program: Path, told: str) -> None:
        """Say what the server's own log says, and what to do when its data are damaged."""
        super().__init__(
            f"the server {program} did not start in {folder}. Its log {folder / LOG} ends with:\n{told}\n"
            f"When it says `Bad file format`: copy {folder / 'appendonlydir'} away, then put back a backup, or repair "
            "the file it names with `valkey-check-aof --fix FILE` (all after the damage is lost; a link of that name "
            "to the program above is that tool), or start anew with an empty folder."
        )


class EmbeddedValkey:
    """One Valkey server for one folder: reached by a socket file that only this user can open.

    What it acknowledged is on disk: it survives the death of the server, and a power failure as far as the disk does.
    """

    def __init__(self, folder: Path, *, start_s: float = 60.0) -> None:
        """`folder` holds data, log and socket; a start that lasts over `start_s` seconds has failed."""
        self.folder = folder.resolve()
        self._start_s = start_s
        self._socket = socket_file.path(self.folder)
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owned: IO[str] | None = None
        self._program = Path()

    @property
    def url(self) -> str:
        """URL for `RedisLog`."""
        return socket_file.url(self._socket)

    @property
    def running(self) -> bool:
        """Whether the server runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Process id of the running server."""
        return int((self.folder / "valkey.pid").read_text())

    def start(self) -> None:
        """Start the server and return once it answers.

        A server left over by a process that died is stopped first. Raises `FolderInUse`, `ServerMissing` or
        `ServerFailed`.
        """
        with self._turn:
            self._program = server_binary()
            self._own_folder()
            try:
                self._spawn()
            except BaseException:
                self._give_up()
                raise

    def stop(self) -> None:
        """Stop the server; its data stay."""
        with self._turn:
            self._give_up()

    async def keep_running(self) -> None:
        """Start the server again whenever it died, until this is cancelled or the server is stopped."""
        while self._owned is not None:
            await asyncio.sleep(WATCH_S)
            if not self.running:
                await asyncio.to_thread(self._revive)

    def _revive(self) -> None:
        with self._turn:
            if self._owned is None or self.running:
                return
            logger.warning("server_died", folder=str(self.folder))
            try:
                self._end_process()
                self._spawn()
            except (ServerFailed, OSError) as error:
                # The next attempt follows; meanwhile every call of the log says that it is unavailable.
                logger.error("server_not_revived", error=str(error))

    def _own_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._socket.parent.mkdir(exist_ok=True, mode=0o700)
        if self._socket.parent.stat().st_uid != os.getuid():
            raise ServerFailed(self.folder, self._program, f"({self._socket.parent} is another user's)")
        owned = (self.folder / "owner.lock").open("w")
        try:
            fcntl.flock(owned, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owned.close()
            raise FolderInUse(self.folder) from error
        self._owned = owned

    def _stop_left_over(self) -> None:
        deadline = time.monotonic() + STOP_S
        with socket_file.client(self._socket) as left_over:
            while socket_file.look(left_over) is not socket_file.Presence.ABSENT:
                if time.monotonic() > deadline:
                    raise ServerFailed(self.folder, self._program, "(a server left over does not stop)")
                with suppress(RedisError):
                    left_over.shutdown()
                time.sleep(0.02)

    def _spawn(self) -> None:
        self._stop_left_over()
        log = self.folder / LOG
        written = log.stat().st_size if log.exists() else 0
        with log.open("ab") as sink:
            self._process = subprocess.Popen(  # noqa: S603  # our own arguments only
                supervised.command([str(self._program), *self._options()]),
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=sink,
                stderr=sink,
                start_new_session=True,  # Ctrl-C is for this process, which then stops the server
            )
        if not self._wait_until_it_answers():
            self._end_process()
            raise ServerFailed(self.folder, self._program, _tail(log, written))

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": ".",
            "pidfile": "valkey.pid",
            "logfile": "",
            "appendonly": "yes",
            # `everysec` answers before it writes whenever the last fsync is slow: kill -9 then loses what was answered.
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _wait_until_it_answers(self) -> bool:
        deadline = time.monotonic() + self._start_s
        with socket_file.client(self._socket) as client:
            while self.running and time.monotonic() < deadline:
                if socket_file.look(client) is socket_file.Presence.READY:
                    return True
                time.sleep(0.01)
        return False

    def _end_process(self) -> None:
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def _give_up(self) -> None:
        self._end_process()
        if self._owned is not None:
            self._owned.close()
            self._owned = None


def _tail(log: Path, start: int, lines: int = 8) -> str:
    with log.open("rb") as written:
        written.seek(start)
        told = written.read().decode(errors="replace")
    return "\n".join(told.splitlines()[-lines:])
