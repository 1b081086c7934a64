from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat

pytestmark = pytest.mark.browser
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"


class TestOddMessages:
    def test_markup_is_shown_as_typed(self, chat: Chat) -> None:
        """A script in a message is text on the screen; the page fixture fails on any dialog."""
        chat.say(MARKUP)

        assert chat.texts()[0] == MARKUP
        assert chat.messages.locator("script, img[src='x']").count() == 0

    def test_nothing_typed_is_said_to_be_nothing(self, chat: Chat) -> None:
        """Sending an empty box gives a clear sentence and no message."""
        chat.send("   ")

        expect(chat.notice).to_contain_text("nog geen vraag")
        expect(chat.messages).to_have_count(0)

    def test_what_is_empty_after_cleaning_stays_in_the_box(self, chat: Chat) -> None:
        """Invisible characters are refused by the server; the text comes back with the reason."""
        chat.send("\u200b\u200b")

        expect(chat.notice).to_contain_text("nog geen vraag")
        expect(chat.box).to_have_value("\u200b\u200b")
        expect(chat.messages).to_have_count(0)

    def test_emoji_only_gets_an_answer(self, chat: Chat) -> None:
        """Somebody who only sends a picture is asked what it is about."""
        chat.say("🙈")

        assert chat.texts()[0] == "🙈"
        assert len(chat.texts()) == 2

    def test_too_long_a_message_stays_in_the_box(self, chat: Chat) -> None:
        """3,000 characters are counted, refused with the limit, and not lost."""
        chat.send("x" * 3000)

        expect(chat.notice).to_contain_text("2000 tekens")
        expect(chat.panel.locator(".counter")).to_have_text("3000 van 2000 tekens")
        expect(chat.box).to_have_value("x" * 3000)
        expect(chat.messages).to_have_count(0)
