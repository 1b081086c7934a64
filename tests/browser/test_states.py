"""Every state of the widget, on every kind of screen: nothing broken, nothing covered, everything in reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.conversation.ports import Role
from tests.browser import bodies
from tests.browser.bodies import tell
from tests.browser.chat import Chat
from tests.browser.line import Line
from tests.browser.looking import faults, violations
from tests.gateway.running import RunningGateway

pytestmark = pytest.mark.browser
DESKTOP, PHONE, KEYBOARD_UP = ({"width": w, "height": h} for w, h in ((1280, 900), (390, 844), (390, 420)))
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="teal"/></svg>'
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone in the dark": {"viewport": PHONE, "has_touch": True, "color_scheme": "dark"},
    "phone with its keyboard up": {"viewport": KEYBOARD_UP, "has_touch": True},
    "forced colours, no motion": {"viewport": DESKTOP, "forced_colors": "active", "reduced_motion": "reduce"},
}


@pytest.fixture(params=list(SCREENS.values()), ids=list(SCREENS))
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on one of the screens."""
    context = browser.new_context(locale="nl-NL", **request.param)
    yield context.new_page()
    context.close()


class TestStates:
    def test_every_state_is_sound(self, page: Page, floor: RunningGateway, line: Line) -> None:
        """From the closed launcher to a talk with a person, in trouble and in English."""
        chat = Chat(page)
        page.route(f"**{bodies.PICTURE}", lambda route: route.fulfill(body=DRAWING, content_type="image/svg+xml"))
        page.goto(floor.url)
        chat.launcher.wait_for()
        assert violations(page) == []
        chat.launcher.click()
        expect(chat.box).to_be_focused()
        assert faults(chat) == []

        chat.say("hallo")
        for state in (bodies.CARDS, bodies.TABLE, bodies.ORDER, bodies.LONG):
            tell(floor, chat, state)
            assert faults(chat) == []
        self.wait_in_every_way(chat, line)
        self.meet_a_person(chat, floor)
        self.go_wrong(chat)

    def wait_in_every_way(self, chat: Chat, line: Line) -> None:
        """A message that is being answered, and one that is still on its way."""
        for swallowed, sign in (({"message", "done"}, ".typing"), ({"ack", "message", "done"}, ".state")):
            line.swallowed = swallowed
            chat.send("een")
            expect(chat.panel.locator(sign)).to_be_visible()
            assert faults(chat) == []
            line.swallowed = set()
            line.cut(code=1011)
            expect(chat.panel.locator(sign)).to_be_hidden(timeout=10_000)

    def meet_a_person(self, chat: Chat, floor: RunningGateway) -> None:
        """Who comes, speaks and goes."""
        for state, role in (
            (bodies.JOINED, Role.SYSTEM),
            (bodies.FROM_SANNE, Role.AGENT),
            (bodies.LEFT, Role.SYSTEM),
        ):
            tell(floor, chat, state, role)
            assert faults(chat) == []

    def go_wrong(self, chat: Chat) -> None:
        """Too long a message, no connection; and both in English."""
        chat.send("x" * 3000)
        expect(chat.notice).to_be_visible()
        assert faults(chat) == []
        chat.box.fill("")
        chat.page.context.set_offline(True)
        expect(chat.notice).to_contain_text("Geen verbinding")
        chat.page.context.set_offline(False)
        chat.panel.get_by_role("button", name="English").click()
        expect(chat.panel.get_by_role("button", name="Send")).to_be_visible()
        assert faults(chat) == []
