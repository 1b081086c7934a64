from __future__ import annotations

from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient

from tests.conversation.memory import MemoryLog
from tests.gateway.visits import WITHOUT_LIMITS, Chat, answer, gateway, hello


async def refused_hello(client: TestClient[Any, Any], **fields: Any) -> tuple[Chat, dict[str, Any]]:
    """Connect and say hello where that is refused."""
    chat = Chat(await client.ws_connect("/chat"))
    await chat.send(type="hello", **fields)
    return chat, await chat.until("error")


class TestConnections:
    async def test_an_address_has_so_many_chats_open(self, log: MemoryLog, tmp_path: Any) -> None:
        """One more is told why and when to come back; the others go on, and when one leaves there is room again."""
        async with TestClient(gateway(log, tmp_path, ADDRESS_CONNECTIONS="2")) as client:
            first, _ = await hello(client)
            second, _ = await hello(client)
            third, error = await refused_hello(client, language="en")

            assert (error["code"], error["allowed"], error["retry_after"]) == ("address_connections", 2, 30)
            assert "internet connection" in error["message"]
            assert await third.closed() == 1013
            await first.say("m1")
            assert (await first.until("ack"))["seq"] == 1

            await second.socket.close()
            await hello(client)

    async def test_a_crowd_at_the_door_is_not_even_told(self, log: MemoryLog, tmp_path: Any) -> None:
        """At twice the limit the upgrade itself is refused, so that silent sockets cost nothing."""
        async with TestClient(gateway(log, tmp_path, ADDRESS_CONNECTIONS="2")) as client:
            silent = [await client.ws_connect("/chat") for _ in range(4)]
            with pytest.raises(WSServerHandshakeError) as caught:
                await client.ws_connect("/chat")

            assert (caught.value.status, len(silent)) == (429, 4)

    async def test_a_visitor_has_so_many_tabs(self, log: MemoryLog, tmp_path: Any) -> None:
        """The limit is the visitor's own: somebody else at the same address comes in."""
        async with TestClient(gateway(log, tmp_path, VISITOR_CONNECTIONS="1")) as client:
            first, welcome = await hello(client)
            _, error = await refused_hello(client, token=welcome["token"])

            assert error["code"] == "visitor_connections"
            assert (await hello(client))[1]["conversation"] != welcome["conversation"]
            assert not first.socket.closed


class TestRates:
    async def test_an_address_begins_so_many_conversations(self, log: MemoryLog, tmp_path: Any) -> None:
        """A known visitor comes back in the meantime."""
        async with TestClient(gateway(log, tmp_path, ADDRESS_CONVERSATIONS="6")) as client:
            _, welcome = await hello(client)
            _, error = await refused_hello(client, language="nl")
            _, again = await hello(client, token=welcome["token"], epoch=welcome["epoch"])

            assert (error["code"], 1 <= error["retry_after"] <= 10) == ("address_conversations", True)
            assert "begint zo meteen vanzelf" in error["message"]
            assert again["conversation"] == welcome["conversation"]

    async def test_an_address_sends_so_many_messages(self, log: MemoryLog, tmp_path: Any) -> None:
        """All its visitors together."""
        async with TestClient(gateway(log, tmp_path, ADDRESS_MESSAGES="12")) as client:
            first, _ = await hello(client)
            second, _ = await hello(client)
            await first.say("m1")
            await second.say("m1")
            await first.until("ack")
            await second.until("ack")
            await first.say("m2")
            error = await first.until("error")

            assert (error["code"], error["id"]) == ("address_messages", "m2")

    async def test_a_visitor_talks_in_two_tabs_as_fast_as_in_one(self, log: MemoryLog, tmp_path: Any) -> None:
        """The rate is the visitor's, not the connection's."""
        async with TestClient(gateway(log, tmp_path, VISITOR_MESSAGES="12")) as client:
            one, welcome = await hello(client)
            two, _ = await hello(client, token=welcome["token"])
            await one.say("m1")
            await one.until("ack")
            await two.say("m2")
            await two.until("ack")
            await two.say("m3")

            assert (await two.until("error"))["code"] == "too_fast"

    async def test_one_who_does_not_wait_is_shut_out(self, log: MemoryLog, tmp_path: Any) -> None:
        """Sending on while told to wait costs nobody else anything: it is not counted, and ends the connection."""
        async with TestClient(gateway(log, tmp_path, VISITOR_MESSAGES="6")) as client:
            chat, welcome = await hello(client)
            for n in range(30):
                await chat.say(f"m{n}")

            assert await chat.closed() == 1008
            assert (await log.position(welcome["conversation"])).last_seq == 1

    async def test_everything_can_be_switched_off(self, log: MemoryLog, tmp_path: Any) -> None:
        """With every limit 0 nothing but the queue of the conversation is limited."""
        async with TestClient(gateway(log, tmp_path, **WITHOUT_LIMITS)) as client:
            chat, _ = await hello(client)
            for n in range(20):
                await chat.say(f"m{n}")
            seqs = [(await chat.until("ack"))["seq"] for _ in range(20)]

            assert seqs == list(range(1, 21))


class TestWaiting:
    async def test_a_conversation_has_so_many_open_questions(self, log: MemoryLog, tmp_path: Any) -> None:
        """The next is refused with its id until one was answered; sent again, it is taken once."""
        async with TestClient(gateway(log, tmp_path, VISITOR_MESSAGES="0")) as client:
            chat, welcome = await hello(client)
            for n in range(21):
                await chat.say(f"m{n}")
            error = await chat.until("error")
            await answer(log, welcome["conversation"], {"text": "Ja"})
            await chat.say("m20")
            ack = await chat.until("ack")
            while ack["id"] != "m20":
                ack = await chat.until("ack")

            assert (error["code"], error["id"], error["retry_after"]) == ("busy_answering", "m20", 5)
            assert ack["duplicate"] is False


class TestShedding:
    async def test_the_new_wait_outside_and_the_known_go_on(self, tmp_path: Any) -> None:
        """A busy gateway sends new conversations away for a moment, with 1013; those inside talk on."""
        log = MemoryLog(lease_ms=60_000)
        await log.join("w")
        async with TestClient(gateway(log, tmp_path, BUSY_WAITING="1")) as client:
            chat, _ = await hello(client)
            await chat.say("m1")
            await chat.until("ack")
            await chat.say("m2")
            await chat.until("ack")
            await sampled(client)
            away, error = await refused_hello(client)

            assert (error["code"], 5 <= error["retry_after"] <= 15) == ("busy", True)
            assert await away.closed() == 1013
            await chat.say("m3")
            await chat.until("ack")

            await sampled(client)
            await chat.say("m4")
            busy = await chat.until("error")
            assert (busy["code"], busy["id"]) == ("busy", "m4")
            assert (await client.get("/readyz")).status == 200


async def sampled(client: TestClient[Any, Any]) -> None:
    """Let the gateway see now how much waits."""
    from bot.gateway import keys

    app = client.app
    assert app is not None
    await app[keys.HEARING].shedding.look()
