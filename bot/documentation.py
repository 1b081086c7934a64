"""Writes the documents that are made from the code: `python -m bot.documentation` (or `./run fix`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.dependencies import dependency_page
from bot.setting_table import TABLE, Setting

ROOT = Path(__file__).parent.parent
SETTINGS_PAGE = ROOT / "docs" / "settings.md"
DEPENDENCY_PAGE = ROOT / "docs" / "dependencies.md"

_HEAD = """\
# Settings

Every setting is an environment variable. What is not set has its default, and the defaults run a shop on one
machine. A value that is not allowed stops the start and is named. This page is made from the table in
`bot/setting_table.py` by `./run fix`: change it there.

| Setting | Default | What it does |
|---|---|---|
"""


def settings_page(table: Iterable[Setting] = TABLE) -> str:
    """The Markdown of docs/settings.md for `table`."""
    return _HEAD + "".join(f"{_row(setting)}\n" for setting in table)


def dependencies() -> str:
    """The Markdown of docs/dependencies.md, its table as uv.lock and pyproject.toml are now."""
    told = (file.read_text(encoding="utf-8") for file in (DEPENDENCY_PAGE, ROOT / "uv.lock", ROOT / "pyproject.toml"))
    return dependency_page(*told)


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "(empty)"
    meaning = setting.help.replace("|", r"\|")
    return f"| `{setting.name}` | {default} | {meaning} |"


if __name__ == "__main__":
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
    DEPENDENCY_PAGE.write_text(dependencies(), encoding="utf-8")
