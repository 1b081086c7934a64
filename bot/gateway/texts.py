"""The texts of refusals: the widget's own strings, so that every client reads the same sentence, and those of HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.gateway.frames import LANGUAGES

Texts = Mapping[str, Mapping[str, str]]


def read(*folders: Path) -> Texts:
    """Strings by language, from `strings.<language>.json` in each of the folders."""
    return {language: _merged(folder / f"strings.{language}.json" for folder in folders) for language in LANGUAGES}


def error(texts: Texts, language: str, code: str, **values: object) -> str:
    """The sentence for an error code, filled with `values`."""
    return texts[language][f"error_{code}"].format(**values)


def _merged(files: Iterable[Path]) -> dict[str, str]:
    return {key: text for file in files for key, text in json.loads(file.read_text(encoding="utf-8")).items()}
