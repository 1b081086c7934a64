from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat

pytestmark = pytest.mark.browser


def tab_to(page: Page, chat: Chat, selector: str, *, back: bool = False) -> None:
    """Press Tab until the element is reached; a keyboard trap or a missing stop fails."""
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if chat.focused.count() and chat.focused.evaluate("(element, wanted) => element.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


class TestWithoutAMouse:
    def test_the_whole_visit_can_be_done_by_keyboard(self, page: Page, koopwijzer: Koopwijzer) -> None:
        """Open, ask, choose an offered answer with the arrows, close: the focus is always somewhere sensible."""
        chat = Chat(page)
        page.goto(koopwijzer.public)
        page.locator("koopwijzer-chat .launcher").wait_for()

        tab_to(page, chat, ".launcher")
        page.keyboard.press("Enter")
        expect(chat.box).to_be_focused()
        page.keyboard.type("ik zoek een lichte laptop onder de 700 euro")
        page.keyboard.press("Enter")
        chat.wait_for_answer(0)
        tab_to(page, chat, ".chip", back=True)
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Home")
        chosen = chat.focused.inner_text()
        page.keyboard.press("Enter")
        expect(chat.box).to_be_focused()
        chat.wait_for_answer(1)
        assert chosen in chat.texts()
        page.keyboard.press("Escape")

        expect(chat.panel).to_be_hidden()
        expect(page.locator("koopwijzer-chat .launcher")).to_be_focused()

    def test_shift_enter_starts_a_new_line(self, chat: Chat) -> None:
        """Only Enter alone sends; what is sent keeps its lines."""
        chat.box.press_sequentially("eerste")
        chat.box.press("Shift+Enter")
        chat.box.press_sequentially("tweede")
        expect(chat.box).to_have_value("eerste\ntweede")
        chat.box.press("Enter")
        chat.wait_for_answer(0)

        assert chat.texts()[0] == "eerste\ntweede"

    def test_enter_that_ends_a_composition_does_not_send(self, chat: Chat) -> None:
        """Who writes with an input method picks characters with Enter; the message stays in the box."""
        chat.box.fill("ラップトップ")
        chat.box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})

        expect(chat.box).to_have_value("ラップトップ")
        expect(chat.messages).to_have_count(0)

    def test_a_sheet_over_the_page_keeps_the_focus(self, page: Page, koopwijzer: Koopwijzer) -> None:
        """On a phone Tab goes round in the chat, never to the page that lies behind it."""
        page.set_viewport_size({"width": 390, "height": 844})
        chat = Chat(page)
        chat.visit(koopwijzer.public)

        for _ in range(12):
            page.keyboard.press("Tab")
            assert chat.focused.count() == 1
