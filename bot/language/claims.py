"""Which order somebody says is theirs: its number and its postcode, in whatever way they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.entities import Entity

_NUMBER = re.compile(r"(?<![\w,.-])(?:[a-z]{2,4}-?)?(?:20\d{2}[ -])?\d{5,12}(?![\w-])", re.IGNORECASE)
_DUTCH = re.compile(r"(?<![\w-])[1-9]\d{3} {0,2}[a-z]{2}(?![\w-])", re.IGNORECASE)
_BEHIND = re.compile(r"[\s,;:/&+-]*(?:(?:en|and|met|with)\s+)?(?:postcode\W*)?([1-9]\d{3})(?![\w-])", re.IGNORECASE)
_WORDS = frozenset({"EN", "OF", "OP", "IS", "IN", "TE", "DE", "IK", "NO", "OR", "IT", "MY"})
_BELGIAN = re.compile(r"(?<![\w-])(?:b-?)?[1-9]\d{3}(?![\w-])", re.IGNORECASE)


def claim_in(text: str, entities: Sequence[Entity], *, asked: bool) -> tuple[str, str]:
    """Order number and postcode in a cleaned `text`, each empty when it is not there.

    With `asked` the message answers the question for them, so that bare digits are read as well.
    """
    number = _first(entities, "order_number")
    postcode = _first(entities, "postcode")
    if not (asked or number):
        return number, postcode
    text = _without(_without(text, entities, "phone"), entities, "email")
    rest = _without(text, entities, "order_number")
    if not postcode:
        dutch = next((m for m in _DUTCH.finditer(rest) if _is_code(m[0])), None)
        postcode = dutch[0] if dutch else ""
    if asked and not number:
        found = _NUMBER.search(_without(text, entities, "postcode").replace(postcode or "\0", " "))
        number = found[0].strip() if found else ""
    return number, postcode or _belgian(text, rest.replace(number or "\0", " "), entities, asked=asked)


def _belgian(text: str, rest: str, entities: Sequence[Entity], *, asked: bool) -> str:
    """Four digits: anywhere in an answer, else right behind the number, since they may be a year."""
    if asked:
        found = _BELGIAN.search(rest)
        return found[0] if found else ""
    end = next((e.end for e in entities if e.kind == "order_number"), len(text))
    behind = _BEHIND.match(text[end:])
    return behind[1] if behind else ""


def _is_code(matched: str) -> bool:
    """Whether the letters are no little word: "2000 en"; where a postcode is asked, KG is no unit."""
    return matched[-2:].isupper() or matched[-2:].upper() not in _WORDS


def _first(entities: Sequence[Entity], kind: str) -> str:
    return next((str(e.value) for e in entities if e.kind == kind), "")


def _without(text: str, entities: Sequence[Entity], kind: str) -> str:
    """The text with blanks where entities of a kind stand."""
    for e in entities:
        if e.kind == kind:
            text = text[: e.start] + " " * (e.end - e.start) + text[e.end :]
    return text
