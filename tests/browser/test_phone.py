from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat
from tests.browser.looking import TOO_SMALL

pytestmark = pytest.mark.browser
NEED = "ik zoek een lichte laptop onder de 700 euro"


def overflow(page: Page) -> int:
    """CSS pixels that stick out on the right."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wider


@pytest.fixture
def phone(page: Page, koopwijzer: Koopwijzer) -> Chat:
    """The chat on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    chat = Chat(page)
    chat.visit(koopwijzer.public)
    return chat


class TestPhone:
    def test_nothing_sticks_out(self, phone: Chat, koopwijzer: Koopwijzer) -> None:
        """List, product page and chat with cards fit in 390 px."""
        phone.say(NEED)
        assert overflow(phone.page) <= 0
        assert phone.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0

        phone.box.press("Escape")
        for link in (koopwijzer.public, phone.page.locator(".product a").first.get_attribute("href")):
            phone.page.goto(link if link and link.startswith("http") else f"{koopwijzer.public}{link}")
            assert overflow(phone.page) <= 0

    def test_the_chat_fills_the_screen(self, phone: Chat) -> None:
        """The chat is a sheet over the whole page with the box at its foot."""
        box = phone.panel.bounding_box()

        assert box == {"x": 0, "y": 0, "width": 390, "height": 844}

    def test_everything_can_be_hit_with_a_thumb(self, phone: Chat) -> None:
        """Buttons, chips and box are at least 44 by 44."""
        phone.say(NEED)

        assert phone.panel.evaluate(TOO_SMALL) == []

    def test_four_times_as_large_still_works(self, page: Page, koopwijzer: Koopwijzer) -> None:
        """At 400% zoom a message can be sent and the answer read without scrolling sideways."""
        page.set_viewport_size({"width": 320, "height": 256})
        chat = Chat(page)
        chat.visit(koopwijzer.public)
        chat.say(NEED)

        expect(chat.messages.first.locator(".text")).to_be_in_viewport()
        assert chat.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
