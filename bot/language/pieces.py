"""Runs of letters and digits: the grain at which phrases of a catalogue and of a message are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.words import fold

_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A folded run of letters and digits, with its offsets in the text."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The runs of letters and digits in `text`: "Tv's 16:9" gives tv, s, 16, 9."""
    return [Piece(m[0], m.start(), m.end()) for m in _RUN.finditer(fold(text))]


def phrase(text: str) -> str:
    """`text` as a key: its pieces with a space between."""
    return " ".join(_RUN.findall(fold(text)))
