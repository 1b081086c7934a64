"""The pictures of docs/journey.md, taken of the real pages over the year of the demo: `./run pictures`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize, async_playwright
from playwright.sync_api import sync_playwright

from journey_tracker import open_actions, open_store
from journey_tracker.demo import planning, writer
from journey_tracker.demo.calendar import Year
from journey_tracker.demo.stories import Stories, stories
from journey_tracker.demo.year import PEOPLE, SEED
from journey_tracker.web import build_app
from tests.browser import chromium
from tests.browser.application import ROOT
from tests.browser.conftest import FLAGS
from tests.browser.slim import slim

FOLDER = ROOT / "docs" / "journey"
WINDOW: ViewportSize = {"width": 1280, "height": 800}
"""In pixels; pages are shown whole."""
WEEK = timedelta(weeks=1)
LAST = date(2026, 11, 21)
"""Last day of the year in the pictures, so that they change only when a page or the demo does."""


def addresses(told: Stories) -> Mapping[str, str]:
    """What is shown, by the name of the picture: mostly the days of a story."""
    during = {key: f"from={story.first}&to={story.last}" for key, story in told.items()}
    feed, carrier = told["feed"], told["carrier"]
    around = f"from={feed.first - 3 * WEEK}&to={feed.last + 3 * WEEK}"
    since = f"compare_from={carrier.last + 2 * WEEK}&compare_to={carrier.last + 10 * WEEK}"
    return {
        "map": "",
        "compare": f"?{during['carrier']}&{since}",
        "weeks": "weeks",
        "feed": f"emotion?{around}",
        "funnel": f"funnel?language=en&{during['english']}",
        "transitions": "transitions",
        "emotion": f"emotion?{during['carrier']}",
        "success": f"success?{during['carrier']}",
        "channels": "channels",
        "between": "between",
        "cohorts": "cohorts",
        "surveys": "surveys",
        "price": f"price?{during['welcome']}",
        "handoffs": f"handoffs?{during['sinterklaas']}",
        "dropoff": "dropoff",
        "plan": "plan",
        "actions": "actions",
        "log": "log?phase=delivery&mood=negative",
        "definitions": "definitions",
    }


@asynccontextmanager
async def pages(folder: Path) -> AsyncIterator[str]:
    """Address of the pages over the demo."""
    url = f"sqlite:///{folder / 'demo.db'}"
    store, actions = open_store(url), open_actions(url)
    writer.write(store, LAST, people=PEOPLE, seed=SEED, force=False)
    planning.plan(store, actions, stories(Year(LAST)), "nl")
    app = build_app(store, actions=actions, clock=lambda: Year(LAST).end_ms)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))
    store.close()
    actions.close()


async def take(page: Page, root: str) -> dict[str, bytes]:
    """All pictures by name, and that of a long conversation."""
    taken = {}
    for name, address in addresses(stories(Year(LAST))).items():
        await page.goto(root + address)
        taken[name] = await page.screenshot(full_page=True)
    await page.goto(f"{root}touchpoints.json?phase=customer_care&limit=100")
    longest = max(await page.evaluate("JSON.parse(document.body.innerText)"), key=_messages)
    await page.goto(f"{root}t/{longest['id']}")
    taken["touchpoint"] = await page.screenshot(full_page=True)
    return taken


def _messages(touchpoint: Mapping[str, int]) -> int:
    return touchpoint["shopper_messages"] + touchpoint["agent_messages"]


async def photographed() -> dict[str, bytes]:
    """All pictures, of a demo that is written anew."""
    with TemporaryDirectory() as folder:
        async with pages(Path(folder)) as root, async_playwright() as playwright:
            browser: Browser = await playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
            page = await browser.new_page(locale="nl-NL", viewport=WINDOW, reduced_motion="reduce")
            taken = await take(page, root)
            await browser.close()
    return taken


def main() -> None:
    """Write docs/journey/<name>.png."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    taken = asyncio.run(photographed())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        for name, png in taken.items():
            (FOLDER / f"{name}.png").write_bytes(slim(png, browser))
        browser.close()


if __name__ == "__main__":
    main()
