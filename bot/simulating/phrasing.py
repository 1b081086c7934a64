"""What simulated shoppers type: Dutch phrases in several wordings, with a typing error now and then."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from numpy.random import Generator

from bot.selection.state import Constraint
from bot.shop.ports import Category

TYPOS = 0.1
"""Share of the messages with a typing error."""
_FILE = Path(__file__).with_name("phrasing.yml")
_LONG_WORD = re.compile(r"[a-z]{6,}")
_KINDS = {"ge": "at_least", "le": "at_most", "about": "about", "in": "value", "eq": "feature"}


def opening(category: Category, wishes: Iterable[Constraint], draw: Generator) -> str:
    """The first message: what is looked for, and what is volunteered of it."""
    name = category.labels.get("nl") or category.key
    return typed([phrase("opening", draw).format(name.lower()), *_wishes(wishes, category, draw)], draw)


def wished(wishes: Iterable[Constraint], category: Category, draw: Generator) -> str:
    """Wishes in the shopper's own words."""
    return typed(_wishes(wishes, category, draw), draw)


def phrase(kind: str, draw: Generator) -> str:
    """One of the wordings of `kind`."""
    wordings: list[str] = _texts()[kind]
    return wordings[int(draw.integers(len(wordings)))]


def typed(parts: Iterable[str], draw: Generator) -> str:
    """The parts as one message; now and then two letters of a long word have changed places."""
    text: str = _texts()["between"].join(parts)
    words = list(_LONG_WORD.finditer(text))
    if not words or draw.random() >= TYPOS:
        return text
    word = words[int(draw.integers(len(words)))]
    at = int(draw.integers(word.start() + 1, word.end() - 2))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _wishes(wishes: Iterable[Constraint], category: Category, draw: Generator) -> list[str]:
    return [_wish(wish, category, draw) for wish in wishes]


def _wish(wish: Constraint, category: Category, draw: Generator) -> str:
    attribute = category.attribute(wish.attribute)
    name = ((attribute and attribute.labels.get("nl")) or wish.attribute).partition(" (")[0].lower()
    if wish.attribute == "price":
        return phrase("price", draw).format(_number(wish.value))
    if isinstance(wish.value, tuple):
        kind = "brand" if wish.attribute == "brand" else "value"
        return phrase(kind, draw).format(" of ".join(wish.value))
    if isinstance(wish.value, bool):
        return phrase("feature", draw).format(name)
    unit = attribute.unit if attribute else ""
    return phrase(_KINDS[wish.op], draw).format(f"{_number(wish.value)} {unit or name}".strip())


def _number(value: object) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return given
