"""The client of the terminal against a real gateway, with a worker that answers at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer, unused_port
from rich.console import Console

from bot.conversation.ports import Snapshot, Turn, Waiting
from bot.gateway.app import build_app
from bot.terminal import words
from bot.terminal.chat import chat, choice
from bot.terminal.conversation import Conversation, NobodyThere, Refused
from bot.terminal.keyboard import Keyboard
from bot.terminal.screen import Screen
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import services
from tests.worker.echo import Echo, working

CHIPS = [{"label": "Goedkoper", "payload": "/cheaper"}, {"label": "Lichter", "payload": "/lighter"}]


class Shop(Echo):
    """Answers with what was said, or with the payload of the chip that was pressed, and offers two answers."""

    async def make(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Echo, with chips."""
        body = message.entry.body
        reply = {"text": f"echo {body.get('payload') or body['text']}", "chips": CHIPS}
        return Turn(message, snapshot.ownership.epoch, "", replies=[reply])


@asynccontextmanager
async def shop(folder: Path, **settings: Any) -> AsyncIterator[tuple[MemoryLog, TestServer]]:
    """A gateway and a worker over one log."""
    log = MemoryLog()
    server = TestServer(build_app(services(log, folder, **settings)))
    async with working(log, Shop()), server:
        yield log, server


def address(server: TestServer) -> str:
    """Where the gateway is."""
    return str(server.make_url("")).rstrip("/")


@asynccontextmanager
async def serving(log: MemoryLog, folder: Path, port: int) -> AsyncIterator[None]:
    """A gateway over a log, on a port that is known beforehand."""
    async with TestServer(build_app(services(log, folder)), port=port):
        yield


@pytest.fixture
def port() -> int:
    """A free port."""
    return unused_port()


async def talk(url: str, typed: str) -> list[str]:
    """A whole conversation with these lines; the lines on the screen after the greeting."""
    written = StringIO()
    console = Console(file=written, width=100)
    screen = Screen(console, words.read("nl"))
    async with asyncio.timeout(20):
        await chat(Conversation(url, "nl", screen), screen, Keyboard(console, StringIO(typed)))
    return written.getvalue().splitlines()[2:]


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.refusals: list[str] = []
        self.lost_times = 0
        self.resets = 0

    def shown(self, message: Any) -> None:
        """Keep it."""
        self.messages.append(dict(message))

    def refused(self, reason: str) -> None:
        """Keep it."""
        self.refusals.append(reason)

    def lost(self) -> None:
        """Count it."""
        self.lost_times += 1

    def begun_again(self) -> None:
        """Count it."""
        self.resets += 1

    def replies(self) -> list[str]:
        """What the bot said."""
        return [message["text"] for message in self.messages if message["role"] == "bot"]


class TestTalking:
    async def test_lines_are_answered_in_order_and_the_end_of_them_ends_it(self, tmp_path: Path) -> None:
        """As from a pipe: every line has its answer before the program ends."""
        async with shop(tmp_path) as (_, server):
            shown = await talk(address(server), "een\n\n  twee  \n")

        assert [line for line in shown if line.startswith("Assistent")] == [
            "Assistent: echo een",
            "Assistent: echo twee",
        ]

    async def test_a_number_presses_the_chip(self, tmp_path: Path) -> None:
        """The shop hears the chip itself, and the screen says what the number stood for."""
        async with shop(tmp_path) as (_, server):
            shown = await talk(address(server), "hoi\n2\n")

        assert shown[3] == "  Lichter"
        assert shown[4] == "Assistent: echo /lighter"

    async def test_so_does_its_label(self, tmp_path: Path) -> None:
        """Whoever types the words means the chip, in capitals or not."""
        async with shop(tmp_path) as (_, server):
            shown = await talk(address(server), "hoi\ngoedkoper\n")

        assert shown[3] == "Assistent: echo /cheaper"

    async def test_stop_ends_it(self, tmp_path: Path) -> None:
        """What comes after it is not said."""
        async with shop(tmp_path) as (_, server):
            shown = await talk(address(server), "een\n/stop\ntwee\n")

        assert "Assistent: echo twee" not in shown

    async def test_a_refused_message_is_explained_and_the_talk_goes_on(self, tmp_path: Path) -> None:
        """The reason is the server's own, in the shopper's language."""
        async with shop(tmp_path, MAX_CHARS="10") as (_, server):
            shown = await talk(address(server), "dit is veel te lang\nkort\n")

        assert shown[0].startswith("Je bericht is te lang: er passen 10 tekens in.")
        assert shown[1] == "Assistent: echo kort"

    async def test_a_line_that_fits_in_no_frame_is_refused_too(self, tmp_path: Path) -> None:
        """A whole file on one line neither ends the connection nor is sent for ever."""
        async with shop(tmp_path) as (_, server):
            shown = await talk(address(server), "x" * 50_000 + "\nkort\n")

        assert shown[0].startswith("Je bericht is te lang: er passen 2000 tekens in.")
        assert shown[1] == "Assistent: echo kort"


class TestChoice:
    CHIPS = ({"id": "2.0", "label": "Goedkoper"}, {"id": "2.1", "label": "14"})

    @pytest.mark.parametrize(
        ("line", "chip"),
        [("1", "2.0"), ("2", "2.1"), ("GOEDKOPER", "2.0"), ("14", "2.1"), ("0", ""), ("3", ""), ("ja", "")],
    )
    def test_a_line_is_a_number_a_label_or_neither(self, line: str, chip: str) -> None:
        """Numbers beyond the chips are words like any other."""
        chosen = choice(line, self.CHIPS)

        assert (chosen["id"] if chosen else "") == chip


class TestLine:
    async def test_nobody_there_is_said(self, port: int) -> None:
        """Where it looked, and what to do."""
        with pytest.raises(NobodyThere, match=rf"no chat at http://127\.0\.0\.1:{port} .*`\./run`"):
            await talk(f"http://127.0.0.1:{port}", "hoi\n")

    async def test_a_restart_of_the_server_loses_and_doubles_nothing(self, tmp_path: Path, port: int) -> None:
        """What is said while the line is broken is answered once it is restored, in the same conversation."""
        log, heard = MemoryLog(), Heard()
        conversation = Conversation(f"http://127.0.0.1:{port}", "nl", heard)
        async with working(log, Shop()), AsyncExitStack() as stack:
            async with serving(log, tmp_path, port):
                await stack.enter_async_context(conversation.open())
                await conversation.say("een")
            saying = asyncio.create_task(conversation.say("twee"))
            await asyncio.sleep(0.1)
            async with serving(log, tmp_path, port):
                await saying
                await conversation.say("drie")

        assert heard.replies() == ["echo een", "echo twee", "echo drie"]
        assert [message["seq"] for message in heard.messages] == [1, 2, 3, 4, 5, 6]
        assert (heard.lost_times >= 1, heard.resets) == (True, 0)

    async def test_a_server_that_forgot_the_conversation_begins_a_new_one(self, tmp_path: Path, port: int) -> None:
        """The shopper is told, and can go on."""
        old, new, heard = MemoryLog(), MemoryLog(), Heard()
        conversation = Conversation(f"http://127.0.0.1:{port}", "nl", heard)
        async with working(old, Shop()), working(new, Shop()), AsyncExitStack() as stack:
            async with serving(old, tmp_path, port):
                await stack.enter_async_context(conversation.open())
                await conversation.say("een")
            async with serving(new, tmp_path, port):
                await conversation.say("twee")

        assert (heard.resets, heard.replies()) == (1, ["echo een", "echo twee"])

    async def test_a_message_that_comes_too_soon_is_sent_again_by_itself(self, tmp_path: Path) -> None:
        """Whoever types faster than allowed waits, and loses nothing."""
        async with shop(tmp_path, VISITOR_MESSAGES="6") as (_, server):
            shown = await talk(address(server), "een\ntwee\n")

        assert [line for line in shown if line.startswith("Assistent")] == [
            "Assistent: echo een",
            "Assistent: echo twee",
        ]

    async def test_what_cannot_be_said_raises(self, tmp_path: Path) -> None:
        """With the server's own words."""
        async with shop(tmp_path) as (_, server), asyncio.timeout(20):
            conversation = Conversation(address(server), "nl", Heard())
            async with conversation.open():
                with pytest.raises(Refused, match="keuze"):
                    await conversation.choose("9.9")
