"""How the widget comes back: after a restart, after a sleep, after being sent away, after the log was lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocket, WebSocketRoute, expect

from bot.conversation.ports import Role
from tests.browser.chat import Chat
from tests.conversation.memory import MemoryLog
from tests.gateway.running import RunningGateway, running_gateway

pytestmark = pytest.mark.browser
CONSENT = "dispatchEvent(new CustomEvent('KoopwijzerConsent', {detail: {given: true}}))"
WAKE = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[RunningGateway]:
    """A gateway that a test may restart, with a worker that repeats what was said."""
    with running_gateway(tmp_path) as running:
        yield running


@pytest.fixture
def chat(page: Page, gateway: RunningGateway) -> Chat:
    """The chat, opened on its page."""
    opened = Chat(page)
    opened.visit(gateway.url)
    return opened


@dataclass(slots=True)
class Watch:
    """When a page opened its connections, and what the server said over them."""

    opened: list[float] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)

    def connected(self, socket: WebSocket) -> None:
        """A connection was opened."""
        self.opened.append(time.monotonic())
        socket.on("framereceived", lambda payload: self.heard.append(json.loads(payload)))

    def last(self, kind: str) -> dict[str, Any]:
        """The last frame of a type."""
        return [frame for frame in self.heard if frame["type"] == kind][-1]


class TestRestart:
    def test_comes_back_when_it_was_told_to(self, page: Page, gateway: RunningGateway) -> None:
        """After a goodbye it waits as long as that says; what was typed meanwhile is sent, once."""
        watch = Watch()
        page.on("websocket", lambda socket: watch.connected(socket))  # Playwright marks the owner of a method
        chat = Chat(page)
        chat.visit(gateway.url)
        chat.say("een")
        gateway.stop()
        stopped = time.monotonic()
        gateway.start()
        chat.send("twee")
        chat.wait_for_answer(1)

        assert chat.texts() == ["een", "re een", "twee", "re twee"]
        assert len(watch.opened) == 2
        assert watch.opened[1] - stopped > watch.last("bye")["retry_after"] - 0.5
        expect(chat.notice).to_be_hidden()


class TestSleep:
    def test_a_phone_that_wakes_up_tries_its_line(self, page: Page, gateway: RunningGateway) -> None:
        """The line was cut silently both ways: soon after waking it shows what was said meanwhile."""
        asleep: list[WebSocketRoute] = []

        def connect(route: WebSocketRoute) -> None:
            server = route.connect_to_server()
            route.on_message(lambda frame: None if route in asleep else server.send(frame))
            server.on_message(lambda frame: None if route in asleep else route.send(frame))
            routes.append(route)

        routes: list[WebSocketRoute] = []
        page.route_web_socket("**/chat", connect)
        chat = Chat(page)
        chat.visit(gateway.url)
        chat.say("een")
        conversation = page.evaluate("JSON.parse(sessionStorage.getItem('koopwijzer.conversation'))")
        asleep.append(routes[-1])
        gateway.run(gateway.log.append(conversation, "a1", {"text": "Ik ben Sanne"}, role=Role.AGENT))
        page.wait_for_timeout(500)
        assert chat.texts() == ["een", "re een"]
        page.evaluate(WAKE)

        expect(chat.messages).to_have_count(3, timeout=12_000)
        assert chat.texts() == ["een", "re een", "Ik ben Sanne"]
        assert len(routes) == 2

    def test_a_line_that_is_there_stays(self, chat: Chat, page: Page) -> None:
        """Waking up on a good line costs one small question and nothing else."""
        chat.say("een")
        page.evaluate(WAKE)
        page.wait_for_timeout(5_000)

        expect(chat.notice).to_be_hidden()
        chat.say("twee")
        assert chat.texts() == ["een", "re een", "twee", "re twee"]


class TestSentAway:
    def test_a_new_visitor_comes_in_by_itself(self, browser: Browser, page: Page, gateway: RunningGateway) -> None:
        """Sent away for a moment it says so, keeps what is typed, and goes on without a reload."""
        gateway.stop()
        gateway.given["ADDRESS_CONVERSATIONS"] = "6"
        gateway.start()
        other = browser.new_context(locale="nl-NL")
        first = Chat(other.new_page())
        first.visit(gateway.url)
        first.say("hallo")
        chat = Chat(page)
        chat.visit(gateway.url)
        expect(chat.notice).to_contain_text("Dat van jou begint zo meteen vanzelf")
        chat.send("een")

        expect(chat.answers).to_have_count(1, timeout=25_000)
        assert chat.texts() == ["een", "re een"]
        expect(chat.notice).to_be_hidden()
        other.close()


class TestLost:
    def test_two_tabs_begin_anew_together(self, chat: Chat, page: Page, gateway: RunningGateway) -> None:
        """After the log was lost both clear their screen, say so, and show one new conversation."""
        page.evaluate(CONSENT)
        chat.say("oud")
        other = Chat(page.context.new_page())
        other.page.goto(gateway.url)
        other.page.evaluate(CONSENT)
        other.page.locator("koopwijzer-chat .launcher").click()
        expect(other.messages).to_have_count(2)
        gateway.stop()
        gateway.log = MemoryLog()
        gateway.start()

        for tab in (chat, other):
            expect(tab.messages).to_have_count(0, timeout=15_000)
            expect(tab.notice).to_contain_text("opnieuw")
        chat.say("nieuw")
        other.say("ook nieuw")
        expect(chat.messages).to_have_count(4)

        assert chat.texts() == other.texts() == ["nieuw", "re nieuw", "ook nieuw", "re ook nieuw"]
