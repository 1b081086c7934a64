"""Forms of one word: what a Dutch and an English stemmer take to be the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from threading import local
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]  # it brings no types

_DISTINCT = 1 << 18
"""Words whose stems are remembered."""
_own = local()


@lru_cache(maxsize=_DISTINCT)
def stems(word: str) -> tuple[str, ...]:
    """The word itself and its Snowball stems, Dutch (Kraaij-Pohlmann) and then English (Porter 2), without repeats.

    Two words that share one of these are forms of one word: "fietsen" has the stem "fiets", which is a word. What
    holds a digit has no stems but itself.
    """
    if not word.isalpha() or len(word) <= _SHORT:
        return (word,)
    made = (*(stemmer.stemWord(word) for stemmer in _stemmers()), *_missed(word))
    return tuple(dict.fromkeys((word, *(stem for stem in made if len(stem) >= _SHORT))))


def singulars(word: str) -> tuple[str, ...]:
    """What a Dutch word may be the plural of: its Dutch stem and what the stemmer misses, of three letters or more."""
    stem = _stemmers()[0].stemWord(word)
    return tuple(s for s in (stem, *_missed(word)) if len(s) >= _SHORT)


def _missed(word: str) -> Iterator[str]:
    """Ground forms that the stemmers cut too short or leave alone: "ketting" of "kettingen"."""
    if word.endswith("ingen"):
        yield word[:-2]
    if word.endswith("loze"):
        yield word[:-2] + "os"
    if word.endswith("ves"):
        yield word[:-3] + "f"


_SHORT = 3


def _stemmers() -> tuple[Any, Any]:
    """The two stemmers of this thread: each keeps the word at hand in itself."""
    if not hasattr(_own, "stemmers"):
        _own.stemmers = (snowballstemmer.stemmer("dutch"), snowballstemmer.stemmer("english"))
    return _own.stemmers  # type: ignore[no-any-return]  # a thread's own attributes have no types
