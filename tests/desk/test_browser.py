"""The desk in a real browser: forms work without JavaScript, for eyes, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

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
    await page.wait_for_url("**/callbacks")


class TestDesk:
    async def test_call_back_is_done_by_keyboard(self, desk: Desk, browser_page: Page) -> None:
        """From login to done: what a browser sends passes the guard, and the note arrives."""
        request = await desk.handoffs.request_callback(asking(asked_ms=desk.clock.now), key="m1")
        await log_in(browser_page, desk)

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
