"""Writes the documents that are made from the code: `python -m bot.documentation` (or `./run fix`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.settings import TABLE, Setting

SETTINGS_PAGE = Path(__file__).parent.parent / "docs" / "settings.md"

_HEAD = """\
# Settings

Every setting is an environment variable. What is not set has its default, and the defaults run a shop on one
machine. A value that is not allowed stops the start and is named. This page is made from the table in
`bot/settings.py` by `./run fix`: change it there.

| Setting | Default | What it does |
|---|---|---|
"""


def settings_page(table: Iterable[Setting] = TABLE) -> str:
    """The Markdown of docs/settings.md for `table`."""
    return _HEAD + "".join(f"{_row(setting)}\n" for setting in table)


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "(empty)"
    meaning = setting.help.replace("|", r"\|")
    return f"| `{setting.name}` | {default} | {meaning} |"


if __name__ == "__main__":
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
