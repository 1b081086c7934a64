"""Variants of one product (another colour, another storage): what they have in common.

A feed may say it. Else products of one brand are variants when their titles are equal but for the colour, storage or
clothing size that they name, and when whatever else they state is the same. Two products taken for one hide one
another; a pair that is missed merely stands beside itself: so the rule is strict.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.language.concepts import concept_of
from bot.selection.schema.hidden import without_variant
from bot.selection.schema.lexicon import word_set
from bot.selection.schema.naming import slug
from bot.shop.ports import Attribute, Kind, Value

_HASH = 6
_KEPT = 12
"""Bytes of a digest by which keys are told apart."""


def parents(
    titles: Sequence[str],
    brands: Sequence[str],
    facts: Sequence[Mapping[str, Value]],
    attributes: Sequence[Attribute],
) -> list[str]:
    """The parent of each product, by its title, brand and facts; empty when it has no variants."""
    telling = [a.key for a in attributes if a.kind is not Kind.TEXT and not _varies(a)]
    keys = [
        _digest((brand.casefold(), without_variant(title), tuple(stated.get(key) for key in telling)))
        for title, brand, stated in zip(titles, brands, facts, strict=True)
    ]
    counts = Counter(keys)
    return [_name(title, key) if counts[key] > 1 else "" for title, key in zip(titles, keys, strict=True)]


def stated_parents(ids: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The parent that each row states; of a row that is itself a parent its id; empty when nobody shares it."""
    named = Counter(cell for cell in cells if cell)
    whole = [cell or (own if own in named else "") for own, cell in zip(ids, cells, strict=True)]
    counts = Counter(whole)
    return [parent if counts[parent] > 1 else "" for parent in whole]


def _varies(attribute: Attribute) -> bool:
    """Whether variants of one product may differ in it."""
    concept = concept_of(attribute.key)
    return (concept.key if concept else attribute.key) in word_set("varying")


def _digest(key: tuple[str, str, tuple[Value | None, ...]]) -> bytes:
    """What stands for a key: of a million products the keys themselves would be a large part of the memory."""
    return hashlib.blake2b(repr(key).encode()).digest()[:_KEPT]


def _name(title: str, digest: bytes) -> str:
    return f"{slug(without_variant(title))[:40].strip('-') or 'product'}-{digest.hex()[:_HASH]}"
