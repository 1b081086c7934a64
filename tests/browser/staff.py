"""The staff side as a browser meets it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.application import Koopwijzer


def log_in(page: Page, koopwijzer: Koopwijzer, name: str = "Anna") -> None:
    """Log in with the password the application made, known to shoppers as `name`."""
    page.goto(f"{koopwijzer.staff}/login")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(koopwijzer.staff_password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def touchpoints(page: Page, koopwijzer: Koopwijzer) -> list[dict[str, Any]]:
    """The touchpoints as the journey pages give them, newest first."""
    found: list[dict[str, Any]] = page.request.get(f"{koopwijzer.staff}/journey/touchpoints.json").json()
    return found
