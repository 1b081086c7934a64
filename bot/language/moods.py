"""Labelled lines that the mood is learned from: `data/sentiment/<language>.tsv`, which a shop may add its own to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.language.clean import clean
from bot.language.sentiment import LABELS

HEADER = "label\ttext"
LANGUAGES = ("nl", "en")
MAX_CHARS = 1000
"""What is longer is cut off."""


class BadMoodLine(ValueError):
    """A line of a file of labelled lines cannot be read."""

    def __init__(self, file: Path, number: int, given: str, allowed: str) -> None:
        """Name the file, the line (from 1), what stood there and what is allowed."""
        super().__init__(f"{file}, line {number}: {given!r:.120}; allowed: {allowed}. Mend the line and train again")


class NoMoodLines(Exception):
    """There is nothing to learn from."""

    def __init__(self, folder: Path) -> None:
        """Say where they were sought, and what they look like."""
        super().__init__(
            f"No labelled lines in {folder}; needed are nl.tsv and en.tsv with the columns label and text "
            f"(labels: {', '.join(LABELS)})"
        )


@dataclass(frozen=True, slots=True)
class MoodLine:
    """A cleaned line, its language and its label."""

    text: str
    language: str
    label: str


def read_moods(folder: Path) -> list[MoodLine]:
    """The lines of every `<language>*.tsv` in `folder` ("nl.tsv", "nl_ours.tsv"); raises `BadMoodLine`, `NoMoodLines`.

    Of a text that comes twice in a language the first label counts.
    """
    found = [line for file in sorted(folder.glob("*.tsv")) for line in _lines(file)]
    if not found:
        raise NoMoodLines(folder)
    first: dict[tuple[str, str], MoodLine] = {}
    for line in found:
        first.setdefault((line.language, line.text), line)
    return list(first.values())


def _lines(file: Path) -> Iterator[MoodLine]:
    language = file.stem[:2]
    if language not in LANGUAGES or file.stem[2:3] not in ("", "_"):
        raise BadMoodLine(file, 1, file.name, "a name that begins with " + " or ".join(f"{x}_" for x in LANGUAGES))
    first, *rows = file.read_text(encoding="utf-8-sig").splitlines() or [""]
    if first != HEADER:
        raise BadMoodLine(file, 1, first, "the columns label and text, parted by a tab")
    for number, row in enumerate(rows, 2):
        if row.strip():
            yield _line(file, number, row, language)


def _line(file: Path, number: int, row: str, language: str) -> MoodLine:
    label, tab, typed = row.partition("\t")
    text = clean(typed, max_chars=MAX_CHARS)
    if label not in LABELS:
        raise BadMoodLine(file, number, label, ", ".join(LABELS))
    if not tab or not text:
        raise BadMoodLine(file, number, row, "a label, a tab and a text")
    return MoodLine(text, language, label)
