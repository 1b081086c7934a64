"""The texts of error frames: the widget's own strings files, so that every client reads the same sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bot.gateway.frames import LANGUAGES

Texts = Mapping[str, Mapping[str, str]]


def read(folder: Path) -> Texts:
    """Strings by language from `strings.<language>.json` in `folder`."""
    return {
        language: json.loads((folder / f"strings.{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }


def error(texts: Texts, language: str, code: str, **values: object) -> str:
    """The sentence for an error code, filled with `values`."""
    return texts[language][f"error_{code}"].format(**values)
