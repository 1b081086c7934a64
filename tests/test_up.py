"""The whole process, as `./run` starts it: stopped, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.browser.application import ROOT, end, environment, free_port, lend_model, wait_until_ready

pytestmark = [pytest.mark.model, pytest.mark.server, pytest.mark.timeout(240)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the trained model."""
    lend_model(tmp_path)
    return tmp_path


@contextmanager
def process(folder: Path, public: int, *, ready: bool = True, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """The application on a port, with `more` settings; ended at the end of the block, however it is by then."""
    log = folder / "log.txt"
    with log.open("a") as out:
        started = subprocess.Popen(
            [sys.executable, "-m", "bot", "up"],
            cwd=ROOT,
            env=environment(folder, public, free_port()) | more,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        if ready:
            wait_until_ready(started, f"http://127.0.0.1:{public}/readyz", log)
        yield started
    finally:
        end(started)


async def talk(public: int, says: list[str], token: str = "", *, until: int = 0) -> tuple[str, list[dict[str, Any]]]:
    """Say hello, send each text under an id of its own; the token and every message up to the turn of `until`."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"http://127.0.0.1:{public}/chat") as socket_:
        await socket_.send_json({"type": "hello", "token": token})
        welcome = await socket_.receive_json()
        for text in says:
            await socket_.send_json({"type": "say", "id": text, "text": text})
        seen: list[dict[str, Any]] = []
        done = welcome["done_seq"]
        async with asyncio.timeout(60):
            while done < until or len(seen) < welcome["last_seq"]:
                frame = await socket_.receive_json()
                if frame["type"] == "message":
                    seen.append(frame)
                elif frame["type"] == "done":
                    done = frame["seq"]
        return welcome["token"], seen


class TestUp:
    async def test_a_killed_shop_goes_on_where_it_was(self, folder: Path) -> None:
        """Killed without warning after four messages were stored: each is there once, and each is answered once."""
        public, says = free_port(), ["hoi", "ik zoek een lichte laptop onder de 700 euro", "goedkoper", "bedankt"]
        with process(folder, public) as first:
            token, _ = await talk(public, says[:2], until=1)
            asking = asyncio.create_task(talk(public, says[2:], token, until=99))
            await asyncio.sleep(0.05)
            first.send_signal(signal.SIGKILL)
            await asyncio.wait([asking])
            assert asking.exception() is not None
        with process(folder, public):
            # What was not acknowledged is sent again under its own id; what was, counts once.
            seen: list[dict[str, Any]] = []
            async with asyncio.timeout(60):
                while len(seen) < 2 * len(says):
                    _, seen = await talk(public, says, token)
                    await asyncio.sleep(0.5)
            await asyncio.sleep(1)
            _, seen = await talk(public, [], token)

        said = [message for message in seen if message["role"] == "shopper"]
        answered = [message["re"] for message in seen if message["role"] == "bot"]
        assert [message["text"] for message in said] == says
        assert sorted(answered) == sorted(message["seq"] for message in said)
        assert [message["seq"] for message in seen] == list(range(1, 9))

    def test_it_stops_when_asked(self, folder: Path) -> None:
        """SIGTERM ends every role in good order, within seconds and with exit code 0."""
        with process(folder, free_port()) as running:
            running.terminate()

            assert running.wait(20) == 0

    def test_a_busy_port_is_one_line_and_comes_at_once(self, folder: Path) -> None:
        """It says which setting chooses another port, before the model is loaded."""
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with process(folder, port, ready=False) as refused:
                assert refused.wait(30) == 1
        said = (folder / "log.txt").read_text(encoding="utf-8")

        assert f"up: cannot listen on 127.0.0.1:{port} (Address already in use)" in said
        assert "set PUBLIC_PORT to another port" in said
        assert "Traceback" not in said


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the workers that a process started, each in a session of its own."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and _is_worker(entry, started_by=process.pid):
            found.append(int(entry.name))
    return found


def _is_worker(entry: Path, *, started_by: int) -> bool:
    try:
        arguments = (entry / "cmdline").read_bytes().split(b"\0")
        shell = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        parent = int((Path("/proc") / str(shell) / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return False  # it ended while we looked
    return arguments[1:4] == [b"-m", b"bot", b"up"] and parent == started_by


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the processes in Linux' /proc")
class TestCrew:
    async def test_a_killed_worker_is_started_again(self, folder: Path) -> None:
        """Of two workers one is killed: the other answers meanwhile, and soon there are two again."""
        public = free_port()
        with process(folder, public, WORKERS="2") as running:
            first, second = workers_of(running)
            os.kill(first, signal.SIGKILL)
            _, seen = await talk(public, ["hoi", "ik zoek een lichte laptop", "bedankt"], until=1)
            async with asyncio.timeout(30):
                while len(workers_of(running)) < 2 or first in workers_of(running):
                    await asyncio.sleep(0.1)

            assert second in workers_of(running)
        assert len([message for message in seen if message["role"] == "shopper"]) == 3

    def test_workers_end_with_the_process_that_started_them(self, folder: Path) -> None:
        """However that one ended: none goes on with a log that nobody serves any more."""
        with process(folder, free_port(), WORKERS="2") as running:
            workers = workers_of(running)
            running.kill()
            running.wait()
            deadline = time.monotonic() + 20
            while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
                time.sleep(0.05)

            assert len(workers) == 2
            assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
