"""What a message asks beside its terms and amounts: others, the difference, a kind of product nobody sells here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from bot.language.beside import makers_in, things_in
from bot.language.entities import Entity
from bot.language.lexemes import aliases
from bot.language.lexicon import read, word_set
from bot.language.pieces import Piece, pieces
from bot.language.quantities import quantities
from bot.language.things import find_things
from bot.language.typos import is_common, is_stop_word
from bot.language.words import fold

_SHORT = 6
"""Pieces in the longest answer that may be a bare amount."""
_LEAST_EURO = 5
_SHORTEST_SHORT = 6
"""Letters of the shortest verb that is written without its last "e": "bezorgn"."""


def asks_for_others(text: str) -> bool:
    """Whether other products are asked for than those on show: "toon eens iets anders"."""
    return _says("others", text)


def asks_for_stock(text: str) -> bool:
    """Whether it is asked if a product can be had now."""
    return _says("stock", text)


def asks_for_price(text: str) -> bool:
    """Whether it is asked what the product costs; what its delivery costs is another question."""
    return _says("price", text) and not service_in(text)


def service_in(text: str) -> str:
    """The word for what the shop does around a product ("verzending"), or an empty string."""
    found = re.search(rf"\b(?:{_either('service')})\b", spelled_out(text))
    return found[0] if found else ""


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

    In euro. What says more ("rond de 500", "maximaal 500") is left to the entities; "500 ofzo" is as good as "500".
    """
    found = [q for q in quantities(fold(text)) if q.unit is None and q.value >= _LEAST_EURO]
    bare = {q.start for q in found}
    other = [e for e in entities if e.kind != "category" and (e.kind != "price_around" or e.start not in bare)]
    if not 1 <= len(found) <= 2 or len(pieces(text)) > _SHORT or other:
        return ()
    ends = sorted(found, key=lambda q: q.value)
    kinds = ("price_min", "price_max")[-len(ends) :]
    return tuple(Entity(kind, q.value, q.start, q.end) for kind, q in zip(kinds, ends, strict=True))


def goes_on(text: str) -> bool:
    """Whether the message only carries on what was asked before: "en de tweede?"."""
    return len(pieces(text)) <= _SHORT and re.match(rf"(?:{_either('goes_on')})\b", fold(text)) is not None


def unknown_values(text: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """What is wished in a message that no term of the catalogue covers: "rood" where nothing is red, "van Miele".

    Colours, materials and well-known brands; a brand that is refused is no wish.
    """
    return (*_uncovered_values(text, entities), *_uncovered_brands(text, entities))


def _uncovered_brands(text: str, entities: Sequence[Entity]) -> Iterator[str]:
    folded = fold(text)
    for maker in makers_in(text, entities):
        refused = rf"\b(?:{_either('refused')})(?:[\s,]+(?:{_either('listed')}))*[\s,]+$"
        if not re.search(refused, folded[: maker.start]):
            yield text[maker.start : maker.end]
        # In "geen miele of bosch" what is refused goes on behind a brand.
        folded = folded[: maker.start] + "of".ljust(maker.end - maker.start) + folded[maker.end :]


def _uncovered_values(text: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    noticed = frozenset().union(*(aliases().get(word, {word}) for word in word_set("requests", "noticed")))
    found = (p for p in pieces(text) if p.text in noticed)
    return tuple(text[p.start : p.end] for p in found if not any(e.start < p.end and p.start < e.end for e in entities))


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
    return None if only_asked else _thing_alone(text, entities)


def _thing(text: str, following: Sequence[Piece], entities: Sequence[Entity], *, needs_article: bool) -> str | None:
    """The noun of the phrase that `following` begins with; None when there is none, or when a term covers it."""
    opening = list(takewhile(lambda p: p.text in _skipped(), following))
    article = any(p.text in word_set("requests", "articles") for p in opening)
    named = [p for p in _run(text, following[len(opening) :]) if len(p.text) > 1]
    noun = next((p for p in reversed(named) if p.text not in word_set("requests", "closing")), None)
    if noun is None or (needs_article and not article and not find_things([noun])):
        return None
    covered = any(e.start < noun.end and noun.start < e.end for e in entities)
    if noun.text in word_set("requests", "consumables") and not needs_article:
        covered = False
    return None if covered else text[noun.start : noun.end]


def _thing_alone(text: str, entities: Sequence[Entity]) -> str | None:
    """The thing that a short message is nothing but the name of: "droger", "en stofzuigers dan?"; else None."""
    found = pieces(text)
    named = [p for p in found if p.text not in _skipped() | word_set("requests", "round_a_thing")]
    things = [e for e in things_in(text, entities) if e.start == named[0].start] if named else []
    whole = things and len(found) <= _SHORT and things[0].end == named[-1].end
    return text[things[0].start : things[0].end] if whole else None


def _run(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """Words that may be one noun phrase: until a sign, a function word or a word that stands for any product."""
    for at, piece in enumerate(found):
        parted = at > 0 and re.search(r"[^\s'-]", text[found[at - 1].end : piece.start])
        ended = is_stop_word(piece.text) or piece.text in word_set("requests", "no_thing")
        if parted or ended or not piece.text.isalpha():
            return
        yield piece


def _skipped() -> frozenset[str]:
    return word_set("requests", "articles") | word_set("requests", "between")


def _ends_of(frame: str, text: str) -> Iterator[int]:
    return (m.end() for m in re.finditer(rf"\b(?:{_either(frame)})\b", fold(text)))


def _says(what: str, text: str) -> bool:
    return re.search(rf"\b(?:{_either(what)})\b", spelled_out(text)) is not None


def spelled_out(text: str) -> str:
    """The text folded, with words that are typed short in full: "wat kst bezorgn" is "wat kost bezorgen"."""
    return re.sub(r"[a-z]+", lambda m: _in_full(m[0]), fold(text))


def _in_full(word: str) -> str:
    short = read("requests")["short"].get(word)
    if short or len(word) < _SHORTEST_SHORT or not word.endswith("n") or word[-2] in "aeiouynr":
        return str(short or word)
    return word[:-1] + "en" if is_common(word[:-1] + "en") and not is_common(word) else word


@cache
def _either(what: str) -> str:
    """An alternation of the phrases, the longest first; a space is any white space."""
    phrases = (" ".join(p.split()) for p in read("requests")[what].split("|"))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))
