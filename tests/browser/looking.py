"""What a page looks like to who checks it: by the rules of axe, by thumb and by eye."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.chat import Chat

TOO_SMALL = """panel => [...panel.querySelectorAll("a, button, textarea")]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent || one.id, one.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < 44)
  .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""
COVERED = """panel => [...panel.querySelectorAll("textarea, form button, .head button")]
  .filter(one => {
    const box = one.getBoundingClientRect();
    const seen = panel.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !one.contains(seen) || box.top < 0 || box.bottom > visualViewport.height + 1;
  })
  .map(one => one.className || one.id || one.textContent)"""
STICKS_OUT = "panel => panel.scrollWidth - panel.clientWidth"


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: rule and first place."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


def faults(chat: Chat) -> list[str]:
    """All that is wrong with the open chat: rules broken, too small for a thumb, covered, or sticking out."""
    found = violations(chat.page)
    found += [f"too small: {name}" for name in chat.panel.evaluate(TOO_SMALL)]
    found += [f"covered: {name}" for name in chat.panel.evaluate(COVERED)]
    if (wider := chat.panel.evaluate(STICKS_OUT)) > 0:
        found.append(f"sticks out by {wider}")
    return found
