"""The ten conversations of docs/selling.md are what the bot says now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browser.application import ROOT
from tests.judging.test_commands import run

PAGE, SHOPPERS = ROOT / "docs" / "selling.md", ROOT / "docs" / "selling.jsonl"
COMMAND = "./run play docs/selling.jsonl --json /tmp/selling.jsonl --into docs/selling.md"


@pytest.mark.model
@pytest.mark.server
def test_page_is_what_the_bot_says(tmp_path: Path) -> None:
    """Played again the page comes out the same; when it does not, the command that makes it is told."""
    page = tmp_path / "selling.md"
    shutil.copy(PAGE, page)
    done = run(tmp_path, "play", str(SHOPPERS), "--json", str(tmp_path / "out.jsonl"), "--into", str(page))

    assert done.returncode == 0, done.stderr
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8"), f"the page is stale; run: {COMMAND}"
