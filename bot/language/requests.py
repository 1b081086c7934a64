"""What a message asks beside its terms and amounts: others, the difference, a kind of product nobody sells here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.language.entities import Entity
from bot.language.lexicon import read, word_set
from bot.language.pieces import Piece, pieces
from bot.language.quantities import quantities
from bot.language.typos import is_stop_word
from bot.language.words import fold

_SHORT = 6
"""Pieces in the longest answer that may be a bare amount."""
_LEAST_EURO = 5


def asks_for_others(text: str) -> bool:
    """Whether other products are asked for than those on show: "toon eens iets anders"."""
    return _says("others", text)


def asks_for_stock(text: str) -> bool:
    """Whether it is asked if a product can be had now."""
    return _says("stock", text)


def asks_for_difference(text: str) -> bool:
    """Whether products are to be compared."""
    return _says("difference", text)


def asks_for_advice(text: str) -> bool:
    """Whether it is asked which one to take."""
    return _says("recommend", text)


def does_not_matter(text: str) -> bool:
    """Whether what was asked or named is left open: "budget maakt niet uit", "geen idee"."""
    return _says("no_matter", text)


def permits(text: str, wish: Entity) -> bool:
    """Whether a comparative allows more instead of asking for it: "iets duurder mag ook"."""
    folded = fold(text)
    before = re.search(rf"\b(?:{_either('permits_before')})\W+(?:\w+\W+){{0,3}}$", folded[: wish.start])
    return bool(before or re.match(rf"\W+(?:\w+\W+)?(?:{_either('permits_after')})\b", folded[wish.end :]))


def answered_amount(text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The budget in a short answer to "wat wil je uitgeven?": "500", "400 à 500"; empty when there is none.

    In euro. An amount that was recognised by itself is left to the entities.
    """
    found = [q for q in quantities(fold(text)) if q.unit is None and q.value >= _LEAST_EURO]
    if not 1 <= len(found) <= 2 or len(pieces(text)) > _SHORT or any(e.kind not in ("category",) for e in entities):
        return ()
    ends = sorted(found, key=lambda q: q.value)
    kinds = ("price_min", "price_max")[-len(ends) :]
    return tuple(Entity(kind, q.value, q.start, q.end) for kind, q in zip(kinds, ends, strict=True))


def unknown_thing(text: str, entities: Sequence[Entity], *, only_asked: bool = False) -> str | None:
    """The kind of product that is asked for and that no term of the catalogue covers: "fiets"; else None.

    `only_asked` leaves "ik zoek een ..." aside and takes "verkopen jullie ...".
    """
    found = pieces(text)
    for frame in ("asked",) if only_asked else ("asked", "wanted"):
        for start in _ends_of(frame, text):
            following = [p for p in found if p.start >= start]
            if thing := _thing(text, following, entities, needs_article=frame == "wanted"):
                return thing
    return None


def _thing(text: str, following: Sequence[Piece], entities: Sequence[Entity], *, needs_article: bool) -> str | None:
    """The last word of the noun phrase that `following` begins with."""
    article, named = False, list[Piece]()
    for piece in following:
        if named and re.search(r"[^\s'-]", text[named[-1].end : piece.start]):
            break
        if not named and piece.text in _skipped():
            article |= piece.text in word_set("requests", "articles")
        elif is_stop_word(piece.text) or piece.text in word_set("requests", "no_thing") or not piece.text.isalpha():
            break
        else:
            named.append(piece)
    covered = any(e.start < p.end and p.start < e.end for e in entities for p in named)
    if not named or covered or (needs_article and not article):
        return None
    noun = named[0] if len(named) > 1 and not needs_article and not article else named[-1]
    noun = _before_verb(named, noun)
    return text[noun.start : noun.end]


def _before_verb(named: Sequence[Piece], noun: Piece) -> Piece:
    """The noun itself: in "een fiets kopen" the infinitive closes the sentence."""
    return named[-2] if len(named) > 1 and noun is named[-1] and noun.text in _VERBS else noun


_VERBS = frozenset({"kopen", "bestellen", "hebben", "aanschaffen", "please", "aub", "gehad", "nodig", "zien"})


def _skipped() -> frozenset[str]:
    return word_set("requests", "articles") | word_set("requests", "between")


def _ends_of(frame: str, text: str) -> Iterator[int]:
    return (m.end() for m in re.finditer(rf"\b(?:{_either(frame)})\b", fold(text)))


def _says(what: str, text: str) -> bool:
    return re.search(rf"\b(?:{_either(what)})\b", fold(text)) is not None


@cache
def _either(what: str) -> str:
    """An alternation of the phrases, the longest first; a space is any white space."""
    phrases = (" ".join(p.split()) for p in read("requests")[what].split("|"))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))
