"""What the terms of a shop are called, by language; the words are in `wording.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def word(kind: str, key: str, language: str) -> str:
    """The word for one thing: `payment`, `country` or `pays`."""
    return str(_words()[kind][key][language])


def words(kind: str, keys: Sequence[str], language: str) -> str:
    """Several of a kind as a list in words."""
    return listed([word(kind, key, language) for key in keys], language)


def listed(named: Sequence[str], language: str) -> str:
    """A list in words: "a, b en c"."""
    return str(_words()["and"][language]).join([part for part in (", ".join(named[:-1]), *named[-1:]) if part])


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("wording.yml").read_text(encoding="utf-8"))
