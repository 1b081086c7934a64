"""The pictures of the README, taken of the real application: `./run pictures`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.application import ROOT, Koopwijzer, running
from tests.browser.chat import Chat
from tests.browser.conftest import FLAGS
from tests.browser.slim import slim
from tests.browser.staff import log_in, touchpoints

FOLDER = ROOT / "docs" / "img"
DESKTOP, PHONE, STAFF = (1280, 800), (390, 844), (1000, 800)
"""Width and height of a window, in pixels; staff pages are shown whole."""
TRACKER_MS = 1500
"""So long after the desk the journey knows it too, with room to spare."""
NEED = "ik zoek een lichte laptop onder de 700 euro"
ORDER = "waar blijft mijn bestelling? het is KW-2026-10403, postcode 9711 LM"


@dataclass(frozen=True, slots=True)
class Studio:
    """A browser before a shop that runs."""

    browser: Browser
    shop: Koopwijzer

    @contextmanager
    def page(self, size: tuple[int, int] = DESKTOP) -> Iterator[Page]:
        """A tab of a visitor nobody saw before, who reads Dutch."""
        width, height = size
        context = self.browser.new_context(
            locale="nl-NL", viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        yield context.new_page()
        context.close()

    @contextmanager
    def chat(self, path: str, *lines: str, size: tuple[int, int] = DESKTOP) -> Iterator[Chat]:
        """The chat on a page of the shop, after these lines of the shopper."""
        with self.page(size) as page:
            opened = Chat(page)
            opened.visit(self.shop.public + path)
            for line in lines:
                opened.say(line)
            yield opened

    def take(self, name: str, what: Page | Locator) -> None:
        """Write docs/img/<name>.png."""
        (FOLDER / f"{name}.png").write_bytes(slim(what.screenshot(), self.browser))


def choice(studio: Studio) -> None:
    """The demo shop, with the chat open on a choice."""
    with studio.chat("/c/laptop", NEED) as chat:
        studio.take("choice", chat.page)


def comparison(studio: Studio) -> None:
    """The chat with a comparison of what it showed."""
    with studio.chat("/c/laptop", NEED, "wat is het verschil tussen de eerste en de tweede?") as chat:
        studio.take("compare", chat.panel)


def order(studio: Studio) -> None:
    """The chat with an order, after proof."""
    with studio.chat("/", ORDER) as chat:
        studio.take("order", chat.panel)


def phone(studio: Studio) -> None:
    """The chat on a phone, with answers to press."""
    with studio.chat("/c/koptelefoon", "draadloze koptelefoon met ruisonderdrukking, max 150 euro", size=PHONE) as chat:
        studio.take("phone", chat.page)


def staff(studio: Studio) -> None:
    """The desk with a live conversation and its summary; then the same as a touchpoint."""
    lines = (NEED, "pff, wat een gedoe. kan ik gewoon iemand spreken?")
    with studio.chat("/c/laptop", *lines) as chat, studio.page(STAFF) as desk:
        log_in(desk, studio.shop, "Anna")
        desk.locator("#waiting-list > li").get_by_role("button", name="Neem over").click()
        desk.get_by_label("Je antwoord").fill("Hoi! Ik kijk even met je mee: waar gebruik je hem voor?")
        desk.keyboard.press("Enter")
        expect(chat.messages.last).to_contain_text("Hoi! Ik kijk")
        chat.send("vooral studie en af en toe een serie, dankjewel!")
        expect(desk.locator("#said .shopper")).to_have_count(3)
        expect(desk.locator("#said > [data-pending]")).to_have_count(0, timeout=20_000)
        studio.take("desk", desk.locator("body"))
        desk.get_by_role("button", name="Rond af").click()
        expect(desk.get_by_role("button", name="Markeer als beoordeeld")).to_be_visible()
        desk.wait_for_timeout(TRACKER_MS)
        (touchpoint, *_) = touchpoints(desk, studio.shop)
        desk.goto(f"{studio.shop.staff}/journey/t/{touchpoint['id']}")
        studio.take("touchpoint", desk.locator("body"))


PICTURES: tuple[Callable[[Studio], None], ...] = (choice, comparison, order, phone, staff)


def main() -> None:
    """Take all of them, of a shop with an empty data folder."""
    FOLDER.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as data,
        running(Path(data), DESK_HOURS="always") as shop,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        studio = Studio(browser, shop)
        for picture in PICTURES:
            picture(studio)
        browser.close()


if __name__ == "__main__":
    main()
