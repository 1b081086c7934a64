"""The widget on a shop's own page: a strict policy, where the shopper is, what may be stored, and who sees it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.foreign import ORIGIN, open_shop, policy_for
from tests.browser.line import Line
from tests.gateway.running import RunningGateway

pytestmark = pytest.mark.browser
LASTING = "Object.keys(localStorage).filter(key => key.startsWith('koopwijzer.'))"
CONSENT = "given => dispatchEvent(new CustomEvent('KoopwijzerConsent', {detail: {given}}))"
MOVED = "detail => dispatchEvent(new CustomEvent('KoopwijzerPage', {detail}))"
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }})"""
ANYONE = {"Access-Control-Allow-Origin": "*"}
KEYBOARD = """const room = new EventTarget();
Object.assign(room, {height: innerHeight, width: innerWidth, offsetTop: 0, offsetLeft: 0, scale: 1});
Object.defineProperty(window, "visualViewport", {value: room});
window.keyboardUp = (height) => { room.height = height; room.dispatchEvent(new Event("resize")); };"""


def heard(floor: RunningGateway, chat: Chat) -> list[dict[str, Any]]:
    """The page that each message of the shopper was stored with."""
    entries = floor.run(floor.log.read(chat.conversation))
    return [dict(entry.body["page"]) for entry in entries if entry.client_id]


def share(page: Page, percent: int, draw: int | None = None) -> None:
    """Let the gateway say that so many see the widget, to a visitor who drew `draw`."""
    page.route("**/widget/rollout.json*", lambda route: route.fulfill(json={"share": percent}, headers=ANYONE))
    if draw is not None:
        page.add_init_script(f"sessionStorage.setItem('koopwijzer.draw', '{draw}')")


class TestPolicy:
    def test_a_shop_needs_four_lines(self, page: Page, floor: RunningGateway) -> None:
        """Where only our origin is allowed, nothing inline, the chat opens and answers without one complaint."""
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        open_shop(page, floor.url, policy=policy_for(floor.url))
        chat = Chat(page)
        chat.launcher.click()
        chat.say("hallo")

        assert chat.texts() == ["hallo", "re hallo"]
        assert [said for said in complaints if "favicon" not in said] == []

    def test_the_shop_chooses_colours_and_place(self, page: Page, floor: RunningGateway) -> None:
        """Custom properties on the page reach through the shadow root; the rest keeps our look."""
        open_shop(page, floor.url)
        page.add_style_tag(content=":root { --koopwijzer-action: rgb(120, 20, 90); --koopwijzer-right: 99px; }")
        chat = Chat(page)
        chat.launcher.click()

        page.mouse.move(0, 0)
        send = chat.panel.locator("form button")
        assert send.evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(120, 20, 90)"
        assert chat.panel.evaluate("panel => getComputedStyle(panel).right") == "99px"
        assert chat.panel.evaluate("panel => getComputedStyle(panel).backgroundColor") == "rgb(251, 250, 247)"

    def test_other_styles_of_the_shop_stay_outside(self, page: Page, floor: RunningGateway) -> None:
        """A shop that styles every button and paragraph does not touch ours."""
        open_shop(page, floor.url)
        page.add_style_tag(content="* { font-size: 40px !important } button, p, table { display: none !important }")
        chat = Chat(page)
        chat.launcher.click()
        chat.say("hallo")

        expect(chat.panel.locator("form button")).to_be_visible()


class TestPage:
    def test_a_message_carries_the_page_it_was_said_on(self, page: Page, floor: RunningGateway, line: Line) -> None:
        """First what the script tag told, then what the shop told last, without a reload."""
        tag = 'data-product="p1" data-category="laptop" data-basket="p7:2 a:b:1 p9"'
        open_shop(page, floor.url, "/laptops/p1?code=geheim", attributes=tag)
        chat = Chat(page)
        chat.launcher.click()
        chat.say("past deze bij mijn tas?")
        page.evaluate("history.pushState({}, '', '/laptops/p2')")
        page.evaluate(MOVED, {"product": "p2", "basket": [{"product": "p2", "quantity": 1}, {"product": ""}, None]})
        chat.say("en deze?")

        first, second = heard(floor, chat)
        lines = [("p7", 2), ("a:b", 1), ("p9", 1)]
        basket = [{"product": product, "quantity": quantity} for product, quantity in lines]
        assert first == {"product": "p1", "category": "laptop", "url": f"{ORIGIN}/laptops/p1", "basket": basket}
        assert second == {
            "product": "p2",
            "url": f"{ORIGIN}/laptops/p2",
            "basket": [{"product": "p2", "quantity": 1}],
        }
        assert len(line.of("page")) == 1

    def test_a_move_before_the_first_opening_counts(self, page: Page, floor: RunningGateway) -> None:
        """The page is where the shopper is when the chat begins, not where the script was loaded."""
        open_shop(page, floor.url, attributes='data-product="p1"')
        chat = Chat(page)
        chat.launcher.wait_for()
        page.evaluate(MOVED, {"category": "fiets", "basket": "p3:30000"})
        chat.launcher.click()
        chat.say("hallo")

        page_told = heard(floor, chat)[0]
        assert page_told["category"] == "fiets"
        assert "product" not in page_told
        assert page_told["basket"] == [{"product": "p3", "quantity": 999}]


class TestConsent:
    def test_without_it_nothing_outlives_the_tab(self, page: Page, floor: RunningGateway) -> None:
        """Only the tab remembers; consent keeps the conversation, withdrawal forgets it again, in the midst of it."""
        open_shop(page, floor.url)
        chat = Chat(page)
        chat.launcher.click()
        chat.say("een")
        assert page.evaluate(LASTING) == []

        page.evaluate(CONSENT, True)
        assert "koopwijzer.token" in page.evaluate(LASTING)
        chat.say("twee")
        page.evaluate(CONSENT, False)
        assert page.evaluate(LASTING) == []
        page.reload()

        expect(chat.messages).to_have_count(4)
        assert page.evaluate(LASTING) == []

    def test_a_tag_that_says_yes_brings_the_visitor_back(self, page: Page, floor: RunningGateway) -> None:
        """In a new tab, days later, the conversation is there; a tag that says no clears what was kept."""
        open_shop(page, floor.url, attributes='data-consent="yes"')
        chat = Chat(page)
        chat.launcher.click()
        chat.say("hallo")
        later = Chat(page.context.new_page())
        open_shop(later.page, floor.url, attributes='data-consent="yes"')
        later.launcher.click()
        expect(later.messages).to_have_count(2)

        other = page.context.new_page()
        open_shop(other, floor.url, attributes='data-consent="no"')
        Chat(other).launcher.wait_for()
        assert other.evaluate(LASTING) == []

    def test_withdrawn_in_one_tab_is_withdrawn_in_all(self, page: Page, floor: RunningGateway) -> None:
        """The other tab goes on, and writes nothing back."""
        open_shop(page, floor.url, attributes='data-consent="yes"')
        chat = Chat(page)
        chat.launcher.click()
        chat.say("een")
        other = page.context.new_page()
        open_shop(other, floor.url, attributes='data-consent="yes"')
        Chat(other).launcher.wait_for()
        other.evaluate(CONSENT, False)
        chat.say("twee")

        assert page.evaluate(LASTING) == []
        assert chat.texts() == ["een", "re een", "twee", "re twee"]

    def test_blocked_storage_costs_only_the_memory(self, page: Page, floor: RunningGateway) -> None:
        """A browser that allows no storage at all still gets its answer."""
        page.add_init_script(NO_STORAGE)
        open_shop(page, floor.url, attributes='data-consent="yes"')
        chat = Chat(page)
        chat.launcher.click()
        chat.say("hallo")

        assert chat.texts() == ["hallo", "re hallo"]


class TestRollout:
    @pytest.mark.parametrize(("percent", "draw", "seen"), [(50, 49, 1), (50, 51, 0), (0, 0, 0), (100, 99, 1)])
    def test_a_share_sees_it(self, page: Page, floor: RunningGateway, percent: int, draw: int, seen: int) -> None:
        """Who drew below the share sees the launcher, at 0 nobody and at 100 everybody."""
        share(page, percent, draw)
        with page.expect_response("**/widget/rollout.json*"):
            open_shop(page, floor.url)
        page.wait_for_timeout(300)

        assert page.locator("koopwijzer-chat").count() == seen

    def test_the_draw_stays_for_the_visit(self, page: Page, floor: RunningGateway) -> None:
        """One number a visitor, kept as long as may be kept."""
        share(page, 50)
        with page.expect_response("**/widget/rollout.json*"):
            open_shop(page, floor.url)
        page.wait_for_function("sessionStorage.getItem('koopwijzer.draw') !== null")
        drawn = page.evaluate("sessionStorage.getItem('koopwijzer.draw')")
        page.reload()

        assert page.evaluate("sessionStorage.getItem('koopwijzer.draw')") == drawn
        assert page.evaluate(LASTING) == []

    def test_at_full_share_nothing_is_drawn(self, page: Page, floor: RunningGateway) -> None:
        """Before it is opened the widget stores nothing."""
        open_shop(page, floor.url)
        Chat(page).launcher.wait_for()

        assert page.evaluate("sessionStorage.length + localStorage.length") == 0

    def test_without_an_answer_nobody_sees_it(self, context: BrowserContext, floor: RunningGateway) -> None:
        """A gateway that cannot say so shows no button that could not work."""
        page = context.new_page()
        page.route("**/widget/rollout.json*", lambda route: route.fulfill(status=503, headers=ANYONE))
        with page.expect_event("pageerror") as error:
            open_shop(page, floor.url)

        assert "503" in str(error.value)
        assert page.locator("koopwijzer-chat").count() == 0

    def test_the_word_shows_it_for_the_visit(self, page: Page, floor: RunningGateway) -> None:
        """Staff open one page with the word, and see the chat on the next ones as well."""
        floor.stop()
        floor.given |= {"WIDGET_SHARE": "0", "WIDGET_PREVIEW": "alvast"}
        floor.start()
        try:
            with page.expect_response("**/widget/rollout.json*"):
                open_shop(page, floor.url, "/?koopwijzer=verkeerd")
            page.wait_for_timeout(200)
            assert page.locator("koopwijzer-chat").count() == 0
            open_shop(page, floor.url, "/?koopwijzer=alvast")
            Chat(page).launcher.wait_for()
            open_shop(page, floor.url, "/laptops")
            Chat(page).launcher.wait_for()
        finally:
            floor.stop()
            floor.given |= {"WIDGET_SHARE": "100", "WIDGET_PREVIEW": ""}
            floor.start()


class TestKeyboardOverThePage:
    def test_the_box_stays_above_it(self, page: Page, floor: RunningGateway) -> None:
        """Where the keyboard lies over the page instead of resizing it, the sheet ends where the keyboard begins."""
        page.set_viewport_size({"width": 390, "height": 844})
        page.add_init_script(KEYBOARD)
        open_shop(page, floor.url)
        chat = Chat(page)
        chat.launcher.click()
        for n in range(6):
            chat.say(f"bericht {n}")
        page.evaluate("keyboardUp(420)")

        expect(chat.panel).to_have_css("height", "420px")
        box = chat.box.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 420
        newest = chat.messages.last.bounding_box()
        assert newest
        assert newest["y"] + newest["height"] <= box["y"]
