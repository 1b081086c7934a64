"""The texts on the screen: the widget's own, and the few that only a terminal needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bot.language.address import all_addressed

HERE = Path(__file__).parent
WIDGET = HERE.parent / "web" / "widget"
LANGUAGES = ("nl", "en")

Words = Mapping[str, str]


def read(language: str, address: str = "je") -> Words:
    """The texts in `language`, by name; Dutch with `address`."""
    said: dict[str, str] = {}
    for folder in (WIDGET, HERE):
        said |= json.loads((folder / f"strings.{language}.json").read_text(encoding="utf-8"))
    return all_addressed(said, address) if language == LANGUAGES[0] else said
