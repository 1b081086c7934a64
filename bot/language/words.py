"""Words of a message with their place, and a spelling in which lexicons and texts meet."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Word:
    """A token and its character offsets, end exclusive."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words and signs of `text` by spaCy's Dutch tokenizer; white space is left out."""
    doc = _tokenizer().make_doc(text)
    return [Word(t.text, t.idx, t.idx + len(t.text)) for t in doc if not t.is_space]


def fold(text: str) -> str:
    """`text` in lower case, without accents and with plain quotes and dashes; as long as it was."""
    lower = text.lower()
    return lower if text.isascii() else "".join(map(_fold_character, text))


@cache
def _tokenizer() -> Language:
    import spacy  # here, as it costs a second of CPU and 100 MB that only those who tokenise should pay

    return spacy.blank("nl")


_PLAIN = str.maketrans("‘’‚‛′`´“”„‟″–—−‐‑\N{NO-BREAK SPACE}", "'''''''\"\"\"\"\"----- ")  # noqa: RUF001 - these are the signs to fold


@cache
def _fold_character(character: str) -> str:
    plain = character.translate(_PLAIN).lower()
    return unicodedata.normalize("NFD", plain)[0] if plain else character
