"""Wishes: adjectives that ask for more or less of something, and what turns them round ("te duur")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.concepts import Concept, Degree, concepts
from bot.language.entities import Entity
from bot.language.lexicon import read, word_set
from bot.language.pieces import Piece, phrase
from bot.language.telling import votes
from bot.language.typos import is_stop_word

_NEAR = 5
"""Words between a name and what is said of it."""
_AS_POSSIBLE = (["mogelijk"], ["possible"])
_OPPOSITE = {"lower": "higher", "higher": "lower"}
_MODIFIERS: Mapping[str, tuple[bool, Degree]] = {
    "too": (True, "comparative"),
    "not_too": (True, "positive"),
    "less": (True, "comparative"),
    "more": (False, "comparative"),
    "least": (True, "superlative"),
    "most": (False, "superlative"),
}
"""Whether a modifier turns the adjective round, and the degree it gives."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Ask for less or more of a concept."""

    concept: str
    better: str
    degree: Degree

    def value(self) -> Mapping[str, str]:
        """The value of a `wish` entity."""
        return {"concept": self.concept, "better": self.better, "degree": self.degree}


@cache
def adjectives() -> Mapping[str, Wish]:
    """Every form of every adjective, as a phrase, with what it asks for; in English, when it is a word of both."""
    return {**_adjectives("nl"), **_adjectives("en")}


@cache
def _adjectives(spoken: str) -> Mapping[str, Wish]:
    return {
        phrase(spelling.replace("_", " ")): Wish(concept.key, better, degree)
        for concept in concepts().values()
        for better, side in (("lower", concept.lower_words), ("higher", concept.higher_words))
        for language, words in side.items()
        if language == spoken
        for form, degree in words.items()
        for spelling in ((form, form + "s") if (language, degree) == ("nl", "comparative") else (form,))
    }


def find_wishes(found: Sequence[Piece], nouns: frozenset[str]) -> Iterator[Entity]:
    """Wishes in a message; they may overlap with one another and with other terms.

    `nouns` are the words of categories: "een groot scherm" asks for one, "met een groot scherm" for its size.
    """
    texts = [p.text for p in found]
    for at in range(len(texts)):
        for size in (3, 2, 1):
            wish = adjectives().get(" ".join(texts[at : at + size])) if at + size <= len(texts) else None
            if wish and _is_meant(texts, at, size, nouns) and not _is_home(found, at):
                meant = _in_its_language(texts, at, size, wish)
                yield _modified(found, texts, at, size, _of_what_is_named(texts, at, meant))
        if texts[at] in word_set("terms", "extents") and _modifier(texts, at)[1] in ("too", "not_too"):
            yield _modified(found, texts, at, 1, Wish(names()[texts[at]].key, "higher", "positive"))
    yield from _quantified(found, texts, nouns)


def is_complaint(said: str) -> bool:
    """Whether the words of a wish say what is wrong instead of what is asked: "te zwaar"."""
    words = phrase(said).split()
    return any(_modifiers().get(" ".join(words[:size])) == "too" for size in (1, 2, 3))


def after_with(texts: Sequence[str], at: int) -> bool:
    """Whether the word at `at` is said as a part: "met een groot scherm"."""
    return any(t in ("met", "with", "zonder", "without") for t in texts[max(0, at - 3) : at])


def _is_meant(texts: Sequence[str], at: int, size: int, nouns: frozenset[str]) -> bool:
    """Whether it is an adjective of the product: not of "levering", nor of haste, nor the noun in "mijn budget"."""
    following = "".join(texts[at + size : at + size + 1])
    noun = texts[at] in word_set("terms", "before_noun") and following not in nouns
    if _is_of_surroundings(texts, at):
        return False
    haste = texts[at] in word_set("terms", "haste") and following in word_set("terms", "haste_before")
    return not noun and not haste and following not in word_set("terms", "not_product")


def _is_of_surroundings(texts: Sequence[str], at: int) -> bool:
    """Whether it is said of a place or people and not of a product: "de muren zijn dun", "my kitchen is small"."""
    before = texts[max(0, at - _NEAR) : at]
    copula = next((i for i in reversed(range(len(before))) if before[i] in word_set("terms", "copulas")), 0)
    around = word_set("terms", "not_product") | word_set("terms", "surroundings")
    return copula > 0 and before[copula - 1] in around


def _is_home(found: Sequence[Piece], at: int) -> bool:
    """Whether the word is a place to live: "for a flat", but "a flat screen"."""
    if found[at].text != "flat" or at == 0 or found[at - 1].text not in word_set("terms", "before_place"):
        return False
    following = found[at + 1] if at + 1 < len(found) else None
    return following is None or following.start > found[at].end + 1 or is_stop_word(following.text)


def _in_its_language(texts: Sequence[str], at: int, size: int, wish: Wish) -> Wish:
    """The wish as it is meant in Dutch, where that is spoken: "smaller" is narrower."""
    dutch = _adjectives("nl").get(" ".join(texts[at : at + size]), wish)
    if dutch == wish:
        return wish
    told = votes(texts)
    return dutch if told["nl"] > told["en"] or texts[at + size : at + size + 1] in (["dan"], ["als"]) else wish


def _of_what_is_named(texts: Sequence[str], at: int, wish: Wish) -> Wish:
    """The wish, "hoger" being of what is named: "de prijs mag wat hoger", "zo laag mogelijk geluid"."""
    if wish.concept != "height":
        return wish
    behind = texts[at + 2 : at + 3] if texts[at + 1 : at + 2] in (["in"], ["qua"], *_AS_POSSIBLE) else []
    named = (names().get(text) for text in [*behind, *reversed(texts[max(0, at - _NEAR) : at])])
    concept = next(filter(None, named), None)
    return Wish(concept.key, wish.better, wish.degree) if concept else wish


def _modified(found: Sequence[Piece], texts: Sequence[str], at: int, size: int, wish: Wish) -> Entity:
    if at > 0 and at + size < len(texts) and texts[at - 1] in ("zo", "as"):
        last = at + size + (texts[at + size] == "as")
        if last < len(texts) and texts[last] in word_set("terms", "as_possible"):
            return _entity(found[at - 1], found[last], Wish(wish.concept, wish.better, "superlative"))
    words, name = _modifier(texts, at)
    if not words:
        return _entity(found[at], found[at + size - 1], wish)
    turned, degree = _MODIFIERS[name]
    better = _OPPOSITE[wish.better] if turned else wish.better
    return _entity(found[at - words], found[at + size - 1], Wish(wish.concept, better, degree))


def _modifier(texts: Sequence[str], at: int) -> tuple[int, str]:
    """How many words before `at` modify it, and as what; 0 when none do."""
    for size in (3, 2, 1):
        name = _modifiers().get(" ".join(texts[at - size : at])) if size <= at else None
        if name:
            return size, name
    return 0, ""


def _quantified(found: Sequence[Piece], texts: Sequence[str], nouns: frozenset[str]) -> Iterator[Entity]:
    """Wishes by the name of an attribute: "meer geheugen", "lage prijs", "een betere accu"."""
    for at, text in enumerate(texts):
        if text not in _quantities():
            continue
        side, degree = _quantities()[text]
        if degree == "positive" and "".join(texts[at + 1 : at + 2]) in nouns and not after_with(texts, at + 1):
            continue
        for size in (3, 2, 1):
            concept = names().get(" ".join(texts[at + 1 : at + 1 + size]))
            if concept and at + size < len(texts):
                yield _amount_of(found, texts, at, size, Wish(concept.key, _better(side, concept), degree))
                break


def _amount_of(found: Sequence[Piece], texts: Sequence[str], at: int, size: int, wish: Wish) -> Entity:
    """The wish, turned round by "te" and the like: "te weinig opslag" asks for more."""
    words, name = _modifier(texts, at)
    if not words or not _MODIFIERS[name][0]:
        return _entity(found[at], found[at + size], wish)
    turned = Wish(wish.concept, _OPPOSITE[wish.better], _MODIFIERS[name][1])
    return _entity(found[at - words], found[at + size], turned)


def _better(side: str, concept: Concept) -> str:
    if side != "better":
        return side
    return "lower" if concept.better == "lower" else "higher"


def _entity(first: Piece, last: Piece, wish: Wish) -> Entity:
    return Entity("wish", wish.value(), first.start, last.end)


@cache
def names() -> Mapping[str, Concept]:
    """Every name of every concept, as a phrase; unit-like names of one or two letters are left out."""
    return {phrase(name): c for c in concepts().values() for name in c.names if len(name) > 2}


@cache
def _modifiers() -> Mapping[str, str]:
    return {phrase(p): name for name, line in read("terms")["modifiers"].items() for p in line.split("|")}


def quantity_words() -> Collection[str]:
    """Words before the name of an attribute that judge it: "lange", "goede"."""
    return _quantities().keys()


@cache
def _quantities() -> Mapping[str, tuple[str, Degree]]:
    return {
        word: (side, degree)
        for side, line in read("terms")["quantity"].items()
        for word, degree in (entry.split("=") for entry in line.split())
    }
