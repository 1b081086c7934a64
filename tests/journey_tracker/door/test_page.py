from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from journey_tracker.door import Rules
from journey_tracker.door.rules import MOST_OF_A_VISIT
from journey_tracker.ports import Question
from tests.journey_tracker.door.asking import (
    CHAT_TOKEN,
    NOW,
    NOW_MS,
    ORIGIN,
    RULES,
    VISITOR,
    Client,
    contact,
    put_aside,
    stored,
    visit,
)
from tests.journey_tracker.door.tokens import token

CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def kinds(url: str) -> list[str]:
    """The short names of the stored events."""
    return [one["type"].split(".")[1] for one in stored(url)]


async def told(answer: Any) -> Any:
    """What the answer says."""
    return await answer.json()


async def refusals(answer: Any) -> list[str]:
    """The reasons of what was not taken."""
    return [one["reason"] for one in (await told(answer))["refused"]]


class TestContacts:
    async def test_a_contact_is_stored_with_its_visit(self, client: Client, url: str) -> None:
        """Who visits and how they came is told once for all contacts of a request."""
        answer = await visit(client, contact(page="home"), contact("d" * 32, "product_viewed", product="laptop-7"))
        page, product = stored(url)

        assert (answer.status, (await told(answer))["new"]) == (200, 2)
        assert (page["source"], page["data"]["page"], page["data"]["channel"]) == ("/site/shop", "home", "webshop")
        assert [page["data"][name] for name in ("campaign", "medium", "language")] == ["lente", "email", "nl"]
        assert product["data"]["product"] == "laptop-7"
        assert VISITOR not in json.dumps([page, product])

    async def test_sent_again_counts_once(self, client: Client, url: str) -> None:
        """A page that got no answer sends it again, perhaps amid others."""
        await visit(client, contact())
        answer = await visit(client, contact("d" * 32), contact())

        assert (await told(answer))["duplicates"] == 1
        assert len(stored(url)) == 2

    async def test_another_visitor_cannot_take_its_id(self, client: Client, url: str) -> None:
        """Ids count within a visitor."""
        await visit(client, contact())
        await visit(client, contact(), visitor="w" * 32)

        assert len(stored(url)) == 2

    @pytest.mark.parametrize(
        ("at", "sent", "time"),
        [
            (5_000, 5_000, NOW),
            (5_000, 65_000, "2026-05-28T20:25:40.000Z"),
            (9_000, 5_000, NOW),
            (0, 2 * 24 * 3600 * 1000, "2026-05-27T20:26:40.000Z"),
        ],
    )
    async def test_time_is_by_our_clock(self, client: Client, url: str, at: int, sent: int, time: str) -> None:
        """A browser's clock may be years off; how long ago it was it knows, up to a day."""
        await visit(client, contact() | {"at": at}, sent=sent)

        assert stored(url)[0]["time"] == time

    @pytest.mark.parametrize(
        "kind", ["order_placed", "order_returned", "identified", "traffic_marked", "", "shopper_message"]
    )
    async def test_what_only_the_shop_knows_no_browser_tells(self, client: Client, url: str, kind: str) -> None:
        """Anybody can write what a browser sends; it is told so, and not kept."""
        answer = await visit(client, contact(kind=kind, value_cents=1))

        assert answer.status == 202
        assert "allowed: page_viewed" in (await refusals(answer))[0]
        assert (stored(url), put_aside(url)) == ([], [])

    async def test_a_customer_an_order_or_costs_in_a_contact_are_not_believed(self, client: Client, url: str) -> None:
        """They are left out: only the shop says them."""
        await visit(client, contact(customer="k7", order="W1", cost_cents=900, visitor="somebody", channel="store"))
        data = stored(url)[0]["data"]

        assert [data["customer"], data["order"], data["cost_cents"], data["channel"]] == ["", "", 0, "webshop"]

    async def test_a_survey_counts_within_its_bounds(self, client: Client, url: str) -> None:
        """An NPS of 11 is none."""
        good = contact(kind="survey_answered", instrument="nps", score=9)
        bad = contact("d" * 32, "survey_answered", instrument="nps", score=11)
        answer = await visit(client, good, bad)

        assert [one["data"]["score"] for one in stored(url)] == [9]
        assert "0 to 10" in (await refusals(answer))[0]

    @pytest.mark.parametrize(
        "bad",
        [
            7,
            None,
            {"type": "page_viewed"},
            contact("short"),
            contact() | {"at": "now"},
            contact(page="x" * 256),
            contact(page=7),
            contact(kind="basket_changed", quantity=-1),
        ],
    )
    async def test_a_bad_one_holds_up_no_other(self, client: Client, url: str, bad: Any) -> None:
        """It is told why, and the next counts."""
        answer = await visit(client, bad, contact("d" * 32))

        assert (answer.status, len(await refusals(answer))) == (202, 1)
        assert len(stored(url)) == 1


class TestSigned:
    async def test_a_customer_whom_the_shop_signed_is_joined(self, client: Client, url: str) -> None:
        """Once a visit, however often the page says it."""
        await visit(client, contact(), customer=token(sub="klant-7"))
        await visit(client, contact("d" * 32), customer=token(sub="klant-7"))

        assert sorted(kinds(url)) == ["identified", "page_viewed", "page_viewed"]
        assert "klant-7" not in json.dumps(stored(url))

    @pytest.mark.parametrize(
        "given", [token("x" * 40, sub="k"), token(sub="k", expires_s=NOW_MS / 1000), token(), "k7", 7]
    )
    async def test_another_is_not(self, client: Client, url: str, given: Any) -> None:
        """Of another's signature, too old, without a name, or none; the contacts beside it count."""
        answer = await visit(client, contact(), customer=given)

        assert (kinds(url), len(await refusals(answer))) == (["page_viewed"], 1)

    async def test_an_order_that_the_shop_signed_counts_once(self, client: Client, url: str) -> None:
        """With its value and products, at the time of signing, from whichever page it is shown."""
        signed = token(order="W1", value_cents=64900, products=["laptop-7"], sub="klant-7", iat=NOW_MS / 1000 - 60)
        await visit(client, order=signed)
        answer = await visit(client, order=signed, visitor="w" * 32)
        (placed,) = stored(url)

        assert (await told(answer))["duplicates"] == 1
        assert (placed["data"]["order"], placed["data"]["value_cents"]) == ("W1", 64900)
        assert placed["time"] == "2026-05-28T20:25:40.000Z"

    async def test_an_order_without_a_number_is_none(self, client: Client, url: str) -> None:
        """The token of a customer is not one of an order."""
        answer = await visit(client, order=token(sub="klant-7"))

        assert "order" in (await refusals(answer))[0]
        assert stored(url) == []

    async def test_a_chat_is_joined_by_its_own_token(self, client: Client, url: str) -> None:
        """Who holds the token holds the chat; another's chat cannot be taken."""
        answer = await visit(client, chat=CHAT_TOKEN)
        refused = await visit(client, chat="a guess")

        assert (await told(answer))["new"] == 1
        assert stored(url)[0]["data"]["conversation"] == "c1"
        assert "unknown or has expired" in (await refusals(refused))[0]


class TestTraffic:
    async def test_robots_are_marked(self, client: Client, url: str) -> None:
        """Once a visitor; what they did is there, and counts nowhere."""
        await visit(client, contact(), user_agent=CRAWLER)
        await visit(client, contact("d" * 32), user_agent=CRAWLER)

        assert sorted(kinds(url)) == ["page_viewed", "page_viewed", "traffic_marked"]

    @pytest.mark.parametrize(
        ("traffic", "marked"), [("staff", 1), ("test", 1), ("bot", 1), ("king", 0), (None, 0), ([], 0)]
    )
    async def test_a_page_may_mark_its_own_visitor(self, client: Client, url: str, traffic: Any, marked: int) -> None:
        """Staff and tests of the shop; nobody can mark another."""
        await visit(client, contact(), traffic=traffic)

        assert kinds(url).count("traffic_marked") == marked

    async def test_they_are_left_out_of_the_figures(self, client: Client, store: Any) -> None:
        """Of two visitors, one of them staff, one is counted."""
        await visit(client, contact())
        await visit(client, contact(), visitor="w" * 32, traffic="staff")
        (row,) = store.ask(Question("phase_day", sums=("touchpoints",)))

        assert row["touchpoints"] == 1


class TestDoor:
    async def test_a_page_of_the_shop_reads_the_answer(self, client: Client) -> None:
        """CORS for the allowed origins, refusals included; without cookies."""
        for answer in (await visit(client, contact()), await visit(client, contact(), site="other")):
            assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
            assert "Access-Control-Allow-Credentials" not in answer.headers
            assert answer.headers["Vary"] == "Origin"

    @pytest.mark.parametrize("origin", ["https://other.example", "null", "https://shop.example.evil.example", ""])
    async def test_other_pages_send_nothing(self, client: Client, url: str, origin: str) -> None:
        """403, and no header that lets them read it."""
        answer = await visit(client, contact(), origin=origin)

        assert (answer.status, stored(url)) == (403, [])
        assert "Access-Control-Allow-Origin" not in answer.headers

    async def test_its_own_pages_may(self, client: Client) -> None:
        """The demo shop stands on the same address."""
        answer = await visit(client, contact(), origin=str(client.make_url("")).rstrip("/"))

        assert answer.status == 200

    async def test_a_browser_may_ask_first(self, client: Client) -> None:
        """For pages that mark what they send as JSON."""
        asked = await client.options("/journey/v1/page", headers={"Origin": ORIGIN})
        other = await client.options("/journey/v1/page", headers={"Origin": "https://other.example"})

        assert (asked.status, asked.headers["Access-Control-Allow-Headers"]) == (204, "Content-Type")
        assert other.status == 403

    @pytest.mark.parametrize(
        "changes",
        [
            {"visitor": ""},
            {"visitor": "v" * 65},
            {"visitor": "jan@example.nl-jan"},
            {"session": None},
            {"sent": "now"},
            {"sent": True},
            {"sent": -1},
            {"events": {}},
        ],
    )
    async def test_a_visit_that_is_none_is_refused(self, client: Client, url: str, changes: dict[str, Any]) -> None:
        """400 says what is missing."""
        answer = await visit(client, contact(), **changes)

        assert (answer.status, stored(url)) == (400, [])

    async def test_too_much_is_refused(self, client: Client) -> None:
        """By number and by bytes."""
        many = [contact(f"{n:032}") for n in range(MOST_OF_A_VISIT + 1)]

        assert (await visit(client, *many)).status == 413
        assert (await visit(client, contact(page="x" * 40_000))).status == 413


class TestWithoutASite:
    @pytest.fixture
    def rules(self) -> Rules:
        """No site."""
        return replace(RULES, site="")

    @pytest.mark.parametrize("site", ["", "shop", None])
    async def test_browsers_send_nothing(self, client: Client, url: str, site: Any) -> None:
        """403, an empty name as well."""
        answer = await visit(client, contact(), site=site)

        assert (answer.status, stored(url)) == (403, [])


class TestPace:
    @pytest.fixture
    def rules(self) -> Rules:
        """Five contacts in a minute from an address."""
        return replace(RULES, visits_per_minute=5)

    async def test_an_address_that_is_too_fast_waits(self, client: Client, url: str) -> None:
        """429 with the seconds."""
        await visit(client, *(contact(f"{n:032}") for n in range(5)))
        answer = await visit(client, contact("d" * 32))

        assert (answer.status, len(stored(url))) == (429, 5)
        assert int(answer.headers["Retry-After"]) > 0
