from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from bot.conversation.binary import server_binary
from bot.conversation.embedded import EmbeddedValkey, FolderInUse, ServerFailed

pytestmark = pytest.mark.server

PARENT = """
import sys, time
from pathlib import Path
from bot.conversation.binary import server_binary
from bot.conversation.embedded import EmbeddedValkey
server = EmbeddedValkey(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
time.sleep(60)
"""


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended but was not waited for does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def until(condition: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def answers(server: EmbeddedValkey) -> bool:
    """Whether the server takes commands."""
    try:
        with Redis.from_url(server.url) as client:
            return bool(client.ping())
    except RedisError:
        return False


def damage(server: EmbeddedValkey) -> Path:
    """Write a hundred keys, stop, and blot out a part of the file that holds them."""
    server.start()
    with Redis.from_url(server.url) as client:
        for number in range(100):
            client.set(f"key-{number}", "x" * 100)
    server.stop()
    (appended,) = (server.folder / "appendonlydir").glob("*.incr.aof")
    content = appended.read_bytes()
    appended.write_bytes(content[:1000] + bytes(500) + content[1500:])
    return appended


class TestEmbeddedValkey:
    def test_keeps_its_data_when_stopped(self, tmp_path: Path) -> None:
        """The next start finds what the last one was told."""
        server = EmbeddedValkey(tmp_path)
        told = []
        for _ in range(2):
            server.start()
            with Redis.from_url(server.url) as client:
                told.append(client.incr("starts"))
            server.stop()

        assert told == [1, 2]
        assert not server.running

    def test_is_closed_to_others(self, tmp_path: Path) -> None:
        """No network port is open, only this user may open the socket, and nothing is evicted."""
        server = EmbeddedValkey(tmp_path)
        server.start()
        try:
            with Redis.from_url(server.url, decode_responses=True) as client:
                options = client.config_get("port", "maxmemory-policy")
            mode = (tmp_path / "valkey.sock").stat().st_mode & 0o777
        finally:
            server.stop()

        assert options == {"port": "0", "maxmemory-policy": "noeviction"}
        assert mode == 0o700

    def test_writes_to_disk_before_it_answers(self, tmp_path: Path) -> None:
        """With a slow disk every other policy loses messages that were acknowledged, some by a mere kill."""
        server = EmbeddedValkey(tmp_path)
        server.start()
        try:
            with Redis.from_url(server.url, decode_responses=True) as client:
                options = client.config_get("appendonly", "appendfsync")
        finally:
            server.stop()

        assert options == {"appendonly": "yes", "appendfsync": "always"}

    @pytest.mark.parametrize("name", ["met spaties & é", "x" * 150])
    def test_takes_any_folder(self, tmp_path: Path, name: str) -> None:
        """Spaces and accents are no trouble, nor is a path longer than a socket's may be."""
        server = EmbeddedValkey(tmp_path / name)
        server.start()
        try:
            with Redis.from_url(server.url) as client:
                answered = client.ping()
        finally:
            server.stop()

        assert answered
        assert (tmp_path / name / "appendonlydir").is_dir()

    def test_a_folder_has_one_owner(self, tmp_path: Path) -> None:
        """A second server on the same data is refused, with the ways out; the first goes on."""
        first = EmbeddedValkey(tmp_path)
        first.start()
        try:
            with pytest.raises(FolderInUse, match=r"in use by another.*KOOPWIJZER_DATA.*REDIS_URL"):
                EmbeddedValkey(tmp_path).start()

            assert first.running
        finally:
            first.stop()

    def test_ends_with_a_parent_that_is_killed(self, tmp_path: Path) -> None:
        """Kill -9 of the process that started it leaves no server behind, and its folder is free."""
        parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert parent.stdout is not None
        with parent.stdout:
            pid = int(parent.stdout.readline())
        parent.kill()
        parent.wait()

        assert until(lambda: not alive(pid))

    def test_replaces_a_server_left_over(self, tmp_path: Path) -> None:
        """A server whose parent and watcher both died is stopped before another opens its data."""
        left_over = EmbeddedValkey(tmp_path)
        left_over.start()
        old = left_over.pid
        with Redis.from_url(left_over.url) as client:
            client.set("said", "hoi")
        left_over._owned.close()  # type: ignore[union-attr]  # what the death of the parent does
        server = EmbeddedValkey(tmp_path)
        server.start()
        try:
            with Redis.from_url(server.url, decode_responses=True) as client:
                said = client.get("said")
        finally:
            server.stop()
            left_over.stop()

        assert said == "hoi"
        assert not alive(old)

    def test_damaged_data_stop_the_start(self, tmp_path: Path) -> None:
        """The message shows the server's own words, and how to repair or restore; nothing keeps running."""
        server = EmbeddedValkey(tmp_path)
        damage(server)

        with pytest.raises(ServerFailed) as failed:
            server.start()

        for told in ("Bad file format", ".incr.aof", "valkey-check-aof --fix FILE", "backup", str(tmp_path)):
            assert told in str(failed.value)
        assert not server.running

    def test_damaged_data_are_repaired_as_the_message_says(self, tmp_path: Path) -> None:
        """What came before the damage is kept."""
        server = EmbeddedValkey(tmp_path / "data")
        damaged = damage(server)
        tool = tmp_path / "valkey-check-aof"
        tool.symlink_to(server_binary())

        subprocess.run([tool, "--fix", damaged], input="y\n", text=True, check=True, capture_output=True)
        server.start()
        try:
            with Redis.from_url(server.url) as client:
                kept = client.dbsize()
        finally:
            server.stop()

        assert 0 < kept < 100

    async def test_is_started_again_when_it_dies(self, tmp_path: Path) -> None:
        """Whoever keeps it running gets another process on the same data."""
        server = EmbeddedValkey(tmp_path)
        server.start()
        keeper = asyncio.create_task(server.keep_running())
        try:
            with Redis.from_url(server.url) as client:
                client.set("said", "hoi")
            killed = server.pid
            os.kill(killed, signal.SIGKILL)
            revived = await asyncio.to_thread(until, lambda: answers(server))
            with Redis.from_url(server.url, decode_responses=True) as client:
                said = client.get("said")
        finally:
            keeper.cancel()
            server.stop()

        assert revived
        assert said == "hoi"
        assert not alive(killed)
