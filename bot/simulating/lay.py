"""What people who know nothing of the subject can answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.shop.ports import Attribute, Category

NEED = "need"
_FILE = Path(__file__).with_name("lay.yml")
_PARTS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Lay:
    """The table of lay.yml."""

    words: tuple[tuple[float, frozenset[str]], ...]
    kinds: dict[str, float]

    def share(self, about: str, category: Category) -> float:
        """Share of shoppers, 0..1, who can answer a question about an attribute, or about the need."""
        attribute = category.attribute(about)
        if attribute is None:
            return self.kinds[NEED] if about == NEED else 0.0
        named = _named(attribute)
        found = (share for share, words in self.words if not words.isdisjoint(named))
        return next(found, self.kinds[attribute.kind.value])


@lru_cache(maxsize=1)
def read_lay() -> Lay:
    """The table that comes with the program."""
    given = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    rows = tuple((float(row["share"]), frozenset(map(str, row["words"]))) for row in given["words"])
    return Lay(rows, {kind: float(share) for kind, share in given["kinds"].items()})


def _named(attribute: Attribute) -> frozenset[str]:
    names = [name.casefold() for name in (attribute.key, *attribute.labels.values())]
    return frozenset([*names, *(part for name in names for part in _PARTS.split(name) if part)])
