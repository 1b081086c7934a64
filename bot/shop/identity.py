"""Ids for products whose feed has none: the same product keeps its id when its price or stock changes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from bot.selection.schema import slug

_LONGEST = 60
_HASH = 6


def made_id(title: str, cells: Iterable[str], seen: Counter[str]) -> str:
    """A slug of the title and a short hash of the `cells` that identify the product.

    `seen` counts the ids given so far: a second product with the same cells gets a number behind it.
    """
    digest = hashlib.blake2b("\x1f".join((title, *cells)).encode()).hexdigest()[:_HASH]
    base = f"{slug(title)[:_LONGEST].strip('-') or 'product'}-{digest}"
    seen[base] += 1
    return base if seen[base] == 1 else f"{base}-{seen[base]}"
