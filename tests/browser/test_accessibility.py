from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat
from tests.browser.looking import violations
from tests.browser.staff import log_in

pytestmark = pytest.mark.browser
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]


@pytest.fixture(params=SCHEMES)
def seen(page: Page, request: pytest.FixtureRequest) -> Page:
    """A tab in a light and in a dark room."""
    page.emulate_media(color_scheme=request.param)
    return page


class TestAxe:
    def test_the_shop_has_no_violations(self, seen: Page, koopwijzer: Koopwijzer) -> None:
        """List and product page, with the closed widget."""
        seen.goto(koopwijzer.public)
        seen.locator("koopwijzer-chat .launcher").wait_for()
        assert violations(seen) == []

        seen.locator(".product a").first.click()
        seen.locator("koopwijzer-chat .launcher").wait_for()
        assert violations(seen) == []

    def test_the_open_chat_has_no_violations(self, seen: Page, koopwijzer: Koopwijzer) -> None:
        """Empty, with cards and chips, and with a complaint about a message."""
        chat = Chat(seen)
        chat.visit(koopwijzer.public)
        assert violations(seen) == []

        chat.say("ik zoek een lichte laptop onder de 700 euro")
        chat.send("x" * 3000)
        assert violations(seen) == []

    @pytest.mark.parametrize("path", ["/callbacks", "/journey/"])
    def test_the_staff_pages_have_no_violations(self, seen: Page, koopwijzer: Koopwijzer, path: str) -> None:
        """Login, call-backs and the journey log."""
        seen.goto(f"{koopwijzer.staff}/login")
        assert violations(seen) == []

        log_in(seen, koopwijzer)
        seen.goto(koopwijzer.staff + path)
        assert violations(seen) == []


class TestScreenReader:
    def test_one_region_speaks_and_says_who(self, chat: Chat) -> None:
        """There is one live region, polite; every message begins with who said it."""
        chat.say("hallo")

        log = chat.panel.get_by_role("log")
        assert log.get_attribute("aria-live") == "polite"
        assert chat.panel.locator("[aria-live], [role=alert], [role=status]").count() == 1
        assert chat.messages.nth(0).text_content() == "Jij zei:hallo"
        assert (chat.messages.nth(1).text_content() or "").startswith("Assistent zei:")
