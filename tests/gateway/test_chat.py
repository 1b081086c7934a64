from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient

from bot.conversation.errors import LogUnavailable
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import Chat, answer, gateway, hello


class TestHello:
    async def test_a_visitor_is_welcomed(self, client: TestClient[Any, Any]) -> None:
        """The welcome brings a token, a conversation and the limits."""
        _, welcome = await hello(client, language="en")

        assert tuple(welcome[k] for k in ("last_seq", "done_seq", "reset", "language", "max_chars")) == (
            0,
            0,
            False,
            "en",
            2000,
        )

    async def test_another_sites_page_is_refused(self, client: TestClient[Any, Any]) -> None:
        """The origin is checked on the upgrade itself."""
        with pytest.raises(WSServerHandshakeError) as caught:
            await client.ws_connect("/chat", headers={"Origin": "https://evil.test"})

        assert caught.value.status == 403

    async def test_nothing_is_heard_before_hello(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """A message without a hello is refused and not stored; saying hello still works."""
        chat = Chat(await client.ws_connect("/chat"))
        await chat.send(type="say", id="m1", text="hoi")
        refused = await chat.until("error")
        await chat.send(type="hello")
        welcome = await chat.until("welcome")

        assert (refused["code"], refused["id"]) == ("no_hello", "m1")
        assert (await log.position(welcome["conversation"])).last_seq == 0

    async def test_a_forged_token_opens_nothing(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """It gives a new conversation and tells the client to forget the old one."""
        await log.append("victim", "1", {"text": "geheim"})
        _, welcome = await hello(client, token="victim.x.y", after=0)

        assert (welcome["reset"], welcome["conversation"] != "victim") == (True, True)


class TestPage:
    async def test_a_message_is_stored_with_the_page_told_last(
        self, client: TestClient[Any, Any], log: MemoryLog
    ) -> None:
        """Hello says where the shopper is, `page` where he went; both count from the next message on."""
        chat, welcome = await hello(client, page={"product": "p1"})
        await chat.say("m1")
        await chat.until("ack")
        await chat.send(type="page", page={"basket": [{"product": "p2", "quantity": 3}]})
        await chat.say("m2")
        await chat.until("ack")

        pages = [entry.body["page"] for entry in await log.read(welcome["conversation"])]
        assert pages == [{"product": "p1"}, {"basket": [{"product": "p2", "quantity": 3}]}]


class TestSay:
    async def test_a_message_is_acknowledged_answered_and_done(
        self, client: TestClient[Any, Any], log: MemoryLog
    ) -> None:
        """Ack when stored, the messages in order, done when the turn is over."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text="hoi")
        await chat.until("ack")
        await answer(log, welcome["conversation"], {"text": "Hallo!"})
        done = await chat.until("done")

        messages = [(m["seq"], m["role"], m["text"]) for m in chat.seen if m["type"] == "message"]
        assert messages == [(1, "shopper", "hoi"), (2, "bot", "Hallo!")]
        assert done["seq"] == 1

    async def test_sent_twice_counts_once(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """A resend with the same id is acknowledged as a duplicate with the same seq."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text="hoi")
        await chat.until("ack")
        await chat.send(type="say", id="m1", text="hoi")
        second = await chat.until("ack")

        assert (second["seq"], second["duplicate"]) == (1, True)
        assert (await log.position(welcome["conversation"])).last_seq == 1

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "empty"),
            ("  \n\t ", "empty"),
            ("///", "empty"),
            ("\u200b\u202e", "empty"),
            ("x" * 3000, "too_long"),
        ],
    )
    async def test_what_cannot_be_read_is_refused_with_a_sentence(
        self, client: TestClient[Any, Any], log: MemoryLog, text: str, code: str
    ) -> None:
        """The sentence is in the shopper's language; nothing is stored and the connection stays open."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text=text, language="en")
        english = await chat.until("error")
        await chat.send(type="say", id="m2", text=text, language="nl")
        dutch = await chat.until("error")

        assert (code, "m1") == (english["code"], english["id"])
        assert english["message"] != dutch["message"]
        assert (await log.position(welcome["conversation"])).last_seq == 0

    @pytest.mark.parametrize("text", ["/restart", "<script>alert(1)</script>", "👍👍", "'; drop table --"])
    async def test_strange_texts_are_kept_as_typed(
        self, client: TestClient[Any, Any], log: MemoryLog, text: str
    ) -> None:
        """They are shown as they were written, and carry nothing that could be executed."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text=text)
        await chat.until("ack")
        entry = await log.entry(welcome["conversation"], 1)

        assert entry is not None
        assert (text, False) == (entry.body["text"], "payload" in entry.body)

    async def test_a_broken_frame_is_answered_and_harmless(self, client: TestClient[Any, Any]) -> None:
        """The connection stays open and the next message is taken."""
        chat, _ = await hello(client)
        await chat.socket.send_str("{not json")
        refused = await chat.until("error")
        await chat.socket.send_bytes(b"\x00\x01")
        await chat.until("error")
        await chat.send(type="say", id="m1", text="hoi")

        assert refused["code"] == "bad_frame"
        assert (await chat.until("ack"))["seq"] == 1

    @pytest.mark.parametrize("raw", ["[" * 1200, '{"type": "hello", "token": "\\ud800"}', "{"])
    async def test_a_vicious_frame_breaks_nothing(self, client: TestClient[Any, Any], raw: str) -> None:
        """Nested a thousand deep, half an emoji for a token, half an object: refused, and the talk goes on."""
        chat, _ = await hello(client)
        await chat.socket.send_str(raw)
        refused = await chat.until("error")
        await chat.send(type="say", id="m1", text="hoi")

        assert refused["code"] == "bad_frame"
        assert (await chat.until("ack"))["seq"] == 1

    async def test_half_an_emoji_is_no_token(self, client: TestClient[Any, Any]) -> None:
        """It leads to a new conversation, as any token that is not ours."""
        chat = Chat(await client.ws_connect("/chat"))
        await chat.socket.send_str('{"type": "hello", "token": "\\ud800", "page": {"product": "a\\ud800"}}')

        assert (await chat.until("welcome"))["reset"] is True

    async def test_a_client_that_only_sends_rubbish_is_shut_out(self, client: TestClient[Any, Any]) -> None:
        """After twenty bad frames the connection is closed, so that rubbish costs nobody else time."""
        chat, _ = await hello(client)
        for _ in range(25):
            await chat.socket.send_str("{")
        async with asyncio.timeout(5):
            kinds = [(await chat.socket.receive()).type for _ in range(21)]

        assert kinds[-1] in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)
        assert chat.socket.close_code == 1008

    async def test_too_fast_is_told_when_to_go_on(self, client: TestClient[Any, Any]) -> None:
        """After a burst the client is told how many seconds to wait."""
        chat, _ = await hello(client)
        for n in range(11):
            await chat.send(type="say", id=f"m{n}", text="hoi")
        refused = await chat.until("error")

        assert (refused["code"], refused["retry_after"] >= 1) == ("too_fast", True)

    async def test_a_frame_beyond_the_limit_closes_the_socket(self, client: TestClient[Any, Any]) -> None:
        """More than 16 kB is not read at all."""
        chat, _ = await hello(client)
        await chat.socket.send_str(json.dumps({"type": "say", "id": "m1", "text": "x" * 20_000}))
        async with asyncio.timeout(5):
            closed = await chat.socket.receive()

        assert closed.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)


class TestChips:
    CHIPS: ClassVar = {"text": "Kies", "chips": [{"label": "Goedkoper", "payload": "goedkoper"}]}

    async def test_a_pressed_chip_becomes_its_payload_on_the_server(
        self, client: TestClient[Any, Any], log: MemoryLog
    ) -> None:
        """The shopper sees the label; the worker gets the payload that the server kept."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text="hoi")
        await chat.until("ack")
        await answer(log, welcome["conversation"], self.CHIPS)
        await chat.until("done")
        await chat.send(type="choose", id="m2", chip="2.0")
        await chat.until("ack")
        entry = await log.entry(welcome["conversation"], 3)

        assert entry is not None
        assert (entry.body["text"], entry.body["payload"]) == ("Goedkoper", "goedkoper")

    @pytest.mark.parametrize("chip", ["2.1", "1.0", "99.0", "x", "-1.0", "2.0.0"])
    async def test_a_chip_that_was_never_given_is_refused(
        self, client: TestClient[Any, Any], log: MemoryLog, chip: str
    ) -> None:
        """Ids cannot be made up."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text="hoi")
        await chat.until("ack")
        await answer(log, welcome["conversation"], self.CHIPS)
        await chat.until("done")
        await chat.send(type="choose", id="m2", chip=chip)

        assert (await chat.until("error"))["code"] == "unknown_chip"


class TestResume:
    async def test_a_reload_gets_everything_once_and_in_order(
        self, client: TestClient[Any, Any], log: MemoryLog
    ) -> None:
        """With the token and `after` 0 the whole conversation comes back."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text="hoi")
        await chat.until("ack")
        await answer(log, welcome["conversation"], {"text": "Hallo!"}, {"text": "Wat zoek je?"})
        await chat.until("done")
        await chat.socket.close()

        again, second = await hello(client, token=welcome["token"], epoch=welcome["epoch"], after=0)
        async with asyncio.timeout(5):
            while len(again.seen) < 4:
                again.seen.append(await again.socket.receive_json())

        assert second["conversation"] == welcome["conversation"]
        assert [m["seq"] for m in again.seen if m["type"] == "message"] == [1, 2, 3]

    async def test_only_what_is_new_comes_after_a_break(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """`after` is where the client stopped reading."""
        chat, welcome = await hello(client)
        await chat.send(type="say", id="m1", text="hoi")
        await chat.until("ack")
        await answer(log, welcome["conversation"], {"text": "Hallo!"})
        await chat.until("done")

        again, _ = await hello(client, token=welcome["token"], epoch=welcome["epoch"], after=1)

        assert (await again.until("message"))["seq"] == 2

    async def test_two_tabs_see_one_conversation(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """What is said in one is shown in the other."""
        one, welcome = await hello(client)
        two, _ = await hello(client, token=welcome["token"], epoch=welcome["epoch"])
        await one.send(type="say", id="m1", text="hoi")

        assert (await two.until("message"))["text"] == "hoi"

    async def test_a_lost_history_is_told(self, client: TestClient[Any, Any]) -> None:
        """Another epoch, or a seq this log never gave: the client starts anew."""
        _, welcome = await hello(client)
        _, other_epoch = await hello(client, token=welcome["token"], epoch="another", after=0)
        _, ahead = await hello(client, token=welcome["token"], epoch=welcome["epoch"], after=9)

        assert (other_epoch["reset"], ahead["reset"]) == (True, True)


class AwayLog(MemoryLog):
    """A log whose store does not answer."""

    async def workers(self) -> tuple[str, ...]:
        """Say so."""
        raise LogUnavailable("away")


class TestHealth:
    async def test_alive_and_ready(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """Both say 200 when the log answers and a worker lives."""
        await log.join("w1")

        assert (await client.get("/healthz")).status == 200
        assert (await client.get("/readyz")).status == 200

    @pytest.mark.parametrize(("made", "missing"), [(MemoryLog, ["worker"]), (AwayLog, ["log"])])
    async def test_what_is_missing_is_named(self, tmp_path: Path, made: type[MemoryLog], missing: list[str]) -> None:
        """503 with what is waited for; the process itself is alive."""
        async with TestClient(gateway(made(), tmp_path)) as client:
            answer = await client.get("/readyz")

            assert (answer.status, (await answer.json())["missing"]) == (503, missing)
            assert (await client.get("/healthz")).status == 200

    @pytest.mark.parametrize(("path", "status"), [("/", 200), ("/absent", 404), ("/p/absent", 404), ("/chat", 400)])
    async def test_every_answer_carries_the_security_headers(
        self, client: TestClient[Any, Any], path: str, status: int
    ) -> None:
        """Refusals too: nothing may be framed, nothing foreign may run."""
        answer = await client.get(path)

        assert answer.status == status
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
