"""A shopper who asks for a person, from the first word to the page that tells of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.application import Koopwijzer, running
from tests.browser.chat import Chat
from tests.browser.staff import log_in, touchpoints

pytestmark = [pytest.mark.browser, pytest.mark.model]
SECONDS = 40
"""A worker that was killed is started again, reads its model, and takes its shards."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the application keeps its data."""
    return tmp_path_factory.mktemp("koopwijzer-crew")


@pytest.fixture(scope="module")
def shop(folder: Path) -> Iterator[Koopwijzer]:
    """The real application with its worker in a process of its own."""
    with running(folder, WORKERS="1", DESK_HOURS="always") as application:
        yield application


@pytest.fixture
def staff(browser: Browser) -> Iterator[Page]:
    """The browser of somebody of staff, in which no script of ours may fail."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def workers(folder: Path) -> list[int]:
    """Ids of the worker processes over a data folder, as the system knows them."""
    return [int(place.name) for place in Path("/proc").glob("[0-9]*") if _is_worker(place, folder)]


def _is_worker(process: Path, folder: Path) -> bool:
    try:
        given = (process / "environ").read_bytes().split(b"\0")
        program = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:  # it ended, or is another person's
        return False
    wanted = {b"ROLES=worker", f"KOOPWIJZER_DATA={folder}".encode()}
    return wanted <= set(given) and program[1:3] == [b"-m", b"bot"]


def kill_worker(folder: Path) -> list[int]:
    """Kill -9 what answers shoppers; the ids of what was killed."""
    found = workers(folder)
    for process in found:
        os.kill(process, signal.SIGKILL)
    return found


def wait_for_another(folder: Path, killed: list[int]) -> None:
    """Return once another worker was started."""
    deadline = time.monotonic() + SECONDS
    while not set(workers(folder)) - set(killed):
        assert time.monotonic() < deadline, "no worker was started again"
        time.sleep(0.2)


def reply(staff: Page, text: str) -> None:
    """Write to the shopper, and wait until it stands in the conversation."""
    staff.get_by_label("Je antwoord").fill(text)
    staff.keyboard.press("Enter")
    expect(staff.locator("#said .agent .text").last).to_have_text(text)


class TestTalkingToAPerson:
    def test_goes_through_reloads_and_a_killed_worker_and_ends_in_the_journey(
        self, page: Page, staff: Page, shop: Koopwijzer, folder: Path
    ) -> None:
        """Asked, claimed, talked, killed, reloaded, returned: the bot is silent from claim to return; all is told."""
        chat = Chat(page)
        chat.visit(shop.public)
        log_in(staff, shop, "Anna")
        expect(staff.locator("#none-waiting")).to_contain_text("Er wacht nu niemand.")

        chat.say("ik wil graag een medewerker spreken")
        row = staff.locator("#waiting-list > li")
        expect(row).to_have_count(1)
        expect(staff.locator("#news")).to_contain_text("Er wacht een klant")
        row.get_by_role("button", name="Neem over").click()
        expect(staff.locator("#state")).to_contain_text("De assistent zwijgt.")
        expect(chat.messages.last).to_contain_text("Anna")

        answered = chat.answers.count()
        reply(staff, "Hoi, met Anna. Waar kan ik mee helpen?")
        expect(chat.messages.last).to_contain_text("Hoi, met Anna. Waar kan ik mee helpen?")
        chat.send("mijn laptop gaat niet meer aan")
        expect(staff.locator("#said .shopper .text").last).to_have_text("mijn laptop gaat niet meer aan")

        killed = kill_worker(folder)
        assert len(killed) == 1
        chat.send("ben je er nog?")
        expect(staff.locator("#said .shopper .text").last).to_have_text("ben je er nog?")
        reply(staff, "Jazeker, ik kijk even mee.")
        expect(chat.messages.last).to_contain_text("Jazeker, ik kijk even mee.")

        staff.get_by_label("Je antwoord").fill("Een zin die nog niet af is")
        staff.reload()
        page.reload()
        expect(staff.get_by_label("Je antwoord")).to_have_value("Een zin die nog niet af is")
        expect(staff.locator("#said .agent .text").last).to_have_text("Jazeker, ik kijk even mee.")
        expect(chat.messages.last).to_contain_text("Jazeker, ik kijk even mee.")
        wait_for_another(folder, killed)
        reply(staff, "Houd de aan-knop eens tien tellen ingedrukt.")
        chat.send("dat werkt, dankjewel!")
        expect(staff.locator("#said .shopper .text").last).to_have_text("dat werkt, dankjewel!")

        staff.get_by_role("button", name="Terug naar de assistent").click()
        expect(staff.locator("#state")).to_contain_text("Anna gaf het gesprek terug aan de assistent.")
        expect(chat.messages.last).to_contain_text("Anna")
        assert chat.answers.count() == answered

        chat.send("ik zoek een lichte laptop onder de 700 euro")
        expect(chat.answers.nth(answered)).to_be_visible(timeout=SECONDS * 1000)
        expect(chat.answers.last.locator(".card").first).to_be_visible()
        assert staff.locator("#said .agent").count() == 3
        assert chat.answers.count() == answered + 1

        staff.get_by_label("Notitie").fill("Snel opgelost")
        staff.get_by_role("button", name="Markeer als beoordeeld").click()
        expect(staff.locator("#review")).to_contain_text("Beoordeeld door Anna")
        expect(staff.locator("#said > [data-pending]")).to_have_count(0, timeout=SECONDS * 1000)
        self.assert_told_in_the_journey(staff, shop)

    def assert_told_in_the_journey(self, staff: Page, shop: Koopwijzer) -> None:
        """The one touchpoint ended with a person, and its page says how that went."""
        (touchpoint,) = touchpoints(staff, shop)
        staff.goto(f"{shop.staff}/journey/t/{touchpoint['id']}")

        assert touchpoint["outcome"] == "handoff"
        expect(staff.locator("main")).to_contain_text("Naar medewerker")
        expect(staff.locator("#handoff + p")).to_contain_text("Teruggegeven")
        expect(staff.locator("#handoff + p")).to_contain_text("medewerkers: 3")
