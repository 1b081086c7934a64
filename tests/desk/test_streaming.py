"""Pages hear that something is new."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientResponse

from bot.conversation.ports import Role
from bot.desk import streaming
from bot.desk.streaming import MOST_PER_SESSION
from tests.desk.conftest import Desk

SECONDS = 5


async def heard(stream: ClientResponse) -> str:
    """The next event of a stream, without its data."""
    async with asyncio.timeout(SECONDS):
        line = ""
        while not line.startswith("event:"):
            line = (await stream.content.readline()).decode()
            assert line, "the stream ended"
        return line.split()[1]


async def silent(stream: ClientResponse) -> bool:
    """Whether nothing comes for a while."""
    try:
        async with asyncio.timeout(0.3):
            while (line := await stream.content.readline()).strip() in (b"", b"data: 1"):
                assert line, "the stream ended"
            return False
    except TimeoutError:
        return True


async def ended(stream: ClientResponse) -> None:
    """Return when a stream ends."""
    async with asyncio.timeout(SECONDS):
        await stream.read()


class TestList:
    async def test_hears_of_who_comes_and_who_is_taken(self, desk: Desk) -> None:
        """At once when it opens, then with every change that its lists would show."""
        await desk.log_in()
        stream = await desk.get("/handoffs/events")
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert await heard(stream) == "changed"

        handoff = await desk.wants_a_person()
        assert await heard(stream) == "changed"

        await desk.post(f"/handoffs/{handoff.id}/take")
        assert await heard(stream) == "changed"
        stream.close()

    async def test_is_left_alone_by_other_conversations(self, desk: Desk) -> None:
        """A busy shop does not make every list fetch itself all day."""
        await desk.log_in()
        stream = await desk.get("/handoffs/events")
        await heard(stream)
        await desk.log.append("c9", "m1", {"text": "Hoi"}, Role.SHOPPER)
        await asyncio.sleep(0.7)
        await silent(stream)

        await desk.log.append("c9", "m2", {"text": "Hallo"}, Role.SHOPPER)

        assert await silent(stream)
        stream.close()


class TestConversation:
    async def test_hears_what_the_shopper_says(self, desk: Desk) -> None:
        """And nothing of what is said elsewhere."""
        handoff = await desk.wants_a_person("c1")
        await desk.log_in()
        stream = await desk.get(f"/handoffs/{handoff.id}/events")
        assert await heard(stream) == "changed"

        await desk.log.append("c2", "m1", {"text": "Hoi"}, Role.SHOPPER)
        assert await silent(stream)

        await desk.log.append("c1", "m2", {"text": "Hallo?"}, Role.SHOPPER)
        assert await heard(stream) == "changed"
        stream.close()

    async def test_hears_that_it_was_reviewed(self, desk: Desk) -> None:
        """What only the queue knows is told as well."""
        handoff = await desk.wants_a_person()
        await desk.attending.claim(handoff.id, by="Anne")
        await desk.attending.complete(handoff.id, by="Anne")
        await desk.log_in("Anne")
        stream = await desk.get(f"/handoffs/{handoff.id}/events")
        await heard(stream)
        await silent(stream)

        await desk.post(f"/handoffs/{handoff.id}/review", note="Goed")

        assert await heard(stream) == "changed"
        stream.close()

    async def test_of_an_unknown_handoff_is_not_found(self, desk: Desk) -> None:
        """There is nothing to follow."""
        await desk.log_in()

        assert (await desk.get("/handoffs/unknown/events")).status == 404


class TestStreams:
    async def test_are_limited_for_a_session_and_free_again_when_left(self, desk: Desk) -> None:
        """One browser cannot hold all lines; a page that was closed counts no longer."""
        await desk.log_in()
        streams = [await desk.get("/handoffs/events") for _ in range(MOST_PER_SESSION)]

        refused = await desk.get("/handoffs/events")
        streams.pop().close()
        await asyncio.sleep(2 * streaming.LOOK_SECONDS)
        again = await desk.get("/handoffs/events")

        assert (refused.status, again.status) == (429, 200)
        for stream in (*streams, again):
            stream.close()

    async def test_end_with_the_session(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever logged out hears nothing more."""
        monkeypatch.setattr(streaming, "BEAT_SECONDS", 0.1)
        await desk.log_in()
        stream = await desk.get("/handoffs/events")

        await desk.post("/logout")

        await ended(stream)

    async def test_end_when_the_desk_stops(self, desk: Desk) -> None:
        """A restart does not wait for pages that follow."""
        await desk.log_in()
        stream = await desk.get("/handoffs/events")

        await desk.app.shutdown()

        await ended(stream)
