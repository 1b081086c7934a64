"""Shoppers who wait for a call or a mail."""

from __future__ import annotations

import re

import pytest

from bot.handoff.ports import ContactKind, HandoffsUnavailable
from tests.desk.conftest import Desk, Running
from tests.handoff.examples import asking


class TestList:
    async def test_shows_who_waits_with_all_that_is_known(self, desk: Desk) -> None:
        """Number to dial, how long ago, why, in which language, last words, conversation."""
        request = asking("c 1", asked_ms=desk.clock.now - 300_000, last_words="Bel me even")
        await desk.handoffs.request_callback(request, key="m1")
        await desk.log_in()

        page = await (await desk.get("/callbacks")).text()

        assert '<a href="tel:+31612345678">+31612345678</a>' in page
        for shown in (
            "5 minuten geleden",
            "Wil een medewerker spreken",
            "Nederlands",
            "Bel me even",
        ):
            assert shown in page
        assert 'href="/journey/?conversation=c+1&amp;lang=nl"' in page

    async def test_writes_to_an_address(self, desk: Desk) -> None:
        """An address opens the mail program, and carries no hidden second recipient."""
        mail = {"contact_kind": ContactKind.EMAIL, "contact": "jan@example.nl?bcc=x@evil.example"}
        await desk.handoffs.request_callback(asking(**mail), key="m1")
        await desk.log_in()

        page = await (await desk.get("/callbacks")).text()

        assert 'href="mailto:jan@example.nl%3Fbcc%3Dx@evil.example"' in page

    async def test_shows_what_a_shopper_typed_as_text(self, desk: Desk) -> None:
        """Nothing from a shopper is read as HTML, wherever it stands."""
        evil = "\"'><script>alert(1)</script>{{ 31337 * 31337 }}"
        texts = dict.fromkeys(("contact", "reason", "language", "last_words"), evil)
        request = await desk.handoffs.request_callback(asking(evil, **texts), key="m1")
        await desk.log_in(name="\"'><script>")
        await desk.post(f"/callbacks/{request.id}/done", note=evil)
        await desk.handoffs.request_callback(asking(evil, **texts), key="m2")

        page = await (await desk.get("/callbacks")).text()

        assert page.count("&lt;script&gt;") >= 7
        assert "<script" not in page
        assert str(31337 * 31337) not in page
        assert "\"'>" not in page

    async def test_shows_a_reason_without_words_of_its_own_as_it_is(self, desk: Desk) -> None:
        """Whatever leads to a person one day, staff sees it, waiting and done."""
        request = await desk.handoffs.request_callback(asking(reason="price_match"), key="m1")
        await desk.log_in()

        waiting = await (await desk.get("/callbacks")).text()
        await desk.post(f"/callbacks/{request.id}/done")
        done = await (await desk.get("/callbacks")).text()

        assert "<dd>price_match</dd>" in waiting
        assert "<td>price_match</td>" in done

    async def test_is_friendly_when_it_is_empty(self, desk: Desk) -> None:
        """An empty list says why it is empty."""
        await desk.log_in()

        assert "Er wacht nu niemand." in await (await desk.get("/callbacks")).text()

    async def test_counts_in_the_menu(self, desk: Desk) -> None:
        """Whoever is elsewhere on the desk sees that somebody waits for a call."""
        await desk.handoffs.request_callback(asking(), key="m1")
        await desk.log_in()

        page = await (await desk.get("/handoffs")).text()

        assert re.search(r'id="count-callbacks"[^>]*><span aria-hidden="true">1<', page)


class TestDone:
    async def test_moves_the_request_down_with_name_and_note(self, desk: Desk) -> None:
        """What is done stays visible: by whom, when, and what was noted."""
        request = await desk.handoffs.request_callback(asking(), key="m1")
        await desk.log_in("Anne")

        answer = await desk.post(f"/callbacks/{request.id}/done", note="  Morgen  om tien ")
        page = await (await desk.get(answer.headers["Location"])).text()

        assert answer.status == 303
        for shown in (
            "Het verzoek is afgehandeld.",
            "Er wacht nu niemand.",
            "<td>Anne</td>",
            "Morgen  om tien",
        ):
            assert shown in page

    async def test_happens_once(self, desk: Desk) -> None:
        """Whoever comes second hears who was first."""
        request = await desk.handoffs.request_callback(asking(), key="m1")
        await desk.handoffs.close(request.id, by="Bram")
        desk.clock.now += 120_000
        await desk.log_in("Anne")

        answer = await desk.post(f"/callbacks/{request.id}/done")

        assert answer.status == 409
        assert "Bram was je voor: dit verzoek is 2 minuten geleden al afgehandeld." in await answer.text()

    async def test_of_what_was_never_asked_is_not_found(self, desk: Desk) -> None:
        """An unknown request is a plain page."""
        await desk.log_in()

        answer = await desk.post("/callbacks/unknown/done")

        assert answer.status == 404
        assert "Niet gevonden" in await answer.text()


class TestLanguage:
    async def test_is_dutch_until_asked_otherwise_and_then_remembered(self, desk: Desk) -> None:
        """English stays English on the next page."""
        await desk.log_in()

        pages = [await desk.get(path) for path in ("/callbacks", "/callbacks?lang=en", "/callbacks")]
        texts = [await page.text() for page in pages]

        assert ["Er wacht nu niemand." in text for text in texts] == [True, False, False]
        assert ["Nobody is waiting right now." in text for text in texts] == [False, True, True]
        assert '<html lang="en">' in texts[2]

    async def test_that_is_unknown_changes_nothing(self, desk: Desk) -> None:
        """There is Dutch and there is English."""
        answer = await desk.get("/login?lang=<script>")

        assert '<html lang="nl">' in await answer.text()
        assert "Set-Cookie" not in answer.headers


class TestErrors:
    async def test_fault_in_a_page_is_a_plain_sentence(self, desk: Desk) -> None:
        """A fault is recorded, and nothing of it is shown."""
        await desk.log_in()

        answer = await desk.get("/journey/broken")
        page = await answer.text()

        assert answer.status == 500
        assert "De fout is vastgelegd." in page
        assert "secret" not in page
        assert "Traceback" not in page

    async def test_store_that_is_gone_is_told(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """A database that does not answer is not an empty list."""

        async def gone(*_: object) -> None:
            raise HandoffsUnavailable("password of the database")

        await desk.log_in()
        monkeypatch.setattr(desk.handoffs, "callbacks", gone)
        answer = await desk.get("/callbacks")
        page = await answer.text()

        assert answer.status == 503
        assert "Even niet bereikbaar" in page
        assert "password" not in page

    async def test_too_much_is_too_much(self, desk: Desk) -> None:
        """A form of a megabyte is refused."""
        await desk.log_in()

        assert (await desk.post("/callbacks/1/done", note="x" * 1_000_000)).status == 413

    @pytest.mark.parametrize(
        "sort",
        [
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=x",
        ],
    )
    async def test_form_that_cannot_be_read_is_refused(self, desk: Desk, sort: str) -> None:
        """Broken encodings are the sender's fault, not ours."""
        headers = {"Origin": desk.origin, "Content-Type": sort}
        answer = await desk.client.post("/login", data=b"name=\xff\xfe", headers=headers)

        assert answer.status == 400


class TestJourney:
    async def test_pages_are_mounted_behind_the_login(self, desk: Desk) -> None:
        """Staff goes from call-backs to the journey and back."""
        await desk.log_in()

        page = await (await desk.get("/journey/")).text()

        assert "<h1>Klantreis</h1>" in page
        assert 'href="/journey/?lang=nl"' in await (await desk.get("/callbacks")).text()

    async def test_without_journey_pages_nothing_leads_there(self) -> None:
        """A desk without the tracker offers no dead links."""
        async with Running() as desk:
            await desk.handoffs.request_callback(asking(), key="m1")
            await desk.log_in()

            assert "/journey/" not in await (await desk.get("/callbacks")).text()
            assert (await desk.get("/journey/")).status == 404
