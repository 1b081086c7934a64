"""Bare words: whole messages that say nothing by themselves ("ja", "hoezo?", a thumb up), by what they do in talk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

from bot.language.lexicon import read, word_set
from bot.language.words import fold

Bare = Literal["again", "back", "bad", "drop", "good", "no", "shrug", "take", "what", "which", "why", "yes"]
_LONGEST = 60
"""Characters of the longest message that may be a bare word."""
_MODIFIERS = dict.fromkeys([0x200D, 0xFE0F, *range(0x1F3FB, 0x1F400)])
"""Joiners, variation and the colour of a hand, which change nothing."""


def bare_word(text: str) -> Bare | None:
    """What a message does that is nothing but a bare word; None when it says more, or nothing at all.

    A row of them ("ok prima", "ja doe maar") does what the first that is no mere assent does, else what the first does.
    """
    said = fold(text).translate(_MODIFIERS)
    if len(said) > _LONGEST:
        return None
    if said.strip() and not re.sub(r"[\s?!.]", "", said) and "?" in said:
        return "what"
    words = " ".join(re.sub(r"[^\w\s'👍👎👌🙂😊😀🤷😕🙁😞❤]", " ", said).split())
    return next((kind for kind in _KINDS if words and _pattern(kind).fullmatch(words)), None)


def language_asked(text: str) -> str | None:
    """The language that a message does nothing but ask for: `en` of "can we speak English?"; None when it does not."""
    words = " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())
    asked = (c for c in ("nl", "en") if re.search(rf"\b(?:{_either(read('bare')['language'][c])})\b", words))
    return next(asked, None) if len(words.split()) <= _MOST_WORDS else None


def only_turns(words: Iterable[str]) -> bool:
    """Whether folded words beside a kind of product do nothing but turn to it: "nu de", "en een ... dan"."""
    return set(words) <= word_set("bare", "turning")


_KINDS: tuple[Bare, ...] = tuple(sorted(get_args(Bare), key=lambda kind: kind in ("good", "yes")))
_MOST_WORDS = 9


@cache
def _pattern(kind: Bare) -> re.Pattern[str]:
    around, own = _either(read("bare")["around"]), _either(read("bare")[kind])
    assent = _either("|".join((read("bare")["good"], read("bare")["yes"])))
    beside = rf"(?:(?:{around})\s+)*"
    return re.compile(rf"{beside}(?:(?:{assent})\s+)*{beside}(?:{own})(?:\s+(?:{around}|{own}))*")


@cache
def _either(line: str) -> str:
    """An alternation of the phrases, the longest first."""
    phrases = (" ".join(fold(p).split()) for p in line.split("|"))
    return "|".join(re.escape(p) for p in sorted(filter(None, phrases), key=len, reverse=True))
