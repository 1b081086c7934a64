"""Negation: which terms stand within the reach of "niet", "geen", "zonder", "not"; a "maar" ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.language.entities import Entity
from bot.language.lexicon import read
from bot.language.pieces import Piece
from bot.language.words import fold

_LISTING = frozenset({"geen", "zonder", "no", "without", "behalve", "except"})
"""Negators whose reach goes on over a comma: "geen Apple, Samsung of Sony", but not "niet wit, zwart"."""


def with_negation(text: str, found: Sequence[Piece], entities: Sequence[Entity]) -> list[Entity]:
    """The entities, those that are denied marked as `negated`."""
    folded = fold(text)
    entities = _needed(folded, entities)
    denied = {i for at in _negators(folded, found, entities) for i in _reached(folded, found, entities, at)}
    return [replace(e, negated=e.negated != (i in denied or _denied_behind(folded, e))) for i, e in enumerate(entities)]


def _needed(folded: str, entities: Sequence[Entity]) -> Sequence[Entity]:
    """The entities without the features of which is said, among other things, that they need not be: "app hoeft niet".

    When nothing else is said they stay, for whoever lets go of an earlier wish.
    """
    needless = [e for e in entities if e.kind == "attribute" and _is_needless(folded, e)]
    return entities if len(needless) == len(entities) else [e for e in entities if e not in needless]


def _is_needless(folded: str, entity: Entity) -> bool:
    behind = rf"\s+(?:{read('terms')['negation']['needless_behind']})\b"
    before = rf"\b(?:{read('terms')['negation']['needless_before']})\s+(?:(?:per se|een|a|an)\s+)*$"
    # "niet elektrisch" is one term, of which the "niet" goes with "hoeft".
    denied = re.match(r"(?:niet|geen|not)\s+", folded[entity.start : entity.end])
    start = entity.start + (denied.end() if denied else 0)
    return any((re.match(behind, folded[entity.end :]), re.search(before, folded[:start])))


def _negators(folded: str, found: Sequence[Piece], entities: Sequence[Entity]) -> Iterator[int]:
    """Indexes of the pieces that deny what follows them."""
    covered = [(e.start, e.end) for e in entities]
    covered += [m.span() for m in _idioms().finditer(folded)]
    for at, piece in enumerate(found):
        answer = piece.text == "no" and folded[piece.end : piece.end + 1] in (",", ".", "!")
        inside = any(start <= piece.start < end for start, end in covered)
        if piece.text in _words("words") and not inside and not answer:
            yield at


def _reached(folded: str, found: Sequence[Piece], entities: Sequence[Entity], at: int) -> Iterator[int]:
    """Indexes of the entities that the negator at `at` denies."""
    starts, left, negator = (
        {e.start: i for i, e in enumerate(entities)},
        read("terms")["negation"]["reach"],
        at,
    )
    end_of_entity, kind = 0, ""
    for before, piece in zip(found[at:], found[at + 1 :], strict=False):
        gap = folded[before.end : piece.start]
        if re.search(r"[.!?;:]", gap) or piece.text in _words("ends") or left == 0:
            return
        entity = entities[starts[piece.start]] if piece.start in starts else None
        if "," in gap and not (found[negator].text in _LISTING and entity and entity.kind == kind):
            return
        if entity:
            yield starts[piece.start]
            end_of_entity, kind = entity.end, entity.kind
        elif piece.start >= end_of_entity and piece.text not in _words("joins"):
            left -= 1


def _denied_behind(folded: str, entity: Entity) -> bool:
    """Whether a value, brand or wish is denied by what follows it: "Apple niet", "wit liever niet"."""
    pattern = r"\s+(?:liever |hoeft |hoef ik |wil ik |dan )?(?:niet|not)\s*(?:$|[,.!;]|maar\b|but\b)"
    said_no = r"\s*[:=?]\s*(?:nee|neen|niet|no|nope)\b|\s+(?:nee|neen|nope)\s*[.!]*$"
    behind = folded[entity.end :]
    if entity.kind in ("value", "brand", "wish", "attribute") and re.match(said_no, behind):
        return True
    return entity.kind in ("value", "brand", "wish") and re.match(pattern, behind) is not None


@cache
def _idioms() -> re.Pattern[str]:
    phrases = (p.strip() for p in read("terms")["negation"]["idioms"].split("|"))
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read("terms")["negation"][key].split())
