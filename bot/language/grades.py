"""Energy labels: letters beside the name of the label, the best first, and what is better than a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any, cast

from bot.language.concepts import concept_of
from bot.language.entities import Entity
from bot.language.lexicon import read
from bot.language.pieces import pieces
from bot.language.telling import votes
from bot.language.words import fold

GRADES = "ABCDEFG"
"""The letters of the European energy label (Regulation (EU) 2017/1369), the best first."""


def is_graded(attribute: str) -> bool:
    """Whether the values of an attribute, by its key, are the letters of an energy label."""
    concept = concept_of(attribute)
    return concept is not None and concept.key == "energy_label"


def at_least(grade: str) -> tuple[str, ...]:
    """The letters that are `grade` or better, the best first."""
    return tuple(GRADES[: GRADES.index(grade.upper()) + 1])


def with_grades(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, a letter of an energy label with its bound ("minimaal label B") or with those beside it."""
    folded = fold(text)
    kept = [e for e in entities if not (_is_grade(e) and _is_article(text, e))]
    return list(chain.from_iterable(_bounded(text, folded, e) if _is_grade(e) else (e,) for e in kept))


def _is_grade(entity: Entity) -> bool:
    if entity.kind != "value":
        return False
    said = cast(Mapping[str, Any], entity.value)
    return str(said["value"]).upper() in GRADES and any(is_graded(key) for _, key in said["attributes"])


def _is_article(text: str, letter: Entity) -> bool:
    """Whether the letter is rather an English article: "with a label"."""
    told = votes(p.text for p in pieces(text))
    return text[letter.start : letter.start + 2] == "a " and told["en"] > told["nl"]


def _bounded(text: str, folded: str, letter: Entity) -> Iterator[Entity]:
    before = _patterns()["before"].search(folded[: letter.start])
    after = _patterns()["after"].match(folded, letter.end)
    if before is None and after is None:
        yield letter
        yield from _others(text, folded, letter)
        return
    value = {**cast(Mapping[str, Any], letter.value), "or_better": True}
    if before and before["than"]:
        value["value"] = at_least(value["value"])[-2:][0]
    start, end = before.start(1) if before else letter.start, after.end() if after else letter.end
    yield replace(letter, value=value, start=start, end=end)


def _others(text: str, folded: str, letter: Entity) -> Iterator[Entity]:
    """The letters that follow one: "label A, B of C"; "A and a timer" names no second."""
    at, value = letter.end, cast(Mapping[str, Any], letter.value)
    while following := _patterns()["others"].match(folded, at):
        at = following.end()
        if text[at - 1] == "a" and not re.match(r"\s*(?:$|[.,;!?])", text[at:]):
            return
        yield replace(letter, value={**value, "value": following[1].upper()}, start=at - 1, end=at)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = read("terms")["grades"]
    return {
        "before": re.compile(
            rf"\b({_either(words['least'])}|(?P<than>{_either(words['above'])}))\s+(?:(?:een|an?)\s+)?$"
        ),
        "after": re.compile(rf"(?:\s+|\s*-\s*)(?:{_either(words['better'])})\b"),
        "others": re.compile(rf"\s*(?:[,/]|\b(?:{_either(words['joins'])})\b)\s*([a-g])(?![a-z0-9'-])"),
    }


def _either(line: str) -> str:
    phrases = sorted((" ".join(p.split()) for p in line.split("|")), key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
