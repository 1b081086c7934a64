"""Plurals and diminutives of names of products, generous: a form nobody says does no harm."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")


def forms(noun: str) -> set[str]:
    """A folded noun with its plurals and Dutch diminutives; only the last word of several bends."""
    head, space, last = noun.rpartition(" ")
    return {f"{head}{space}{form}" for form in {last, *_plurals(last), *_diminutives(last)}}


def _plurals(word: str) -> Iterator[str]:
    yield word + "s"
    yield word + "en"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        yield word + "es"
    if word.endswith("y"):
        yield word[:-1] + "ies"
    if len(word) > 2 and word[-1] not in _VOWELS:
        yield from _dutch_plurals(word)


def _dutch_plurals(word: str) -> Iterator[str]:
    """`bed` bedden, `magneet` magneten, `fornuis` fornuizen."""
    stem = word[:-3] + word[-2:] if word[-2] == word[-3] and word[-2] in _VOWELS else word
    soft = {"s": "z", "f": "v"}.get(stem[-1], stem[-1])
    yield word + word[-1] + "en"
    yield stem + "en"
    yield stem[:-1] + soft + "en"


def _diminutives(word: str) -> Iterator[str]:
    for ending in ("je", "tje", "etje", "pje", "kje", word[-1] + "etje"):
        yield word + ending
        yield word + ending + "s"
