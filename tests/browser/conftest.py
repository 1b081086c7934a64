from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from tests.browser import chromium, foreign
from tests.browser.application import Koopwijzer, running
from tests.browser.chat import Chat
from tests.browser.line import Line
from tests.gateway.running import RunningGateway, running_gateway

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# A shop that a test answers for has no address, so Chromium takes it for a stranger to this machine.
FLAGS += ["--disable-features=LocalNetworkAccessChecks"]


@pytest.fixture(scope="session")
def koopwijzer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Koopwijzer]:
    """The real application, all roles in one process, on an empty data folder."""
    with running(tmp_path_factory.mktemp("koopwijzer")) as application:
        yield application


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """A gateway whose log a test can write in, with a worker that repeats what was said; once a file."""
    with running_gateway(tmp_path_factory.mktemp("floor")) as gateway:
        gateway.stop()
        gateway.given["ALLOWED_ORIGINS"] = foreign.ORIGIN
        gateway.start()
        yield gateway


# Not for the session: Playwright's loop counts as running in this thread, and other files test coroutines.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once a file."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor nobody saw before, on a desktop, in Dutch."""
    opened = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which no script of ours may fail and no dialog may open."""
    opened = context.new_page()
    faults: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", dismiss)
    yield opened
    assert faults == []


@pytest.fixture
def chat(page: Page, koopwijzer: Koopwijzer) -> Chat:
    """The chat, opened on the shop's first page."""
    opened = Chat(page)
    opened.visit(koopwijzer.public)
    return opened


@pytest.fixture
def line(page: Page) -> Line:
    """The line of this tab."""
    laid = Line()
    page.route_web_socket("**/chat", lambda route: laid.connect(route))  # Playwright marks the owner of a method
    return laid
