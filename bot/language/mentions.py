"""What else a message says of what is sought: whom it is for and what for, how many, in which size and colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from bot.language.entities import Entity
from bot.language.lexicon import read, word_set
from bot.language.numbers import dutch, number_at
from bot.language.typos import is_stop_word
from bot.language.words import fold

_MOST_PIECES = 99
_MOST_WORDS = 2
"""Words of what something is for."""
_SHORTEST_USE = 4
_POINTING = re.compile(
    r"\b(?:die|dat|deze|dees|dit|that|those|these)\s+"
    r"(?:(?!(?:jullie|je|we|ik|mijn|the|your|my|a|an|een|de|het)\b)[a-z]+\s+)?$"
)
_POINTED = re.compile(
    r"\b(?:the|that|this)\s+[a-z]+\s+ones?\b|\b(?:die|deze|those|these)\s+(?:twee|drie|two|three)\b"
    r"|(?<=\bvan )(?:de|alle)\s+(?:twee|drie)\b|(?<=\bof )(?:the|all)\s+(?:two|three)\b"
    r"|\bdie\s+[a-z]{3,}e\b(?=\s*(?:$|[.,!?]|(?:en|of|dan|is|graag|maar)\b))|\b(?:those|these)\b"
    r"|\bdie\s+van\s+(?:€\s?)?\d+(?:[.,]\d+)?\b|\b(?:den\s+deze|dees)\b|\bbeide\b"
    r"|\b(?:exact |precies |exactly )?(?:hetzelfde|dezelfde|the same)"
    r"(?=\s*(?:$|[.,!?]|(?:maar|graag|weer|nog|again|but|please)\b))"
    r"|(?:^|(?<=waarom )|(?<=why ))die(?=\s*(?:$|[.,!?]))"
)
_OBJECT = re.compile(r"\b(?:iets|wat|something|anything|spullen|nodig|zoek)\b")
"""What stands for a product that is not named."""
_WORD = re.compile(r"\s*([a-z][a-z'-]+)")
_BEFORE = re.compile(
    r"(?<![\w.,/-])(?<!maat )(?<!size )(?P<number>\d{1,2}|[a-z]{2,10})\s+(?:(?!van\b|of\b|the\b|de\b)[a-z]+\s+){0,2}$"
)
"""What may count the product that follows: "twee laptops", "3 zwarte stoelen"."""


def find_mentions(text: str, named: Sequence[Entity]) -> list[Entity]:
    """Sizes, colours, quantities, people and uses in a cleaned `text`; they may overlap with one another.

    `named` are the products in it: what is counted in "3 laptops".
    """
    folded = fold(text)
    found = [_entity(kind, text, match) for kind, pattern in _patterns().items() for match in pattern.finditer(folded)]
    found = [_without_article(text, e) if e.kind == "use" else e for e in found]
    meant = bool(named) or _OBJECT.search(folded) is not None
    uses = _uses(text, folded) if meant else ()
    sizes = [e for e in found if e.kind == "size"]
    rest = [e for e in found if e.kind != "size"]
    return [
        *sizes,
        *_quantities(folded, named),
        *rest,
        *(e for e in uses if not any(e.start < r.end and r.start < e.end for r in rest)),
    ]


def _without_article(text: str, use: Entity) -> Entity:
    article = re.match(r"(?:de|het|een|the|an?|mijn|my)\s+", fold(text)[use.start : use.end])
    start = use.start + (article.end() if article else 0)
    return Entity("use", text[start : use.end], start, use.end)


def _uses(text: str, folded: str) -> Iterator[Entity]:
    """What a product is for, by any noun behind "voor" or verb behind "om te": "voor de logeerkamer"."""
    for match in _purposes()["noun"].finditer(folded):
        one_word, at, end, words = match["before"] == "voor", match.end(), match.end(), 0
        while words < _MOST_WORDS and (word := _WORD.match(folded, at)) and _may_be_used(word[1]):
            words, at, end = words + 1, word.end(), word.end()
            if one_word and not word[1].endswith("e"):
                break
        if words and len(folded[match.end() : end].strip()) >= _SHORTEST_USE:
            start = match.end() + len(folded[match.end() : end]) - len(folded[match.end() : end].lstrip())
            yield Entity("use", text[start:end], start, end)
    for match in _purposes()["verb"].finditer(folded):
        if match[match.lastgroup or 0] not in word_set("mentions", "no_use_verbs"):
            yield _entity("use", text, match)


def _may_be_used(word: str) -> bool:
    return not (is_stop_word(word) or word in word_set("mentions", "no_use") or dutch(word))


def find_pointed(text: str, named: Sequence[Entity]) -> Iterator[Entity]:
    """Products that a cleaned `text` points at by what they are: "die laptop", "that sony", "the blue one".

    `named` are the things, categories and brands in it.
    """
    folded = fold(text)
    for entity in named:
        if before := _POINTING.search(folded[: entity.start]):
            yield Entity("pointed", text[before.start() : entity.end], before.start(), entity.end)
    for match in _POINTED.finditer(folded):
        yield Entity("pointed", text[match.start() : match.end()], *match.span())


def _entity(kind: str, text: str, match: re.Match[str]) -> Entity:
    start, end = match.span(match.lastgroup or 0)
    return Entity(kind, text[start:end], start, end)


def _quantities(folded: str, named: Sequence[Entity]) -> Iterator[Entity]:
    for match in chain.from_iterable(pattern.finditer(folded) for pattern in _counted()):
        if number := _number(match["number"]):
            yield Entity("quantity", number, *match.span("number"))
    for entity in named:
        before = _BEFORE.search(folded[: entity.start])
        plural = re.search(r"(?:s|en|jes)$", folded[entity.start : entity.end])
        if before and plural and (number := _number(before["number"])):
            yield Entity("quantity", number, *before.span("number"))


def _number(said: str) -> float:
    """How many; 0 when it is no number of pieces."""
    number = number_at([said], 0) if said.isdigit() or dutch(said) or said in _english() else None
    return number.value if number and 1 <= number.value <= _MOST_PIECES and number.value.is_integer() else 0.0


@cache
def _english() -> frozenset[str]:
    return frozenset(entry.partition("=")[0] for entry in read("amounts")["numbers"]["en"].split())


@cache
def _counted() -> tuple[re.Pattern[str], ...]:
    number = r"(?P<number>\d{1,2}|[a-z]{2,10})"
    ends = r"(?=\s*(?:$|[.,!?]|(?:van|of|graag|please|maar)\b))"
    return (
        re.compile(rf"(?<![\w.,/-]){number}\s?(?:{_either('count_words')})(?![\w/]|\s+ge[a-z]+(?:d|t|en)\b)"),
        re.compile(r"\sx\s?(?P<number>\d{1,2})(?![\w/])"),
        re.compile(rf"\ber\s+(?:[a-z]+\s+)?{number}\s+van\b"),
        re.compile(rf"\b(?:{_either('count_before')})\s+(?:maar\s+|graag\s+)?{number}{ends}"),
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    whose = rf"(?:(?:{_either('whose')})\s+)?(?:(?:{_either('described')})\s+)?"
    age = r"(?:\s+(?:van|of|aged)\s+\d{1,2}(?:\s+(?:jaar|maanden|maand|years|months)(?:\s+(?:oud|old))?)?)?"
    size = r"\d{1,3}(?:[.,]5)?(?:\s?[-/]\s?\d{1,3})?"
    lettered = rf"(?:{_either('worn')})\s+(?:{_either('size_articles')})\s+"
    worn = r"(?=\s*(?:$|[.,!?]|(?:is|in|of|en|and|or|voor|for|before|please|graag|aub|maar)\b))"
    across = r"\d{2,3}\s?(?:x|bij|by)\s?\d{2,3}(?:\s?(?:x|bij|by)\s?\d{1,3})?(?:\s?cm)?"
    shade = rf"(?:(?:{_either('shades')})[\s-]?)?"
    return {
        "size": re.compile(
            rf"\b(?P<what>(?:{_either('size_words')})\.?\s?(?:{size}|{read('mentions')['sizes']})"
            rf"|{read('mentions')['bare_sizes']}|{across})(?![\w-])"
            rf"|\b{lettered}(?P<worn>\d{{1,3}}|{read('mentions')['letters']}){worn}"
            rf"|\b(?:{_either('size_articles')}|in|van|from|to|naar)\s+(?P<word>small|medium|large){worn}"
        ),
        "colour": re.compile(rf"\b(?P<what>{shade}(?:{_either('colours')}))(?![\w-])"),
        "recipient": re.compile(rf"\b(?:voor|for|aan)\s+{whose}(?P<what>(?:{_either('people')}){age})(?![\w-])"),
        "use": re.compile(
            rf"\b(?:{_either('use_before')})\s+(?:(?:{_either('use_between')})\s+)*(?P<what>{_either('uses')})(?![\w-])"
        ),
    }


@cache
def _purposes() -> Mapping[str, re.Pattern[str]]:
    # Each word once: a row of words that could be read in two ways has no end of readings.
    words = {word for key in ("whose", "use_between", "described") for word in read("mentions")[key].split("|")}
    between = rf"(?:(?:{'|'.join(re.escape(w.strip()) for w in sorted(words))})\s+)*+"
    return {
        "noun": re.compile(rf"\b(?P<before>voor|for)\s+{between}(?=[a-z])"),
        "verb": re.compile(
            r"\bom\s+(?:\w+\s+){0,3}?te\s+(?P<verb>[a-z]+en)\b"
            r"|\bto\s+(?P<action>[a-z]+)\s+(?:in|with|on)(?=\s*(?:$|[.,!?]))"
        ),
    }


@cache
def _either(key: str) -> str:
    phrases = (" ".join(p.split()) for p in read("mentions")[key].split("|"))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True) if p)
