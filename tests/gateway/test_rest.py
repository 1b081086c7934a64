from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from structlog.testing import capture_logs

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import Position, Role
from bot.gateway import keys, rest
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import answer, gateway, hello

Client = TestClient[Any, Any]
CHIPS = {"text": "Kies", "chips": [{"label": "Goedkoper", "payload": "goedkoper"}]}


class Visitor:
    """A client of the API with a conversation of its own."""

    def __init__(self, client: Client, welcome: dict[str, Any]) -> None:
        self.client, self.welcome = client, welcome
        self.conversation: str = welcome["conversation"]
        self.headers = {"Authorization": f"Bearer {welcome['token']}"}

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        """Status and answer."""
        async with self.client.post(f"/api/v1/{path}", json=body, headers=self.headers) as response:
            return response.status, await response.json()

    async def news(self, **query: Any) -> dict[str, Any]:
        """What is new."""
        async with self.client.get("/api/v1/messages", params=query, headers=self.headers) as response:
            assert response.status == 200
            found: dict[str, Any] = await response.json()
            return found


async def begin(client: Client, **body: Any) -> tuple[int, dict[str, Any]]:
    """Begin a conversation."""
    async with client.post("/api/v1/conversations", json=body) as response:
        return response.status, await response.json()


@pytest.fixture
async def visitor(client: Client) -> Visitor:
    """Somebody who just came in."""
    return Visitor(client, (await begin(client))[1])


class TestConversations:
    async def test_a_new_one_begins(self, client: Client) -> None:
        """201 with what the welcome of the WebSocket says."""
        status, welcome = await begin(client, language="en")
        _, over_socket = await hello(client, language="en")

        assert (status, welcome["reset"], welcome["last_seq"]) == (201, False, 0)
        assert {"type", *welcome} == set(over_socket)

    async def test_a_known_one_goes_on(self, client: Client, visitor: Visitor) -> None:
        """200, the same conversation."""
        status, again = await begin(client, token=visitor.welcome["token"], epoch=visitor.welcome["epoch"])

        assert (status, again["conversation"]) == (200, visitor.conversation)

    async def test_a_lost_one_is_told(self, client: Client) -> None:
        """Another token than ours: 201 and `reset`."""
        status, welcome = await begin(client, token="forged", after=3)

        assert (status, welcome["reset"]) == (201, True)


class TestTalk:
    async def test_said_answered_and_read(self, visitor: Visitor, log: MemoryLog) -> None:
        """202 when stored; the messages are those of the WebSocket, and `done_seq` says that the turn is over."""
        status, appended = await visitor.post("messages", id="m1", text="hoi")
        await answer(log, visitor.conversation, {"text": "Hallo!"})
        news = await visitor.news()

        assert (status, appended) == (202, {"seq": 1, "duplicate": False})
        assert [(m["seq"], m["role"], m["text"]) for m in news["messages"]] == [
            (1, "shopper", "hoi"),
            (2, "bot", "Hallo!"),
        ]
        assert (news["done_seq"], news["last_seq"], news["reset"]) == (1, 2, False)

    async def test_sent_twice_counts_once(self, visitor: Visitor) -> None:
        """The same id again gives the first seq."""
        await visitor.post("messages", id="m1", text="hoi")

        assert await visitor.post("messages", id="m1", text="hoi") == (202, {"seq": 1, "duplicate": True})

    async def test_a_chip_is_pressed(self, visitor: Visitor, log: MemoryLog) -> None:
        """The server knows what the chip does."""
        await visitor.post("messages", id="m1", text="hoi")
        await answer(log, visitor.conversation, CHIPS)
        status, appended = await visitor.post("choices", id="m2", chip="2.0", page={"product": "p1"})
        entry = await log.entry(visitor.conversation, appended["seq"])

        assert entry is not None
        assert (status, entry.body["payload"], entry.body["page"]) == (202, "goedkoper", {"product": "p1"})

    async def test_app_and_page_see_one_conversation(self, client: Client, visitor: Visitor) -> None:
        """What is said over HTTP appears in a tab with the same token."""
        tab, _ = await hello(client, token=visitor.welcome["token"])
        await visitor.post("messages", id="m1", text="hoi")

        assert (await tab.until("message"))["text"] == "hoi"

    async def test_a_long_conversation_comes_in_parts(self, visitor: Visitor, log: MemoryLog) -> None:
        """At most a hundred at a time, each once."""
        for n in range(250):
            await log.append(visitor.conversation, f"a{n}", {"text": str(n)}, role=Role.AGENT)
        seqs: list[int] = []
        while (news := await visitor.news(after=len(seqs)))["messages"]:
            seqs += [m["seq"] for m in news["messages"]]

        assert seqs == list(range(1, 251))


class TestWaiting:
    async def test_answers_as_soon_as_something_is_new(self, visitor: Visitor) -> None:
        """Somebody who waits hears it at once."""
        waiting = asyncio.create_task(visitor.news(wait=20))
        await asyncio.sleep(0.2)
        begun = time.monotonic()
        await visitor.post("messages", id="m1", text="hoi")

        assert [m["seq"] for m in (await waiting)["messages"]] == [1]
        assert time.monotonic() - begun < 1

    async def test_a_turn_that_is_over_is_new_to_who_asks_for_it(self, visitor: Visitor, log: MemoryLog) -> None:
        """A turn without a reply ends too."""
        await visitor.post("messages", id="m1", text="hoi")
        waiting = asyncio.create_task(visitor.news(after=1, done=0, wait=20))
        await asyncio.sleep(0.1)
        await answer(log, visitor.conversation)

        assert (await waiting)["done_seq"] == 1

    async def test_silence_is_an_answer(self, visitor: Visitor) -> None:
        """When nothing was new within the time, there are no messages."""
        begun = time.monotonic()
        news = await visitor.news(wait=1)

        assert (news["messages"], 1 <= time.monotonic() - begun < 2) == ([], True)

    async def test_ends_when_the_gateway_stops(self, client: Client, visitor: Visitor) -> None:
        """A restart waits for nobody; the client asks again elsewhere."""
        waiting = asyncio.create_task(visitor.news(wait=20))
        await asyncio.sleep(0.1)
        assert client.app is not None
        client.app[keys.LEAVING].begin()
        client.app[keys.HUB].wake_all()

        assert (await asyncio.wait_for(waiting, 2))["messages"] == []

    async def test_one_who_hung_up_is_not_waited_for(self, client: Client, visitor: Visitor) -> None:
        """A request that was given up does not count as open."""
        waiting = asyncio.create_task(visitor.news(wait=20))
        await asyncio.sleep(0.1)
        waiting.cancel()
        assert client.app is not None
        async with asyncio.timeout(3):
            while client.app[keys.LIMITS].visitors[visitor.conversation]:
                await asyncio.sleep(0.05)

        assert client.app[keys.HUB].connections == 0

    async def test_another_epoch_or_a_seq_ahead_is_told(self, visitor: Visitor) -> None:
        """`reset`, and everything there is, at once."""
        await visitor.post("messages", id="m1", text="hoi")
        lost = [await visitor.news(epoch="another", after=1, wait=20), await visitor.news(after=9, wait=20)]

        assert [(n["reset"], [m["seq"] for m in n["messages"]]) for n in lost] == [(True, [1])] * 2


class TestErrors:
    @pytest.mark.parametrize(
        ("method", "path", "options", "status", "code"),
        [
            ("POST", "messages", {"data": "{"}, 400, "bad_frame"),
            ("POST", "messages", {"data": "[]"}, 400, "bad_frame"),
            ("POST", "messages", {"data": '{"text": "no id"}'}, 400, "bad_frame"),
            ("POST", "messages", {"data": '{"id": "a", "text": "x", "page": 3}'}, 400, "bad_frame"),
            ("POST", "messages", {"data": b"\xff\xfe"}, 400, "bad_frame"),
            ("POST", "messages", {"data": "[" * 5000}, 400, "bad_frame"),
            ("POST", "messages", {"data": '{"id": "a", "text": ""}'}, 422, "empty"),
            ("POST", "messages", {"data": '{"id": "a", "text": "' + "x" * 3000 + '"}'}, 422, "too_long"),
            ("POST", "messages", {"data": "x" * 20_000}, 413, "too_large"),
            ("POST", "messages", {"data": "x" * 200_000}, 413, "too_large"),
            ("POST", "messages", {"data": "{}", "type": "text/plain"}, 415, "not_json"),
            ("POST", "choices", {"data": '{"id": "a", "chip": "9.9"}'}, 422, "unknown_chip"),
            ("GET", "messages?after=x", {}, 400, "bad_frame"),
            ("GET", "messages?wait=26", {}, 400, "bad_frame"),
            ("GET", "messages?after=-1", {}, 400, "bad_frame"),
            ("GET", "absent", {}, 404, "not_found"),
            ("GET", "choices", {}, 405, "wrong_method"),
            ("DELETE", "messages", {}, 405, "wrong_method"),
        ],
    )
    async def test_each_has_the_one_shape(
        self, visitor: Visitor, method: str, path: str, options: dict[str, Any], status: int, code: str
    ) -> None:
        """A code, a sentence, and nothing stored."""
        headers = visitor.headers | {"Content-Type": options.get("type", "application/json")}
        url, data = f"/api/v1/{path}", options.get("data")
        async with visitor.client.request(method, url, data=data, headers=headers) as response:
            error = (await response.json())["error"]

        assert (response.status, error["code"]) == (status, code)
        assert error["message"].endswith(".")
        assert set(error) <= {"code", "message", "allowed", "retry_after"}
        assert (await visitor.news())["last_seq"] == 0

    @pytest.mark.parametrize(
        "given",
        [
            "",
            "Bearer",
            "Bearer forged",
            "Basic abc",
            "Bearer \udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
        ],
    )
    async def test_without_a_token_nothing_is_read_or_said(self, client: Client, given: str) -> None:
        """401 on both."""
        headers = {"Authorization": given} if given else {}
        read = await client.get("/api/v1/messages", headers=headers)
        said = await client.post("/api/v1/messages", json={"id": "a", "text": "hoi"}, headers=headers)

        assert (read.status, said.status) == (401, 401)
        assert read.headers["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        ("body", "accept", "language"),
        [
            ({"language": "en"}, "nl", "en"),
            ({}, "en-GB,en;q=0.9,nl;q=0.8", "en"),
            ({}, "fr, nl;q=0.5", "nl"),
            ({}, "", "nl"),
        ],
    )
    async def test_the_sentence_is_in_the_language_asked_for(
        self, visitor: Visitor, body: dict[str, str], accept: str, language: str
    ) -> None:
        """That of the body, else of the header, else of the shop."""
        headers = visitor.headers | {"Accept-Language": accept}
        said = {"id": "a", "text": ""} | body
        async with visitor.client.post("/api/v1/messages", json=said, headers=headers) as response:
            message = (await response.json())["error"]["message"]

        assert ("bericht" in message, "message" in message) == (language == "nl", language == "en")

    async def test_limits_are_those_of_the_frames(self, log: MemoryLog, tmp_path: Path) -> None:
        """429 with the header Retry-After; one visitor has one rate over both transports."""
        async with TestClient(gateway(log, tmp_path, VISITOR_MESSAGES="12")) as client:
            visitor = Visitor(client, (await begin(client))[1])
            tab, _ = await hello(client, token=visitor.welcome["token"])
            await tab.say("m1")
            await tab.until("ack")
            await visitor.post("messages", id="m2", text="hoi")
            said = {"id": "m3", "text": "hoi"}
            response = await client.post("/api/v1/messages", json=said, headers=visitor.headers)
            error = (await response.json())["error"]

            assert (response.status, error["code"]) == (429, "too_fast")
            assert response.headers["Retry-After"] == str(error["retry_after"])

    async def test_requests_that_wait_are_connections(self, log: MemoryLog, tmp_path: Path) -> None:
        """A visitor who waits too often at once is refused, as with tabs."""
        async with TestClient(gateway(log, tmp_path, VISITOR_CONNECTIONS="2")) as client:
            visitor = Visitor(client, (await begin(client))[1])
            waiting = [asyncio.create_task(visitor.news(wait=1)) for _ in range(2)]
            await asyncio.sleep(0.2)
            response = await client.get("/api/v1/messages", headers=visitor.headers)

            assert (response.status, (await response.json())["error"]["code"]) == (429, "visitor_connections")
            await asyncio.gather(*waiting)

    async def test_a_log_that_is_away_is_told(self, tmp_path: Path) -> None:
        """503 with the time to come back; nothing is known to be stored."""

        class Away(MemoryLog):
            async def position(self, conversation: str) -> Position:
                raise LogUnavailable("away")

        async with TestClient(gateway(Away(), tmp_path)) as client:
            response = await client.post("/api/v1/conversations", json={})

            assert (response.status, response.headers["Retry-After"]) == (503, "2")
            assert (await response.json())["error"]["code"] == "unavailable"

    async def test_a_failure_of_ours_tells_nothing(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        """500 in the one shape; the log names the failure, and neither token nor address nor text."""

        class Broken(MemoryLog):
            async def append(self, *given: Any, **more: Any) -> Any:
                raise ZeroDivisionError

        async with TestClient(gateway(Broken(), tmp_path)) as client:
            visitor = Visitor(client, (await begin(client))[1])
            with capture_logs() as logs:
                status, body = await visitor.post("messages", id="m1", text="geheim")
            logged = caplog.text + str(logs)

            assert (status, body["error"]["code"]) == (500, "failed")
            assert [line["event"] for line in logs] == ["request_failed", "refused"]
            assert [s for s in ("geheim", visitor.welcome["token"], "127.0.0.1") if s in logged] == []


class TestOrigins:
    @pytest.fixture
    async def shop(self, log: MemoryLog, tmp_path: Path) -> AsyncIterator[Client]:
        """A gateway that the pages of one shop may use."""
        async with TestClient(gateway(log, tmp_path, ALLOWED_ORIGINS="https://shop.test")) as client:
            yield client

    @pytest.mark.parametrize("path", ["conversations", "messages", "choices"])
    async def test_a_browser_asks_first(self, shop: Client, path: str) -> None:
        """The preflight says what its page may send."""
        asked = {"Origin": "https://shop.test", "Access-Control-Request-Method": "POST"}
        response = await shop.options(f"/api/v1/{path}", headers=asked)

        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (204, "https://shop.test")
        assert "Authorization" in response.headers["Access-Control-Allow-Headers"]

    async def test_the_page_may_read_answers_and_refusals(self, shop: Client) -> None:
        """And when to come back."""
        headers = {"Origin": "https://shop.test"}
        begun = await shop.post("/api/v1/conversations", json={}, headers=headers)
        refused = await shop.get("/api/v1/messages", headers=headers)

        assert [r.headers["Access-Control-Allow-Origin"] for r in (begun, refused)] == ["https://shop.test"] * 2
        assert refused.headers["Access-Control-Expose-Headers"] == "Retry-After"
        assert refused.headers["Vary"] == "Origin"

    @pytest.mark.parametrize("method", ["POST", "OPTIONS"])
    async def test_other_pages_may_not(self, shop: Client, method: str) -> None:
        """Refused before anything is done, and their browser may not read why."""
        headers = {"Origin": "https://evil.test", "Content-Type": "application/json"}
        response = await shop.request(method, "/api/v1/conversations", data="{}", headers=headers)

        assert (response.status, (await response.json())["error"]["code"]) == (403, "forbidden_origin")
        assert "Access-Control-Allow-Origin" not in response.headers


class TestHostileClients:
    async def test_an_answer_is_small_however_long_the_history(self, visitor: Visitor, log: MemoryLog) -> None:
        """Who reads slowly holds little; who goes on from the last seq gets everything, each message once."""
        for number in range(40):
            await log.append(visitor.conversation, f"s{number}", {"text": "\N{SNOWMAN}" * 2000}, Role.AGENT)
        seqs: list[int] = []
        while page := (await visitor.news(after=len(seqs)))["messages"]:
            assert sum(len(message["text"]) for message in page) < 50_000
            seqs += [message["seq"] for message in page]

        assert seqs == list(range(1, 41))

    async def test_one_message_is_shown_however_long(self, visitor: Visitor, log: MemoryLog) -> None:
        """Nobody is stuck behind it."""
        for number in range(2):
            await log.append(visitor.conversation, f"s{number}", {"text": "x" * 100_000}, Role.AGENT)

        assert [len((await visitor.news(after=after))["messages"]) for after in (0, 1, 2)] == [1, 1, 0]

    async def test_a_packed_body_is_refused(self, client: Client, visitor: Visitor) -> None:
        """A kilobyte may hold a gigabyte."""
        packed = gzip.compress(b'{"id": "m1", "text": "hoi"}')
        headers = visitor.headers | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        async with client.post("/api/v1/messages", data=packed, headers=headers) as response:
            error = (await response.json())["error"]

        assert (response.status, error["code"], error["allowed"]) == (415, "not_json", "application/json, not packed")

    async def test_an_unfinished_body_is_given_up(
        self, client: Client, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A client that stops half-way is answered, and holds nothing."""
        monkeypatch.setattr(rest, "BODY_SECONDS", 0.2)

        async def half() -> AsyncIterator[bytes]:
            yield b'{"id"'
            await asyncio.sleep(2)

        headers = visitor.headers | {"Content-Type": "application/json"}
        async with client.post("/api/v1/messages", data=half(), headers=headers) as response:
            error = (await response.json())["error"]

        assert (response.status, error["code"]) == (400, "bad_frame")

    @pytest.mark.parametrize("text", ["\ud83d hoi", "hoi \x00"])
    async def test_what_others_could_not_read_is_replaced(self, visitor: Visitor, text: str) -> None:
        """Half an emoji and NUL would break whoever reads the conversation."""
        await visitor.post("messages", id="m1", text=text)

        assert (await visitor.news())["messages"][0]["text"] in (
            "\N{REPLACEMENT CHARACTER} hoi",
            "hoi \N{REPLACEMENT CHARACTER}",
        )

    @pytest.mark.parametrize("path", ["/img/", "/widget/"])
    async def test_a_name_no_file_can_have_is_not_found(self, client: Client, path: str) -> None:
        """It is no failure of ours."""
        async with client.get(path + "x" * 400) as response:
            assert response.status == 404
