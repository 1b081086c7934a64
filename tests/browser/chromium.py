"""Where Chromium is; `python -m tests.browser.chromium` installs it when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FROM_DEBIAN = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"),
)
FROM_PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)
NOT_TO_BE_HAD = """No Chromium could be installed. Type one of these, or set CHROMIUM to the path of yours:
  sudo apt-get install -y --no-install-recommends chromium
  .venv/bin/python -m playwright install --with-deps chromium"""


@cache
def find() -> str | None:
    """Path of a Chromium: `$CHROMIUM`, else one on PATH, else Playwright's own; None when there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


def install() -> str | None:
    """Install Chromium with apt-get as root, else with Playwright; the path, or None when neither could."""
    may_use_apt = os.geteuid() == 0 and shutil.which("apt-get")
    for way in (FROM_DEBIAN, FROM_PLAYWRIGHT) if may_use_apt else (FROM_PLAYWRIGHT,):
        if all(map(_succeeds, way)):
            find.cache_clear()
            if found := find():
                return found
    return None


def _playwrights_own() -> str | None:
    """Ask Playwright in a thread: its synchronous side refuses to run where an event loop runs."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        path = thread.submit(_ask_playwright).result()
    return path if Path(path).exists() else None


def _ask_playwright() -> str:
    from playwright.sync_api import sync_playwright  # half a second, seldom needed

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _succeeds(command: tuple[str, ...]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def main() -> None:
    """Find or install Chromium; ends with the lines to type when that failed."""
    if find():
        return
    print("The browser tests need Chromium; installing it ...", flush=True)  # noqa: T201 - a command may speak
    if not install():
        sys.exit(NOT_TO_BE_HAD)


if __name__ == "__main__":
    main()
