from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat
from tests.browser.staff import log_in, touchpoints

pytestmark = pytest.mark.browser
NEED = "ik zoek een lichte laptop onder de 700 euro"
WEIGHT = "gewicht"
TRACKER_SECONDS = 15


class TestLookingForALaptop:
    def test_a_need_gives_three_products_that_fit(self, chat: Chat) -> None:
        """Price cap and wish are respected, and the card shows that the wish is met."""
        chat.say(NEED)

        products = chat.newest_products()
        assert len(products) == 3
        assert all(product.price < 700 for product in products)
        assert all(WEIGHT in product.fitting for product in products)

    def test_cheaper_means_cheaper_than_what_was_shown_first(self, chat: Chat) -> None:
        """After "goedkoper" every card costs less than the first card before."""
        chat.say(NEED)
        first = chat.newest_products()[0]

        chat.say("goedkoper")

        products = chat.newest_products()
        assert products
        assert all(product.price < first.price for product in products)
        assert chat.answers.filter(has=chat.page.locator(".card")).count() == 2

    def test_a_reload_loses_nothing(self, chat: Chat) -> None:
        """Everything said and shown is there again, in order, in a chat that is still open."""
        chat.say(NEED)
        chat.say("goedkoper")
        said, shown = chat.texts(), chat.newest_products()

        chat.page.reload()

        expect(chat.messages).to_have_count(len(said))
        assert said == chat.texts()
        assert shown == chat.newest_products()

    def test_the_way_to_a_person_stays_in_view(self, chat: Chat) -> None:
        """However long the conversation, first line and button for a person stand above it, and the box below."""
        chat.say(NEED)
        chat.say("goedkoper")
        chat.page.reload()

        expect(chat.messages).to_have_count(4)
        expect(chat.panel.get_by_role("button", name="Spreek een medewerker").first).to_be_in_viewport()
        expect(chat.panel.get_by_text("Je praat met een computer")).to_be_in_viewport()
        expect(chat.box).to_be_in_viewport()

    def test_the_visit_is_one_touchpoint_in_selection(self, page: Page, koopwijzer: Koopwijzer) -> None:
        """The staff see one more contact, in its phase and with its mood."""
        log_in(page, koopwijzer)
        before = len(touchpoints(page, koopwijzer))
        chat = Chat(page)
        chat.visit(koopwijzer.public)
        chat.say(NEED)
        chat.say("goedkoper")
        chat.say("super, wat een fijne laptops, echt top geholpen!")

        wait_for_touchpoints(page, koopwijzer, before + 1)

        assert "Selectie" in newest_touchpoint(page, koopwijzer, showing="Positief")


def newest_touchpoint(page: Page, koopwijzer: Koopwijzer, *, showing: str) -> str:
    """The top row of the log once it shows something, else as it is when the tracker has had its time."""
    deadline = time.monotonic() + TRACKER_SECONDS
    while True:
        page.goto(f"{koopwijzer.staff}/journey/log?lang=nl")
        row = page.locator("tbody tr").first.inner_text()
        if showing in row or time.monotonic() > deadline:
            assert showing in row
            return row
        page.wait_for_timeout(200)


def wait_for_touchpoints(page: Page, koopwijzer: Koopwijzer, wanted: int) -> None:
    """The tracker follows the conversation within seconds, not within the turn."""
    deadline = time.monotonic() + TRACKER_SECONDS
    while len(touchpoints(page, koopwijzer)) < wanted and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert len(touchpoints(page, koopwijzer)) == wanted
