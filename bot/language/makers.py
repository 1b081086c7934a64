"""Well-known brands, whether or not the catalogue has them: "philips", "addidas", and "Next" where it is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.language.entities import Entity
from bot.language.lexicon import read, word_set
from bot.language.pieces import Piece, phrase
from bot.language.things import SlipCorrector
from bot.language.typos import is_everyday

_SHORTEST_PLURAL = 4
"""Letters of the shortest brand that is heard in a plural: "nikes"."""
_LONGEST = 4
"""Pieces in the longest name of a brand."""


def find_makers(text: str, found: Sequence[Piece]) -> list[Entity]:
    """Brands in the pieces of a cleaned `text`, in order, the longest first; `value` is the name in small letters."""
    entities: list[Entity] = []
    at = 0
    while at < len(found):
        size, brand = _named([p.text for p in found[at : at + _LONGEST]])
        if brand and _is_sure(text, found, at, brand):
            entities.append(Entity("maker", brand, found[at].start, found[at + size - 1].end))
        at += size
    return entities


def corrected(piece: Piece) -> Entity | None:
    """The brand that a misspelt word means; None when it means none."""
    correction = _corrector().correct(piece.text)
    if correction is None:
        return None
    return Entity("maker", _brands()[correction.word], piece.start, piece.end, confidence=correction.confidence)


def _named(texts: Sequence[str]) -> tuple[int, str]:
    for size in range(len(texts), 0, -1):
        if brand := _brands().get(" ".join(texts[:size])):
            return size, brand
    return 1, ""


def _is_sure(text: str, found: Sequence[Piece], at: int, brand: str) -> bool:
    """Whether a name that is also a word, or a person's, is a brand here."""
    if brand not in _doubtful():
        return True
    before = found[at - 1].text if at else ""
    capital = at > 0 and text[found[at].start].isupper() and re.search(r"[a-z]", text) is not None
    ended = bool(at) and re.search(r"[.!?]", text[found[at - 1].end : found[at].start]) is not None
    told = before in word_set("brands", "before") and not is_everyday(found[at].text)
    return (capital and not ended) or told


@cache
def _brands() -> Mapping[str, str]:
    """Each way to write a brand, as a phrase, to the brand."""
    listed = [name for key, line in read("brands").items() if key not in _OTHER for name in line.split("|")]
    found = {phrase(name): phrase(name) for name in listed}
    found |= {
        f"{name}s": brand for name, brand in found.items() if len(name) >= _SHORTEST_PLURAL and f"{name}s" not in found
    }
    found |= {name.replace(" ", ""): brand for name, brand in found.items() if " " in name}
    return found | {word: phrase(brand) for brand, line in read("brands")["misspelt"].items() for word in line.split()}


@cache
def _doubtful() -> frozenset[str]:
    doubtful = frozenset(map(phrase, read("brands")["doubtful"].split("|")))
    return doubtful - frozenset(map(phrase, read("brands")["sure"].split("|")))


@cache
def _corrector() -> SlipCorrector:
    return SlipCorrector(b for b in _brands() if b not in _doubtful())


_OTHER = frozenset({"doubtful", "sure", "before", "misspelt"})
"""Keys of the file that are no list of brands."""
