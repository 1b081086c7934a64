"""Dialogues to play: one JSON object a line, with what the shopper says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("nl", "en")
SHAPE = '{"id": text, "lang": "nl" or "en", "turns": [{"user": text}, ...]}, perhaps "title"; other keys are ignored'


class BadDialogue(Exception):
    """A dialogue that cannot be read."""

    def __init__(self, file: Path, line: int, given: str) -> None:
        """Say where (line from 1) and what stood there."""
        super().__init__(f"{file}, line {line}: {given}; allowed: {SHAPE}")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What one shopper says, in order; an empty text is sent as it is."""

    id: str
    language: str
    says: tuple[str, ...]
    title: str = ""
    """What it stands under where it is read; empty: its id."""


def read_dialogues(file: Path, filled: Mapping[str, str]) -> list[Dialogue]:
    """The dialogues of a file, `{{name}}` replaced by what `filled` has; raises `BadDialogue` or `OSError`."""
    rows = enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1)
    return [_dialogue(file, number, row, filled) for number, row in rows if row.strip()]


def fill(text: str, filled: Mapping[str, str]) -> str:
    """The text with `{{name}}` replaced where the name is known; other braces stay as they are."""
    for name, value in filled.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _dialogue(file: Path, number: int, row: str, filled: Mapping[str, str]) -> Dialogue:
    try:
        given = json.loads(row)
    except (ValueError, RecursionError) as error:
        raise BadDialogue(file, number, f"no JSON ({error})") from error
    if not isinstance(given, dict) or not isinstance(given.get("turns"), list):
        raise BadDialogue(file, number, f"{row!r:.80}")
    language = given.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise BadDialogue(file, number, f"lang {language!r:.40}")
    says = tuple(fill(_said(file, number, turn), filled) for turn in given["turns"])
    name = number if given.get("id") is None else given["id"]
    return Dialogue(str(name), language, says, str(given.get("title") or ""))


def _said(file: Path, number: int, turn: Any) -> str:
    said = turn.get("user") if isinstance(turn, dict) else None
    if not isinstance(said, str):
        raise BadDialogue(file, number, f"the turn {turn!r:.80}")
    return said
