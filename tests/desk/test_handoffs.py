"""Shoppers who wait for a person, talk to one, or did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.handoff.hours import NEVER
from bot.handoff.ports import HandoffsUnavailable
from bot.handoff.queue import Stage
from journey_tracker import open_store
from tests.desk.conftest import Desk, Running
from tests.handoff.examples import asking
from tests.journey_tracker.talk import shopper


class TestWaiting:
    async def test_stands_with_all_that_helps_to_choose(self, desk: Desk) -> None:
        """How long, why, in which language, what it is about, and the button."""
        handoff = await desk.wants_a_person(words="Mijn laptop doet niets", reason="complaint", language="en")
        desk.clock.now += 130_000
        await desk.log_in()

        page = await (await desk.get("/handoffs")).text()

        for shown in ("2:10", "Heeft een klacht", "Engels", "laptop", "Mijn laptop doet niets", "Neem over"):
            assert shown in page
        assert f'action="/handoffs/{handoff.id}/take"' in page

    async def test_begins_with_the_longest(self, desk: Desk) -> None:
        """Whoever waits longest is helped first."""
        late = await desk.wants_a_person("c2")
        early = await desk.wants_a_person("c1", asked_ms=desk.clock.now - 5_000)
        await desk.log_in()

        page = await (await desk.get("/handoffs")).text()

        assert page.index(f"handoff-{early.id}") < page.index(f"handoff-{late.id}")

    async def test_is_counted_in_title_and_menu(self, desk: Desk) -> None:
        """A tab in the background shows that somebody waits; so does every other page."""
        await desk.wants_a_person("c1")
        await desk.wants_a_person("c2")
        await desk.log_in()

        lists, callbacks = [await (await desk.get(path)).text() for path in ("/handoffs", "/callbacks")]

        assert "<title>(2) Gesprekken" in lists
        assert re.search(r'id="count-waiting"[^>]*><span aria-hidden="true">2<', callbacks)

    async def test_shows_phase_and_mood_of_the_last_message(self, tmp_path: Path) -> None:
        """As the tracker wrote them down: in words, with a shape of its own for each mood."""
        store = open_store(f"sqlite:///{tmp_path / 'journey.db'}")
        said = [shopper(1, "state_need", mood=0.5), shopper(2, "complaint", mood=-0.8, minute=1)]
        store.record([envelope.to_json() for envelope in said])
        async with Running(touchpoints=store) as desk:
            await desk.wants_a_person("c1")
            await desk.log_in()

            page = await (await desk.get("/handoffs")).text()

        assert "Klantenservice" in page
        assert "icons.svg#negative" in page
        store.close()


class TestLists:
    async def test_are_friendly_when_they_are_empty(self, desk: Desk) -> None:
        """An empty list says why it is empty."""
        await desk.log_in()

        page = await (await desk.get("/handoffs")).text()

        for shown in ("Er wacht nu niemand.", "Niemand is in gesprek.", "Nog niets afgerond."):
            assert shown in page
        assert "<title>Gesprekken" in page

    async def test_tell_who_talks_and_how_it_ended(self, desk: Desk) -> None:
        """Held by whom and for how long; ended how, by whom, after which wait, looked back on or not."""
        held, done = await desk.wants_a_person("c1"), await desk.wants_a_person("c2")
        desk.clock.now += 60_000
        await desk.attending.claim(held.id, by="Bram")
        await desk.attending.claim(done.id, by="Cleo")
        desk.clock.now += 125_000
        await desk.attending.give_back(done.id, by="Cleo")
        await desk.log_in("Anne")

        page = await (await desk.get("/handoffs")).text()

        for shown in ("in gesprek met Bram", "Terug naar de assistent", "Cleo", "1:00", "2:05", "nog niet"):
            assert shown in page

    async def test_tell_when_the_shop_is_closed(self) -> None:
        """Out of hours staff knows why nobody comes in."""
        async with Running(hours=NEVER) as desk:
            await desk.log_in()

            assert "buiten de openingstijden" in await (await desk.get("/handoffs")).text()

    async def test_stay_beside_the_call_backs(self, desk: Desk) -> None:
        """The older list is one step away."""
        await desk.handoffs.request_callback(asking(), key="m1")
        await desk.log_in()

        assert 'href="/callbacks"' in await (await desk.get("/handoffs")).text()

    async def test_show_what_a_shopper_typed_as_text(self, desk: Desk) -> None:
        """Nothing from a shopper is read as HTML."""
        evil = "<img src=x onerror=alert(1)>{{ 31337 * 31337 }}"
        await desk.wants_a_person(words=evil, reason=evil, language=evil)
        await desk.log_in()

        page = await (await desk.get("/handoffs")).text()

        assert "&lt;img" in page
        assert "<img" not in page
        assert str(31337 * 31337) not in page

    async def test_that_cannot_be_read_say_so(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """A database that does not answer is not an empty list."""

        async def gone(*_: object) -> None:
            raise HandoffsUnavailable("password of the database")

        await desk.log_in()
        monkeypatch.setattr(desk.queue, "list", gone)
        answer = await desk.get("/handoffs")

        assert answer.status == 503
        assert "Even niet bereikbaar" in await answer.text()


class TestTaking:
    async def test_gives_the_shopper_to_exactly_one(self, desk: Desk) -> None:
        """The first gets the conversation and the bot falls silent; the second hears who was first."""
        handoff = await desk.wants_a_person()
        await desk.log_in("Anne")
        first = await desk.post(f"/handoffs/{handoff.id}/take")
        await desk.log_in("Bram")
        second = await desk.post(f"/handoffs/{handoff.id}/take")

        assert (first.status, first.headers["Location"]) == (303, f"/handoffs/{handoff.id}#end")
        assert second.status == 409
        assert "Anne was je voor" in await second.text()
        assert (await desk.queue.get(handoff.id)).agent == "Anne"

    async def test_twice_by_one_person_is_once(self, desk: Desk) -> None:
        """A double click is no lost race, and the shopper is told once."""
        handoff = await desk.wants_a_person()
        await desk.log_in("Anne")
        answers = [await desk.post(f"/handoffs/{handoff.id}/take") for _ in range(2)]

        assert [answer.status for answer in answers] == [303, 303]
        assert await desk.texts() == ["Ik wil een mens", "Anne van Winkel & Zo is er nu voor je."]

    async def test_of_what_was_called_off_says_that_nothing_is_to_be_done(self, desk: Desk) -> None:
        """The shopper changed their mind while staff read the list."""
        handoff = await desk.wants_a_person()
        await desk.queue.end(handoff.id, by="", stage=Stage.CALLED_OFF)
        await desk.log_in()

        answer = await desk.post(f"/handoffs/{handoff.id}/take")

        assert answer.status == 409
        assert "wil geen medewerker meer" in await answer.text()

    async def test_of_what_never_was_is_not_found(self, desk: Desk) -> None:
        """An unknown handoff is a plain page."""
        await desk.log_in()

        answer = await desk.post("/handoffs/unknown/take")

        assert answer.status == 404
        assert "Niet gevonden" in await answer.text()

    async def test_from_elsewhere_changes_nothing(self, desk: Desk) -> None:
        """Another site cannot claim a shopper with somebody's cookie."""
        handoff = await desk.wants_a_person()
        await desk.log_in()

        answer = await desk.post(f"/handoffs/{handoff.id}/take", origin="https://evil.example")

        assert answer.status == 403
        assert (await desk.queue.get(handoff.id)).stage is Stage.QUEUED
