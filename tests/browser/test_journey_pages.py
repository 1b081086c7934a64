from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from aiohttp import web
from playwright.sync_api import Page, ViewportSize, expect

from journey_tracker import open_store
from journey_tracker.stores.actions import open_actions
from journey_tracker.web import build_app
from journey_tracker.web.render import PAGES
from tests.browser.application import free_port
from tests.browser.looking import violations
from tests.journey_tracker.web.year import NOW_MS, fill

pytestmark = pytest.mark.browser
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE: ViewportSize = {"width": 390, "height": 800}
A4_LANDSCAPE: ViewportSize = {"width": 1062, "height": 734}
"""Inside margins of 8 mm, at 96 dots an inch."""


@contextmanager
def serving(app: web.Application) -> Iterator[str]:
    """The address at which a thread serves the application as long as the block lasts."""
    loop, port, up = asyncio.new_event_loop(), free_port(), threading.Event()
    runner = web.AppRunner(app)

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        up.set()

    def serve() -> None:
        loop.run_until_complete(start())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())

    thread = threading.Thread(target=serve)
    thread.start()
    up.wait(30)
    yield f"http://127.0.0.1:{port}/journey"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages over a made-up year."""
    url = f"sqlite:///{tmp_path_factory.mktemp('journey') / 'journey.db'}"
    store, actions, app = open_store(url), open_actions(url), web.Application()
    fill(store)
    app.add_subapp("/journey/", build_app(store, actions=actions, clock=lambda: NOW_MS))
    with serving(app) as at:
        yield at
    actions.close()
    store.close()


class TestEveryPage:
    @pytest.mark.parametrize("here", PAGES)
    def test_breaks_no_rule_of_accessibility(self, page: Page, address: str, here: str) -> None:
        """In a light and in a dark room: contrast, headings, names, tables."""
        page.goto(f"{address}/{here}")

        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == []

    @pytest.mark.parametrize("here", PAGES)
    def test_does_not_stick_out_on_a_phone(self, page: Page, address: str, here: str) -> None:
        """What is wider scrolls within its own frame."""
        page.set_viewport_size(PHONE)
        page.goto(f"{address}/{here}")

        assert page.evaluate(STICKS_OUT) <= 0


class TestJourneyMap:
    def test_is_seen_whole_on_a_laptop(self, page: Page, address: str) -> None:
        """All columns within 1280 pixels, and every figure of the drawings within its own column."""
        page.goto(f"{address}/")

        table = page.locator("table.map").bounding_box()
        assert table is not None
        assert table["x"] + table["width"] <= 1280
        overlaps = page.evaluate(
            """() => {
              const boxes = [...document.querySelectorAll("tbody.new .chart .value, tbody.new .chart .share")]
                .map(text => text.getBoundingClientRect());
              return boxes.filter((a, i) => boxes.slice(i + 1).some(b =>
                a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
            }"""
        )
        assert overlaps == 0

    def test_is_printed_on_a4(self, page: Page, address: str) -> None:
        """Landscape, nothing cut off: the first purchase on one page, the repeat purchase and care on the next."""
        page.goto(f"{address}/")
        page.set_viewport_size(A4_LANDSCAPE)
        page.emulate_media(media="print")

        assert page.evaluate(STICKS_OUT) <= 0
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
        expect(page.locator(".menu")).to_be_hidden()

    def test_leads_from_a_cell_to_its_contacts_and_one_conversation(self, page: Page, address: str) -> None:
        """The filter goes along on the way down."""
        page.goto(f"{address}/?from=2026-01-01")
        page.locator("tbody.new tr.success a").nth(1).click()

        expect(page.locator("select[name=phase]")).to_have_value("selection")
        expect(page.locator("input[name=from]")).to_have_value("2026-01-01")
        page.locator("tbody th a").first.click()
        expect(page.locator("h1")).to_contain_text("Contactmoment")


class TestActions:
    def test_a_finding_becomes_an_action_without_javascript(self, page: Page, address: str) -> None:
        """From what stands out to who does what, with the figure of then."""
        page.goto(f"{address}/actions")
        page.locator(".candidates a", has_text="Maak er een actie van").first.click()
        page.locator("[name=owner]").fill("Anne")
        page.locator("[name=due]").fill("2026-06-01")
        page.get_by_role("button", name="Bewaar").click()

        row = page.locator("table.actions tbody tr")
        expect(row).to_contain_text("Anne")
        row.get_by_role("button", name="Zet op klaar").click()
        expect(row).to_contain_text("klaar op")
