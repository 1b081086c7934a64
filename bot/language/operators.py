"""Words that limit an amount or name what it is of, as patterns made of `lexicon/amounts.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Literal

from bot.language.concepts import Concept, concepts
from bot.language.lexicon import read, word_set
from bot.language.wishes import quantity_words

Side = Literal["high", "low", "about"]


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """By name the pattern of what stands round an amount."""
    data, filler = read("amounts"), _either(read("amounts")["filler"].split())
    name, counted = _either(concepts_named()), _either(sorted(filter(str.isalpha, word_set("amounts", "not_amount"))))
    return {
        "open": re.compile(rf"(?<![a-z0-9])({_either(data['range_open'].split())})\s+(?:(?:{filler})\s+)*$"),
        "join": re.compile(
            rf"\s*(?:,\s*)?({_either(data['range_join'].split())}|tot en met)\s*"
            r"(?:(?:" + filler + r"|max|maximaal|hooguit)\s+)*"
        ),
        "before": re.compile(rf"(?<![a-z0-9<>])({_either(sides('before'))})\s*(?:(?<=\s)(?:{filler})\s+)*$"),
        "after": re.compile(rf"\s*({_either(sides('after'))})(?![a-z0-9]|\s+(?:dan|als|than)\b)"),
        "gap_before": re.compile(
            rf"\b(?:{_either(data['gaps'].split())})\s+(?:is\s+)?(?:(?:van|of)\s+)?(?:(?:{filler})\s+)*$"
        ),
        "gap_behind": re.compile(
            rf"\s*-?(?:{_either(data['gap_between'].split())})?\s*\b(?:{_either(data['gaps'].split())})\b"
        ),
        "permitted_behind": re.compile(rf"\s+(?:{_either(data['permitted_behind'].split())})\b"),
        "permitted": re.compile(rf"\b(?:{_either(data['permitted'].split())})\s+(?:[a-z]+\s+){{0,2}}$"),
        "compared": re.compile(
            rf"(?<![a-z])(?P<not>(?:{_either(data['compared_not'].split('|'))})\s+(?:(?:{_either(data['compared_over'].split())})\s+)*)?(?P<word>{_either(comparatives())})(?:\s+(?:is|zijn|are))?\s+(?P<than>dan|als|than)"
            rf"\s+(?:(?:{filler})\s+)*$"
        ),
        "named_left": re.compile(rf"(?<![a-z0-9-])({name})(?:\s+(?:van|is|of|op|moet|with|at|met))?\s*[:=]?\s*$"),
        "denied": re.compile(
            rf"\b(?:{_either(data['deniers'].split('|'))})\s+(?:(?:{_either(data['denied_over'].split('|'))})\s+)*$"
        ),
        "weak": re.compile(rf".*\b(?:{_either(data['weak'].split())})\b"),
        "roughly": re.compile(rf"\b(?:{_either(data['roughly'].split())})\b"),
        "offered": re.compile(r"(?<!procent )(?<!percent )(?<!% )\b(?:van|voor|for)\s+$"),
        "difference_behind": re.compile(rf"\s*(?:{_either(data['difference_behind'].split('|'))})\b"),
        "difference_before": re.compile(rf"\b(?:{_either(data['difference_before'].split('|'))})\s+$"),
        "judged": re.compile(rf"(?<![a-z])({_either(sorted(quantity_words()))})\s+$"),
        "named_right": re.compile(rf"[\s-]*(?:(?:of|aan|in|in de|qua)\s+)?({name})(?![a-z0-9]|\s+(?:{counted})\b)"),
    }


def _either(phrases: Mapping[str, object] | list[str]) -> str:
    """An alternation of phrases, the longest first; a space in a phrase is any white space."""
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))


@cache
def sides(where: str) -> Mapping[str, Side]:
    """Phrase to side, of the phrases `before` or `after` an amount."""
    return {
        phrase: side
        for side, line in read("amounts")[where].items()
        for phrase in _phrases(line, spaced=where == "after")
    }


@cache
def listed(key: str) -> frozenset[str]:
    """The operators under a key of the file."""
    return frozenset(p.strip() for p in read("amounts")[key].split("|"))


def _phrases(line: str, *, spaced: bool) -> list[str]:
    phrases = [p.strip() for p in line.split("|") if p.strip()]
    return list(chain.from_iterable(p.split() for p in phrases[:1])) + phrases[1:] if spaced else phrases


@cache
def concepts_named() -> Mapping[str, Concept]:
    """Words that name what an amount is of: names of concepts, and the adjectives of lengths and weight.

    Nobody says "800 licht": that is an amount with a wish behind it.
    """
    found = {name: c for c in concepts().values() for name in c.names if not name.isdigit()}
    for concept in concepts().values():
        if concept.unit in ("cm", "kg", "mm"):
            lower = () if concept.unit == "kg" else concept.lower_words.values()
            for forms in chain(concept.higher_words.values(), lower):
                found |= {form: concept for form, degree in forms.items() if degree == "positive"}
    return found


@cache
def comparatives(*languages: str) -> Mapping[str, tuple[str, Concept]]:
    """Comparative to its direction and concept, of these languages or of both."""
    return {
        form: (direction, concept)
        for concept in concepts().values()
        for direction, side in (("lower", concept.lower_words), ("higher", concept.higher_words))
        for language, forms in side.items()
        for form, degree in forms.items()
        if degree == "comparative" and language in (languages or ("nl", "en"))
    }
