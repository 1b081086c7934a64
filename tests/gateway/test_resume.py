"""Coming back: another tab, a phone that slept, a server with other secrets, a restart under a thousand shoppers."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import uvloop
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout, TCPConnector, web
from aiohttp.test_utils import TestClient, unused_port

from bot.conversation.ports import ConversationLog, Lease, Turn, Waiting
from bot.conversation.redis import RedisLog
from bot.gateway import chat, keys
from bot.gateway.app import build_app
from bot.tasks import end
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import WITHOUT_LIMITS, Chat, answer, gateway, hello, services
from tests.servers import Server

SHOPPERS = 1000


class Wire:
    """A line between client and gateway that can be cut silently: nothing passes any more, and nobody is told."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._whole = asyncio.Event()
        self._whole.set()
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator[str]:
        """Its address for a chat, until the end of the block."""
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/chat"
        finally:
            server.close()
            await end([*self._tasks])

    def cut(self) -> None:
        """From now on nothing passes."""
        self._whole.clear()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_server = await asyncio.open_connection("127.0.0.1", self._port)
        for source, sink in ((reader, to_server[1]), (to_server[0], writer)):
            self._tasks.add(asyncio.create_task(self._pump(source, sink)))

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while part := await source.read(65536):
                await self._whole.wait()
                sink.write(part)
        finally:
            sink.close()


class TestPhone:
    async def test_one_that_slept_gets_everything_once(
        self, client: TestClient[Any, Any], log: MemoryLog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Cut off silently, with one message stored but not acknowledged and one never sent: nothing is lost."""
        monkeypatch.setattr(chat, "HEARTBEAT_SECONDS", 0.2)
        _, welcome = await hello(client)
        wire = Wire(client.port or 0)
        asleep = ClientWSTimeout(ws_close=0.1)
        async with wire.laid() as url, ClientSession() as session, session.ws_connect(url, timeout=asleep) as socket:
            phone = Chat(socket)
            await phone.send(type="hello", token=welcome["token"], epoch=welcome["epoch"])
            await phone.until("welcome")
            await phone.say("m1", "een")
            await stored(log, welcome["conversation"], 1)
            wire.cut()
            await answer(log, welcome["conversation"], {"text": "antwoord een"})
            await none_open(client)

        awake, again = await hello(client, token=welcome["token"], epoch=welcome["epoch"], after=0)
        await awake.say("m1", "een")
        await awake.say("m2", "twee")
        while (ack := await awake.until("ack"))["id"] != "m2":
            assert ack["duplicate"] is True
        await answer(log, welcome["conversation"], {"text": "antwoord twee"})
        while (await awake.until("done"))["seq"] < 3:
            pass

        shown = [m["text"] for m in awake.seen if m["type"] == "message"]
        assert shown == ["een", "antwoord een", "twee", "antwoord twee"]
        assert again["reset"] is False

    async def test_a_line_can_be_tried(self, client: TestClient[Any, Any]) -> None:
        """A ping is answered, so that a phone that wakes up knows whether it is still connected."""
        awake, _ = await hello(client)
        await awake.send(type="ping")

        assert await awake.until("pong") == {"type": "pong"}


class TestTabs:
    async def test_each_shows_all_in_the_same_order(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """What is said in two tabs at once is one conversation, the same in both."""
        one, welcome = await hello(client)
        two, _ = await hello(client, token=welcome["token"], epoch=welcome["epoch"])
        await asyncio.gather(*(tab.say(f"{name}{n}") for n in range(4) for name, tab in (("a", one), ("b", two))))
        await stored(log, welcome["conversation"], 8)
        for _ in range(8):
            await answer(log, welcome["conversation"], {"text": "ja"})
        seen = []
        for tab in (one, two):
            while (await tab.until("done"))["seq"] < 8:
                pass
            seen.append([(m["seq"], m.get("id")) for m in tab.seen if m["type"] == "message"])

        assert [seq for seq, _ in seen[0]] == list(range(1, 17))
        assert seen[0] == seen[1]


class TestLost:
    async def test_a_token_of_an_older_secret_begins_anew(self, log: MemoryLog, tmp_path: Path) -> None:
        """After the secret was changed the client is told to forget; the old conversation is out of reach."""
        async with TestClient(gateway(log, tmp_path, secret="old")) as client:
            _, old = await hello(client)
        async with TestClient(gateway(log, tmp_path, secret="new")) as client:
            _, new = await hello(client, token=old["token"], epoch=old["epoch"], after=4)

        assert (new["reset"], new["conversation"] != old["conversation"]) == (True, True)

    async def test_a_log_that_was_restored_is_told(self, tmp_path: Path) -> None:
        """Another log knows the token but not the messages: the client begins at 0, its outbox comes in."""
        async with TestClient(gateway(MemoryLog(), tmp_path)) as client:
            _, before = await hello(client)
        restored = MemoryLog()
        async with TestClient(gateway(restored, tmp_path)) as client:
            tab, after = await hello(client, token=before["token"], epoch=before["epoch"], after=4)
            await tab.say("m5")
            ack = await tab.until("ack")

        assert (after["reset"], after["epoch"] != before["epoch"]) == (True, True)
        assert (ack["seq"], ack["duplicate"]) == (1, False)

    @pytest.mark.server
    async def test_a_log_that_was_emptied_is_noticed_at_the_next_word(self, valkey: Server, tmp_path: Path) -> None:
        """No connection broke, so nothing told of it but a number that is lower than what was shown."""
        valkey.flush()
        log = RedisLog(valkey.url)
        async with TestClient(gateway(log, tmp_path)) as client:
            open_chat, before = await hello(client)
            await open_chat.say("m1")
            await answer(log, before["conversation"], {"text": "antwoord"})
            await open_chat.until("done")
            valkey.flush()
            await open_chat.say("m2")
            code = await open_chat.closed()
            _, after = await hello(client, token=before["token"], epoch=before["epoch"], after=2)
        await log.close()

        assert (code, after["reset"], after["last_seq"]) == (1012, True, 1)

    @pytest.mark.server
    async def test_a_log_that_comes_back_empty_sends_away_who_was_shown_more(
        self, valkey: Server, tmp_path: Path
    ) -> None:
        """An open chat is closed with 1012 instead of waiting for numbers that were used before; hello then resets."""
        valkey.flush()
        log = RedisLog(valkey.url)
        async with TestClient(gateway(log, tmp_path)) as client:
            open_chat, before = await hello(client)
            await open_chat.say("m1")
            await answer(log, before["conversation"], {"text": "antwoord"})
            await open_chat.until("done")
            valkey.flush()
            valkey.restart()
            code = await open_chat.closed()
            _, after = await hello(client, token=before["token"], epoch=before["epoch"], after=2)
        await log.close()

        assert (code, before["reset"], after["reset"]) == (1012, False, True)


@pytest.mark.server
class TestRestart:
    def test_a_thousand_shoppers_come_back(self, valkey: Server, tmp_path: Path) -> None:
        """The gateway restarts while all of them are talking: each sees every message once, in order, none is lost."""
        valkey.flush()
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            shoppers = runner.run(restart_under(SHOPPERS, valkey.url, tmp_path))

        assert {tuple(m["seq"] for m in shopper.seen) for shopper in shoppers} == {(1, 2, 3, 4)}
        assert {tuple(shopper.of("shopper")) for shopper in shoppers} == {("een", "twee")}
        assert {tuple(shopper.of("bot")) for shopper in shoppers} == {("re een", "re twee")}
        assert [sum(s.byes for s in shoppers), sum(s.resets for s in shoppers)] == [SHOPPERS, 0]


async def restart_under(number: int, url: str, folder: Path) -> list[Shopper]:
    """So many shoppers, who speak, then speak again while the gateway restarts, and wait for both answers."""
    port, log, working = unused_port(), RedisLog(url), RedisLog(url)
    worker = asyncio.create_task(echo(working))
    shoppers = [Shopper(f"http://127.0.0.1:{port}/chat") for _ in range(number)]
    async with asyncio.timeout(90), ClientSession(connector=TCPConnector(limit=0)) as session:
        first = await serve(log, folder, port)
        visits = [asyncio.create_task(shopper.visit(session)) for shopper in shoppers]
        await asyncio.gather(*(shopper.say("een") for shopper in shoppers))
        await asyncio.gather(*(shopper.answered(1) for shopper in shoppers))
        await asyncio.gather(*(shopper.say("twee") for shopper in shoppers), first.cleanup())
        second = await serve(log, folder, port)
        await asyncio.gather(*(shopper.answered(2) for shopper in shoppers))
        await end(visits)
        await second.cleanup()
    await end([worker])
    await log.close()
    await working.close()
    return shoppers


class Shopper:
    """A client that keeps to docs/protocol.md: resumes, resends, one message at a time, waits as long as it is told."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._place: dict[str, Any] = {}
        self._outbox: list[str] = []
        self._under_way = ""
        self._socket: ClientWebSocketResponse | None = None
        self._news = asyncio.Event()
        self._wait = 0.0
        self.seen: list[dict[str, Any]] = []
        self.byes = 0
        self.resets = 0

    def of(self, role: str) -> list[str]:
        """What one side said."""
        return [m["text"] for m in self.seen if m["role"] == role]

    async def say(self, text: str) -> None:
        """Say something, now or when there is a line again."""
        self._outbox.append(text)
        await self._pump()

    async def answered(self, times: int) -> None:
        """Wait until so many answers were shown."""
        while len(self.of("bot")) < times:
            await self._news.wait()
            self._news.clear()

    async def visit(self, session: ClientSession) -> None:
        """Be there, and come back whenever the line breaks."""
        while True:
            with suppress(ClientError, ConnectionError):
                async with session.ws_connect(self._url) as socket:
                    await socket.send_json({"type": "hello", "after": len(self.seen), **self._place})
                    async for raw in socket:
                        await self._receive(socket, raw.json())
            self._socket, self._under_way = None, ""
            await asyncio.sleep(self._wait or 0.5 + random.random())  # noqa: S311 - spreads, hides nothing
            self._wait = 0.0

    async def _receive(self, socket: ClientWebSocketResponse, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "welcome":
                self.resets += frame["reset"]
                self._place, self._socket = {"token": frame["token"], "epoch": frame["epoch"]}, socket
                await self._pump()
            case "ack":
                self._outbox.remove(frame["id"])
                await self._next()
            case "message":
                self.seen.append(frame)
                self._news.set()
            case "bye":
                self.byes, self._wait = self.byes + 1, frame["retry_after"]
            case "error" if "id" in frame:
                await asyncio.sleep(frame["retry_after"])
                await self._next()
            case "error":
                self._wait = frame["retry_after"]

    async def _next(self) -> None:
        self._under_way = ""
        await self._pump()

    async def _pump(self) -> None:
        """Send the oldest that waits; its text is its id."""
        if self._socket and self._outbox and not self._under_way:
            self._under_way = self._outbox[0]
            with suppress(ConnectionError):
                await self._socket.send_json({"type": "say", "id": self._under_way, "text": self._under_way})


async def serve(log: ConversationLog, folder: Path, port: int) -> web.AppRunner:
    """A gateway on this port, for a crowd at one address."""
    app = build_app(services(log, folder, **WITHOUT_LIMITS))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=4096).start()
    return runner


async def echo(log: ConversationLog) -> None:
    """A worker that repeats what was said."""
    async for shard in log.arrivals():
        while (lease := await log.claim("echo", shard)) and lease.messages:
            for _, same in groupby(sorted(lease.messages, key=_place), key=lambda message: message.entry.seq):
                await asyncio.gather(*(_answer(log, lease, message) for message in same))


def _place(message: Waiting) -> tuple[int, str]:
    """Earlier messages of a conversation first; those of one seq are of different conversations."""
    return message.entry.seq, message.conversation


async def _answer(log: ConversationLog, lease: Lease, message: Waiting) -> None:
    epoch = (await log.snapshot(message.conversation)).ownership.epoch
    reply = {"text": f"re {message.entry.body['text']}"}
    await log.complete(lease, Turn(message, epoch, "", replies=[reply]))


async def stored(log: MemoryLog, conversation: str, seq: int) -> None:
    """Wait until a message is in the log."""
    async with asyncio.timeout(5):
        while (await log.position(conversation)).last_seq < seq:
            await asyncio.sleep(0.01)


async def none_open(client: TestClient[Any, Any]) -> None:
    """Wait until the gateway noticed that the lines are dead; the first visitor's is closed here."""
    assert client.app is not None
    async with asyncio.timeout(5):
        while len(client.app[keys.LEAVING].guests) > 1:
            await asyncio.sleep(0.02)
