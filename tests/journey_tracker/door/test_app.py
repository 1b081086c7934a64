from __future__ import annotations

import asyncio
import gzip
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from journey_tracker.door import Rules
from journey_tracker.door.rules import LARGEST_BODY, MOST_EVENTS
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.door.asking import (
    KEY,
    OTHER_KEY,
    RULES,
    Client,
    event,
    put_aside,
    send,
    stored,
)

BATCH = "application/cloudevents-batch+json"


async def error(response: Any) -> dict[str, Any]:
    """What a refusal says."""
    return dict((await response.json())["error"])


class TestOneEvent:
    @pytest.mark.parametrize("sort", ["application/json", "application/cloudevents+json; charset=utf-8"])
    async def test_is_stored_before_it_is_answered(self, client: Client, url: str, sort: str) -> None:
        """200, and it counts."""
        answer = await send(client, event(), sort=sort)

        assert (answer.status, await answer.json()) == (200, {"new": 1, "duplicates": 0, "refused": []})
        assert [one["type"] for one in stored(url)] == ["koopwijzer.product_viewed.v1"]

    async def test_sent_again_counts_once(self, client: Client, url: str) -> None:
        """Source and id are what it is known by: who got no answer sends it again."""
        await send(client, event())
        answer = await send(client, event())

        assert (await answer.json())["duplicates"] == 1
        assert len(stored(url)) == 1

    async def test_that_cannot_be_read_is_put_aside(self, client: Client, url: str) -> None:
        """422 with the reason, and nothing is lost."""
        answer = await send(client, event(kind="product_sniffed"))

        assert answer.status == 422
        assert (await error(answer))["code"] == "put_aside"
        assert "product_sniffed" in put_aside(url)[0][0]
        assert "allowed: " in put_aside(url)[0][1]

    async def test_of_another_source_is_put_aside(self, client: Client, url: str) -> None:
        """A key writes for its own source only."""
        answer = await send(client, event(), key=OTHER_KEY)

        assert "/shop/erp" in (await error(answer))["reason"]
        assert stored(url) == []
        assert len(put_aside(url)) == 1

    async def test_of_a_chat_is_put_aside(self, client: Client, url: str) -> None:
        """What is said in a chat the assistant tells, and nobody else."""
        data = {"conversation": "c1", "seq": 1, "reason": "request_human"}
        answer = await send(client, event(kind="callback_requested") | {"data": data})

        assert "only the assistant tells" in (await error(answer))["reason"]
        assert stored(url) == []

    @pytest.mark.parametrize(("time", "status"), [("2026-05-28T20:31:40Z", 200), ("2026-05-28T20:31:41Z", 422)])
    async def test_of_the_future_is_put_aside(self, client: Client, time: str, status: int) -> None:
        """Clocks may differ by five minutes."""
        assert (await send(client, event() | {"time": time})).status == status

    async def test_may_tell_who_somebody_is(self, client: Client, url: str) -> None:
        """A system of the shop knows its customers, its staff and its tests."""
        data = [{"visitor": "v", "customer": "k7"}, {"visitor": "v", "kind": "staff"}]
        kinds = ["koopwijzer.identified.v1", "koopwijzer.traffic_marked.v1"]
        given = [
            event(f"w{n}") | {"type": kind, "data": told}
            for n, (kind, told) in enumerate(zip(kinds, data, strict=True))
        ]
        answer = await send(client, given)

        assert (await answer.json())["new"] == 2
        assert [one["type"] for one in stored(url)] == kinds


class TestBatch:
    async def test_good_ones_count_and_bad_ones_are_told(self, client: Client, url: str) -> None:
        """202, and the answer says which and why."""
        given = [event("a"), event("b", kind="nothing"), event("c"), 7, event("d") | {"source": "/bot/webchat"}]
        answer = await send(client, given, sort=BATCH)
        told = await answer.json()

        assert (answer.status, told["new"]) == (202, 2)
        assert [(one["index"], one["id"]) for one in told["refused"]] == [(1, "b"), (3, ""), (4, "d")]
        assert all("allowed" in one["reason"] for one in told["refused"])
        assert [one["id"] for one in stored(url)] == ["a", "c"]
        assert len(put_aside(url)) == 3

    async def test_an_empty_one_is_fine(self, client: Client) -> None:
        """Nothing happened."""
        assert (await send(client, [], sort=BATCH)).status == 200

    async def test_the_largest_one_fits(self, client: Client, url: str) -> None:
        """So many at once."""
        answer = await send(client, [event(str(n)) for n in range(MOST_EVENTS)])

        assert (await answer.json())["new"] == MOST_EVENTS
        assert len(stored(url)) == MOST_EVENTS

    async def test_a_larger_one_is_refused_whole(self, client: Client, url: str) -> None:
        """413, and nothing of it counts: it can be sent again in parts."""
        answer = await send(client, [event(str(n)) for n in range(MOST_EVENTS + 1)])

        assert (answer.status, (await error(answer))["allowed"]) == (413, MOST_EVENTS)
        assert stored(url) == []

    async def test_many_senders_at_once_lose_nothing(self, client: Client, url: str) -> None:
        """Each answer is of its own events."""
        given = [[event(f"{n}-{m}") for m in range(5)] for n in range(20)]
        answers = await asyncio.gather(*(send(client, one) for one in given))

        assert [(await answer.json())["new"] for answer in answers] == [5] * 20
        assert len(stored(url)) == 100


class TestRefusals:
    @pytest.mark.parametrize("header", ["", "Bearer", f"Basic {KEY}", "Bearer " + "x" * 40])
    async def test_without_a_key_nothing_is_read(self, client: Client, url: str, header: str) -> None:
        """401, with how to do it."""
        answer = await send(client, event(), Authorization=header)

        assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert put_aside(url) == []

    async def test_what_is_no_json_is_put_aside(self, client: Client, url: str) -> None:
        """Whoever has a key loses nothing, not even what nobody can read."""
        answer = await send(client, b'{"half": \xff')

        assert (answer.status, (await error(answer))["code"]) == (400, "bad_body")
        assert put_aside(url)[0][0].startswith('{"half":')

    @pytest.mark.parametrize("body", ["7", '"text"', "null", "{}"])
    async def test_a_batch_is_an_array(self, client: Client, body: str) -> None:
        """400 tells what is allowed."""
        assert "an array" in (await error(await send(client, body, sort=BATCH)))["reason"]

    async def test_deep_nesting_is_no_harm(self, client: Client) -> None:
        """400 for what no reader can follow."""
        assert (await send(client, "[" * 100_000)).status == 400

    async def test_another_content_type_is_refused(self, client: Client) -> None:
        """415 names those that are taken."""
        answer = await send(client, event(), sort="text/csv")

        assert answer.status == 415
        assert BATCH in (await error(answer))["allowed"]

    async def test_a_packed_body_is_refused(self, client: Client) -> None:
        """A kilobyte can be a gigabyte."""
        packed = gzip.compress(json.dumps(event()).encode())

        assert (await send(client, packed, **{"Content-Encoding": "gzip"})).status == 415

    async def test_a_body_that_is_too_large_is_refused(self, client: Client) -> None:
        """413 before it is read."""
        answer = await send(client, io.BytesIO(b" " * (LARGEST_BODY + 1)))

        assert (answer.status, (await error(answer))["allowed"]) == (413, LARGEST_BODY)

    async def test_other_paths_and_methods_are_told(self, client: Client) -> None:
        """In the same shape."""
        missing, wrong = await client.get("/journey/v1/nothing"), await client.get("/journey/v1/events")

        assert (missing.status, (await error(missing))["code"]) == (404, "not_found")
        assert (wrong.status, wrong.headers["Allow"], (await error(wrong))["code"]) == (405, "POST", "wrong_method")

    @pytest.mark.parametrize(("language", "word"), [("nl", "sleutel"), ("en-GB,nl;q=0.5", "key"), ("fr", "sleutel")])
    async def test_it_speaks_two_languages(self, client: Client, language: str, word: str) -> None:
        """Dutch unless English is asked for."""
        answer = await send(client, event(), key="none", **{"Accept-Language": language})

        assert word in (await error(answer))["message"]

    async def test_a_database_that_is_away_is_told(self, client: Client, url: str, store: JourneyStore) -> None:
        """503 with when to come back; nothing was stored."""
        store.close()
        path = url.removeprefix("sqlite:///")
        with open(path, "wb") as file:  # noqa: ASYNC230, PTH123 - a moment
            file.write(b"no database at all" * 1000)
        answer = await send(client, event())

        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0


class TestPace:
    @pytest.fixture
    def rules(self) -> Rules:
        """Ten events in a minute with a key."""
        return replace(RULES, events_per_minute=10)

    async def test_a_key_that_is_too_fast_waits(self, client: Client, url: str) -> None:
        """429 with the seconds; events count, not requests, and other keys go on."""
        await send(client, [event(str(n)) for n in range(8)])
        answer = await send(client, [event(str(n)) for n in range(8, 12)])

        assert answer.status == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert len(stored(url)) == 8
        assert (await send(client, event("x") | {"source": "/shop/erp"}, key=OTHER_KEY)).status == 200


class TestScript:
    async def test_any_page_may_load_it(self, client: Client) -> None:
        """Kept for an hour, from any origin."""
        answer = await client.get("/journey/v1/journey.js")

        assert "javascript" in answer.headers["Content-Type"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "koopwijzerJourney" in await answer.text()


class TestWhatIsStored:
    async def test_nobody_is_recognised_in_it(self, client: Client, url: str) -> None:
        """Visitors and customers are references, and fields that no event has are gone."""
        await send(client, event(customer="klant-7", email="jan@example.nl"))
        kept = json.dumps(stored(url))

        assert not [word for word in ("klant-7", "v" * 32, "jan@example.nl") if word in kept]
