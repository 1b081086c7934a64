"""Values that are several: "Black / Red" is black and is red."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = re.compile(r"\s*[,/;|]\s*|\s+[+&]\s+")


def parts(value: str) -> frozenset[str]:
    """The value and each of its parts, lower case."""
    whole = value.casefold()
    return frozenset({whole, *(p for p in _BETWEEN.split(whole) if p)})


def is_any_of(value: str, wanted: Iterable[str]) -> bool:
    """True when the value, or a part of it, is one of `wanted`."""
    return not parts(value).isdisjoint(w.casefold() for w in wanted)
