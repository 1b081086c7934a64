from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Koopwijzer
from tests.browser.chat import Chat
from tests.browser.line import Line

pytestmark = pytest.mark.browser
CONSENT = "dispatchEvent(new CustomEvent('KoopwijzerConsent', {detail: {given: true}}))"


@pytest.fixture
def online(line: Line, page: Page, koopwijzer: Koopwijzer) -> Chat:
    """The chat, opened over that line."""
    chat = Chat(page)
    chat.visit(koopwijzer.public)
    return chat


class TestBrokenLine:
    def test_a_message_whose_acknowledgement_was_lost_counts_once(self, online: Chat, line: Line) -> None:
        """It is sent again with the same id after the cut; the shopper sees one message and one answer."""
        online.say("hallo")
        line.swallowing = True
        online.send("goedkoper")
        expect(online.messages.last).to_contain_text("Wordt verstuurd")
        line.swallowing = False
        line.cut()

        online.wait_for_answer(1)
        first, *again = [frame["id"] for frame in line.of("say") if frame["text"] == "goedkoper"]
        assert again == [first]
        assert online.texts().count("goedkoper") == 1
        assert online.answers.count() == 2

    def test_a_message_typed_without_a_line_survives_a_reload(self, online: Chat, page: Page) -> None:
        """What was sent off line is kept by the tab and goes out when the page comes back on line."""
        page.context.set_offline(True)
        expect(online.notice).to_contain_text("Geen verbinding")
        online.send("hallo")
        expect(online.messages.first).to_contain_text("Wordt verstuurd")

        page.context.set_offline(False)
        page.reload()

        online.wait_for_answer(0)
        assert online.texts()[0] == "hallo"
        expect(online.notice).to_be_hidden()

    def test_a_refused_token_starts_afresh_and_says_so(self, online: Chat, page: Page) -> None:
        """A conversation the server does not know is cleared from the screen, with a word about it."""
        online.say("hallo")
        page.evaluate("""sessionStorage.setItem("koopwijzer.token", '"forged"')""")
        page.reload()

        expect(online.notice).to_contain_text("opnieuw")
        expect(online.messages).to_have_count(0)

    def test_two_tabs_show_one_conversation(self, online: Chat, page: Page, koopwijzer: Koopwijzer) -> None:
        """With consent a second tab shows what is said in the first, and the other way round."""
        page.evaluate(CONSENT)
        online.say("hallo")
        other = Chat(page.context.new_page())
        other.page.goto(koopwijzer.public)
        other.page.evaluate(CONSENT)
        other.page.locator("koopwijzer-chat .launcher").click()
        expect(other.messages).to_have_count(online.messages.count())
        other.say("goedkoper")

        assert online.texts() == other.texts()

    def test_nothing_outlives_the_tab_without_consent(self, online: Chat, page: Page) -> None:
        """Without consent the browser keeps nothing; with it, only what finds the conversation back."""
        online.say("hallo")
        assert page.evaluate("Object.keys(localStorage)") == []

        page.evaluate(CONSENT)
        kept = {"koopwijzer.token", "koopwijzer.conversation", "koopwijzer.epoch", "koopwijzer.last"}
        assert set(page.evaluate("Object.keys(localStorage)")) == kept
