from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat

pytestmark = pytest.mark.browser


class TestLanguage:
    def test_one_press_changes_interface_and_answers(self, chat: Chat) -> None:
        """After the switch the chat and the assistant speak English, also after a reload."""
        chat.panel.get_by_role("button", name="English").click()
        expect(chat.panel).to_contain_text("You are talking to a computer")
        expect(chat.panel.get_by_role("button", name="Talk to a person")).to_be_visible()
        chat.say("I am looking for a light laptop under 700 euros")
        expect(chat.panel.get_by_role("button", name="No preference")).to_be_visible()

        chat.page.reload()
        expect(chat.panel.get_by_role("button", name="Send")).to_be_visible()
        expect(chat.messages.first).to_contain_text("You said:")

    def test_follows_the_page(self, chat: Chat, koopwijzer: Koopwijzer) -> None:
        """On an English page a shopper who never chose is spoken to in English."""
        chat.page.evaluate("sessionStorage.clear()")
        chat.visit(f"{koopwijzer.public}/?lang=en")

        expect(chat.panel.get_by_role("button", name="Nederlands")).to_be_visible()

    def test_follows_the_shopper(self, chat: Chat) -> None:
        """Who types English in a Dutch chat is answered in it, and reads the rest of the chat in it too."""
        chat.say("hello, I am looking for a quiet washing machine under 700 euros please")
        expect(chat.panel.get_by_role("button", name="Send")).to_be_visible()

        expect(chat.panel).to_contain_text("You are talking to a computer")
        expect(chat.panel.locator("li.bot").last).to_have_attribute("lang", "en")
