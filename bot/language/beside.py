"""What a message says beside the words of this catalogue: things, brands and the like of any webshop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import makers, things
from bot.language.entities import Entity
from bot.language.lexicon import word_set
from bot.language.makers import find_makers
from bot.language.mentions import find_mentions, find_pointed
from bot.language.pieces import pieces
from bot.language.places import in_passing
from bot.language.things import find_things
from bot.language.typos import is_everyday

BESIDE = frozenset({"thing", "maker", "size", "colour", "quantity", "recipient", "use", "pointed"})
"""Kinds of what is found here: told for whoever judges or reports, and left out of what the choice is made by."""


_NEAR = 3
"""Words before a thing among which one may say that it goes with another."""


def find_beside(text: str, known: Sequence[Entity]) -> list[Entity]:
    """What stands in a cleaned `text` and in none of the entities `known`, in order.

    Only what points at a product ("die laptop") holds what is told by itself as well.
    """
    found = pieces(text)
    all_named = find_things(found)
    products = [*known, *all_named]
    things_named = [e for e in all_named if not (_goes_with(text, e, known) or in_passing(text, e, products))]
    named = [e for e in things_named if _holds(e, known)]
    named += _free([*things_named, *find_makers(text, found)], known)
    open_to = [p for p in found if not _overlaps(p.start, p.end, (*known, *named)) and not is_everyday(p.text)]
    named += (e for p in open_to if (e := things.corrected(p) or makers.corrected(p)))
    products = [e for e in (*known, *named) if e.kind in ("thing", "category")]
    # A size is more than the name of an attribute that stands in it: "maat 42".
    told = [e for e in (*known, *named) if e.kind != "attribute"]
    brands = [e for e in (*known, *named) if e.kind in ("maker", "brand")]
    pointed = _free(list(find_pointed(text, [*products, *brands])), [e for e in known if e.kind == "product_ref"])
    return sorted([*named, *pointed, *_free(find_mentions(text, products), told)], key=lambda e: e.start)


def without_parts(text: str, known: Sequence[Entity]) -> list[Entity]:
    """The entities without the categories that another thing is called after: "mattress protector" is no mattress."""
    categories = [e for e in known if e.kind == "category"]
    longer = [t for t in find_things(pieces(text)) if _holds(t, categories)] if categories else []
    return [e for e in known if e.kind != "category" or not any(_is_before(e, thing) for thing in longer)]


def _holds(thing: Entity, known: Sequence[Entity]) -> bool:
    """Whether a thing is called after something known, of which it is no sort: a "gaming laptop" is one."""
    touched = [e for e in known if thing.start < e.end and e.start < thing.end]
    return any(_is_before(e, thing) for e in touched) and all(e.end < thing.end for e in touched)


def _is_before(entity: Entity, thing: Entity) -> bool:
    return thing.start <= entity.start and entity.end < thing.end


def _goes_with(text: str, thing: Entity, known: Sequence[Entity]) -> bool:
    """Whether a thing is only what a category named before it goes with: "koptelefoon met twee telefoons"."""
    after = max((e.end for e in known if e.kind == "category" and e.end <= thing.start), default=None)
    if after is None:
        return False
    between = [p.text for p in pieces(text[after : thing.start])][-_NEAR:]
    return any(word in word_set("things", "part_of") for word in between)


def things_in(text: str, known: Sequence[Entity]) -> list[Entity]:
    """The things in a cleaned `text` that are none of the entities `known`."""
    return [e for e in find_beside(text, known) if e.kind == "thing"]


def makers_in(text: str, known: Sequence[Entity]) -> list[Entity]:
    """The brands in a cleaned `text` that are none of the entities `known`."""
    return [e for e in find_beside(text, known) if e.kind == "maker"]


def _free(candidates: Sequence[Entity], known: Sequence[Entity]) -> list[Entity]:
    """The candidates, the first of those that overlap, that touch nothing known."""
    return list(_untaken(candidates, list(known)))


def _untaken(candidates: Sequence[Entity], taken: list[Entity]) -> Iterator[Entity]:
    for entity in candidates:
        if not _overlaps(entity.start, entity.end, taken):
            taken.append(entity)
            yield entity


def _overlaps(start: int, end: int, entities: Sequence[Entity]) -> bool:
    return any(start < e.end and e.start < end for e in entities)
