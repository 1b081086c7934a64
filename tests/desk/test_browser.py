"""The desk in a real browser: forms work without JavaScript, for eyes, keyboard and screen reader."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, Route, async_playwright, expect

from bot.conversation.ports import Role
from bot.handoff.queue import Stage
from tests.browser import chromium
from tests.desk.conftest import PASSWORD, Desk
from tests.handoff.examples import asking

pytestmark = pytest.mark.browser


@pytest.fixture
async def browser_page() -> AsyncIterator[Page]:
    """An empty page of a Chromium in Dutch."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.NOT_TO_BE_HAD)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield await (await browser.new_context(locale="nl-NL")).new_page()
        await browser.close()


async def violations(page: Page) -> list[str]:
    """What axe finds wrong, by rule and place."""
    found = await Axe().run(page)
    return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found.response["violations"]]


async def log_in(page: Page, desk: Desk) -> None:
    """Come in by the keyboard alone."""
    await page.goto(f"{desk.origin}/")
    await page.get_by_label("Je naam").fill("Anne")
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/handoffs")


class TestDesk:
    async def test_call_back_is_done_by_keyboard(self, desk: Desk, browser_page: Page) -> None:
        """From login to done: what a browser sends passes the guard, and the note arrives."""
        request = await desk.handoffs.request_callback(asking(asked_ms=desk.clock.now), key="m1")
        await log_in(browser_page, desk)
        await browser_page.goto(f"{desk.origin}/callbacks")

        await browser_page.get_by_label("Notitie").fill("Morgen om tien")
        await browser_page.keyboard.press("Tab")
        await browser_page.keyboard.press("Enter")
        await browser_page.wait_for_url("**/callbacks?done")

        assert await browser_page.get_by_role("status").inner_text() == "Het verzoek is afgehandeld."
        done = (await desk.handoffs.callbacks())[0]
        assert (done.id, done.done_by, done.note) == (request.id, "Anne", "Morgen om tien")

    async def test_logging_out_closes_the_door(self, desk: Desk, browser_page: Page) -> None:
        """After the button the list is no longer there."""
        await log_in(browser_page, desk)

        await browser_page.get_by_role("button", name="Uitloggen").click()
        await browser_page.goto(f"{desk.origin}/callbacks")

        assert "/login" in browser_page.url

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    async def test_pages_are_accessible(self, desk: Desk, browser_page: Page, scheme: Literal["light", "dark"]) -> None:
        """Axe finds nothing wrong on any page, in either colour scheme and on a phone."""
        await browser_page.emulate_media(color_scheme=scheme)
        closed = await desk.handoffs.request_callback(asking("c2"), key="m1")
        await desk.handoffs.close(closed.id, by="Bram", note="gebeld")
        await desk.handoffs.request_callback(asking(), key="m1")

        found = {}
        await browser_page.goto(f"{desk.origin}/login")
        found["login"] = await violations(browser_page)
        await log_in(browser_page, desk)
        for path in ("/callbacks?done", "/callbacks?lang=en", "/nothing"):
            await browser_page.goto(f"{desk.origin}{path}")
            found[path] = await violations(browser_page)
        await browser_page.set_viewport_size({"width": 360, "height": 740})
        await browser_page.goto(f"{desk.origin}/callbacks")
        found["phone"] = await violations(browser_page)
        wider = await browser_page.evaluate("document.documentElement.scrollWidth > innerWidth")

        assert found == {place: [] for place in found}
        assert not wider


class TestConversations:
    async def test_are_helped_by_keyboard(self, desk: Desk, browser_page: Page) -> None:
        """Take, answer with Enter, write two lines, give back: without a mouse, and without leaving the page."""
        handoff = await desk.wants_a_person()
        await log_in(browser_page, desk)
        await browser_page.get_by_role("button", name="Neem over").press("Enter")
        box = browser_page.get_by_label("Je antwoord")
        await box.press_sequentially("Hoi!")
        await box.press("Shift+Enter")
        await box.press_sequentially("Wat is er?")
        await box.press("Enter")
        await expect(browser_page.locator("#said .agent .text")).to_have_text("Hoi!\nWat is er?")
        await expect(box).to_have_value("")
        await expect(box).to_be_focused()

        await browser_page.get_by_role("button", name="Terug naar de assistent").press("Enter")

        await expect(browser_page.locator("#state")).to_contain_text("Anne gaf het gesprek terug")
        assert (await desk.queue.get(handoff.id)).stage is Stage.RETURNED

    async def test_are_followed_live_while_something_is_typed(self, desk: Desk, browser_page: Page) -> None:
        """What the shopper says appears by itself, and the reply under way, its place and the focus stay."""
        handoff = await desk.wants_a_person()
        await desk.attending.claim(handoff.id, by="Anne")
        await log_in(browser_page, desk)
        await browser_page.goto(f"{desk.origin}/handoffs/{handoff.id}")
        box = browser_page.get_by_label("Je antwoord")
        await box.fill("Ik kijk even")

        await desk.log.append("c1", "m2", {"text": "Ben je er nog?"}, Role.SHOPPER)

        await expect(browser_page.locator("#said .shopper .text").last).to_have_text("Ben je er nog?")
        await expect(box).to_have_value("Ik kijk even")
        await expect(box).to_be_focused()

    async def test_keep_a_reply_that_was_not_sent(self, desk: Desk, browser_page: Page) -> None:
        """Without a line it says so; a reload brings the words back, and sent at last they arrive once."""
        handoff = await desk.wants_a_person()
        await desk.attending.claim(handoff.id, by="Anne")
        await log_in(browser_page, desk)
        await browser_page.goto(f"{desk.origin}/handoffs/{handoff.id}")
        box = browser_page.get_by_label("Je antwoord")
        await browser_page.context.set_offline(True)
        await box.fill("Ik ben er")
        await box.press("Enter")
        await expect(browser_page.locator("#offline")).to_be_visible()
        await expect(box).to_have_value("Ik ben er")

        await browser_page.context.set_offline(False)
        await browser_page.reload()
        await expect(box).to_have_value("Ik ben er")
        await box.press("Enter")

        await expect(browser_page.locator("#said .agent .text")).to_have_text("Ik ben er")
        assert (await desk.texts()).count("Ik ben er") == 1

    async def test_go_out_once_when_the_answer_got_lost(self, desk: Desk, browser_page: Page) -> None:
        """The reply was stored, the page never heard so: sending again doubles nothing."""
        handoff = await desk.wants_a_person()
        await desk.attending.claim(handoff.id, by="Anne")
        await log_in(browser_page, desk)
        await browser_page.goto(f"{desk.origin}/handoffs/{handoff.id}")

        async def lose_the_answer(route: Route) -> None:
            await route.fetch()
            await route.abort()

        await browser_page.route("**/say", lose_the_answer, times=1)
        box = browser_page.get_by_label("Je antwoord")
        await box.fill("Ik ben er")
        await box.press("Enter")
        await expect(browser_page.locator("#offline")).to_be_visible()
        await box.press("Enter")

        await expect(box).to_have_value("")
        await expect(browser_page.locator("#offline")).to_be_hidden()
        assert (await desk.texts()).count("Ik ben er") == 1

    async def test_announce_who_comes_and_keep_the_focus(self, desk: Desk, browser_page: Page) -> None:
        """A new shopper is told in words; the button under the finger stays there."""
        first = await desk.wants_a_person("c1")
        await log_in(browser_page, desk)
        await expect(browser_page).to_have_title(re.compile(r"^\(1\)"))
        await browser_page.locator(f"#take-{first.id}").focus()

        await desk.wants_a_person("c2", reason="complaint")

        await expect(browser_page.locator("#news")).to_have_text("Er wacht een klant: Heeft een klacht.")
        await expect(browser_page.locator("#waiting-list > li")).to_have_count(2)
        await expect(browser_page).to_have_title(re.compile(r"^\(2\)"))
        await expect(browser_page.locator(f"#take-{first.id}")).to_be_focused()

    async def test_that_are_taken_by_another_leave_the_list_and_the_focus_near(
        self, desk: Desk, browser_page: Page
    ) -> None:
        """What somebody stood on is gone: the focus goes to the heading of the list, not to nowhere."""
        first = await desk.wants_a_person("c1")
        await desk.wants_a_person("c2")
        await log_in(browser_page, desk)
        await expect(browser_page.locator("#waiting-list > li")).to_have_count(2)
        await browser_page.locator(f"#take-{first.id}").focus()

        await desk.attending.claim(first.id, by="Bram")

        await expect(browser_page.locator("#waiting-list > li")).to_have_count(1)
        await expect(browser_page.locator("#live-list")).to_contain_text("in gesprek met Bram")
        await expect(browser_page.locator("#waiting")).to_be_focused()

    async def test_work_without_a_script(self, desk: Desk, browser_page: Page) -> None:
        """Take, answer and complete are plain forms."""
        handoff = await desk.wants_a_person()
        browser = browser_page.context.browser
        assert browser is not None
        plain = await (await browser.new_context(locale="nl-NL", java_script_enabled=False)).new_page()
        await log_in(plain, desk)
        await plain.get_by_role("button", name="Neem over").click()
        await plain.get_by_label("Je antwoord").fill("Hoi")
        await plain.get_by_role("button", name="Verstuur").click()
        await expect(plain.locator("#said .agent .text")).to_have_text("Hoi")
        await plain.get_by_role("button", name="Rond af").click()
        await plain.get_by_label("Notitie").fill("Netjes")
        await plain.get_by_role("button", name="Markeer als beoordeeld").click()

        await expect(plain.locator("#review")).to_contain_text("Beoordeeld door Anne")
        assert (await desk.queue.get(handoff.id)).note == "Netjes"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1280, 390])
    async def test_are_accessible(
        self, desk: Desk, browser_page: Page, scheme: Literal["light", "dark"], width: int
    ) -> None:
        """Axe finds nothing wrong in any state, on a desktop and a phone; nothing runs off the side."""
        await browser_page.emulate_media(color_scheme=scheme)
        await browser_page.set_viewport_size({"width": width, "height": 844})
        held, done, _ = [await desk.wants_a_person(f"c{n}") for n in range(3)]
        await desk.attending.claim(held.id, by="Anne")
        await desk.attending.claim(done.id, by="Bram")
        await desk.attending.complete(done.id, by="Bram")
        desk.clock.now += 120_000
        await log_in(browser_page, desk)

        found, wide = {}, []
        for path in ("/handoffs", f"/handoffs/{held.id}", f"/handoffs/{done.id}", f"/handoffs/{held.id}?lang=en"):
            await browser_page.goto(f"{desk.origin}{path}")
            found[path] = await violations(browser_page)
            if await browser_page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(path)

        assert found == {place: [] for place in found}
        assert wide == []
