from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat
from tests.browser.staff import log_in

pytestmark = pytest.mark.browser


class TestAskingForAPerson:
    def test_a_number_reaches_the_staff(self, chat: Chat, koopwijzer: Koopwijzer) -> None:
        """One press asks for a person, one for a call instead, one answer leaves a number, and the staff find it."""
        chat.panel.get_by_role("button", name="Spreek een medewerker").first.click()
        chat.wait_for_answer(0)
        assert chat.texts()[0] == "Spreek een medewerker"
        chat.panel.get_by_role("button", name="Liever teruggebeld").last.click()
        expect(chat.answers.last).to_contain_text("telefoonnummer")
        expect(chat.answers.last).to_contain_text("mail")

        chat.say("06 12345678")
        expect(chat.answers.last).to_contain_text("12345678")

        log_in(chat.page, koopwijzer)
        chat.page.goto(f"{koopwijzer.staff}/callbacks")
        expect(chat.page.locator("article").filter(has_text="12345678")).to_be_visible()
