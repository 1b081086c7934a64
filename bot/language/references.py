"""References to products shown: "die tweede", "the last one", "nummer 3", "deze", "de goedkoopste"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from bot.language.entities import Entity
from bot.language.lexicon import read
from bot.language.pieces import Piece, phrase
from bot.language.typos import is_stop_word
from bot.language.wishes import adjectives
from bot.language.words import fold

_BARE = 3
"""An ordinal without an article refers to a product only in a message of at most this many words."""


def find_references(found: Sequence[Piece], nouns: frozenset[str]) -> Iterator[Entity]:
    """References in a message. Before a category (`nouns`) or an unknown word, "de lichtste" is a wish."""
    for at in range(len(found)):
        yield from chain(_numbered(found, at), _ordinal(found, at), _this(found, at), _best(found, at, nouns))


def points_by_brand(text: str, brand: Entity) -> bool:
    """Whether a brand in a cleaned `text` stands for a product of it: "die van Sony", "that Trek"."""
    return _by_brand().search(fold(text)[: brand.start]) is not None


@cache
def _by_brand() -> re.Pattern[str]:
    of = "|".join(read("terms")["references"]["of_brand"].split("|")).replace(" ", r"\s+")
    return re.compile(rf"\b(?:{of})\s+$")


def _numbered(found: Sequence[Piece], at: int) -> Iterator[Entity]:
    """By number: "nummer 3", "optie twee", "number one"."""
    number = _table("numbers").get(_text(found, at + 1))
    if number and found[at].text in _words("number_of"):
        yield Entity("product_ref", {"index": number}, found[at].start, found[at + 1].end)


def _ordinal(found: Sequence[Piece], at: int) -> Iterator[Entity]:
    """By rank: "de eerste", "die 2e", "the last one", and "tweede" as a whole answer."""
    index = _table("index").get(found[at].text)
    article = at > 0 and found[at - 1].text in _words("articles")
    following = _text(found, at + 1)
    if not index or following in _words("not_before") or not (article or len(found) <= _BARE):
        return
    adverb = found[at].text in _words("adverbs")
    if adverb and not (article and (not following or found[at + 1].start > found[at].end + 1)):
        return
    end = at + (following in _words("noun"))
    yield Entity("product_ref", {"index": index}, found[at - article].start, found[end].end)


def _this(found: Sequence[Piece], at: int) -> Iterator[Entity]:
    """The product in view: "deze", "die daar", "this one", "deze laptop"."""
    for size in (2, 1):
        words = " ".join(p.text for p in found[at : at + size])
        if words in _this_phrases() and len(found[at : at + size]) == size:
            following = _text(found, at + size)
            situation = words in _words("situation") and following in _words("situation_before")
            if not situation and following not in _words("not_before") and following not in _table("index"):
                yield Entity("product_ref", {"this": True}, found[at].start, found[at + size - 1].end)
            return


def _best(found: Sequence[Piece], at: int, nouns: frozenset[str]) -> Iterator[Entity]:
    """The shown product that is best at something: "de goedkoopste", "the lighter one"."""
    wish = adjectives().get(found[at].text)
    if wish is None or wish.degree == "positive" or at == 0 or found[at - 1].text not in _words("articles"):
        return
    following = _text(found, at + 1)
    ends = not following or following in _words("noun") or found[at + 1].start > found[at].end + 1
    ends = ends or following[0].isdigit()  # "de goedkoopste 2x"
    of_those = following in ("van", "of") and _text(found, at + 2) in _words("articles")
    superlative = wish.degree == "superlative" and is_stop_word(following)
    if following in nouns or not (ends or superlative or of_those):
        return
    end = at + (following in _words("noun"))
    value = {"best": wish.concept, "better": wish.better}
    yield Entity("product_ref", value, found[at - 1].start, found[end].end)


def _text(found: Sequence[Piece], at: int) -> str:
    return found[at].text if at < len(found) else ""


@cache
def _this_phrases() -> frozenset[str]:
    head, *rest = read("terms")["references"]["this"].split("|")
    return frozenset([*head.split(), *map(phrase, rest)])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read("terms")["references"][key].split())


@cache
def _table(key: str) -> Mapping[str, int]:
    pairs = (entry.split("=") for entry in read("terms")["references"][key].split())
    return {word: int(value) for word, value in pairs}
