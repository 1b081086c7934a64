"""The words of `words.yml`, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def names_of(role: str) -> tuple[str, ...]:
    """Names of columns that play `role`, the likeliest first."""
    return tuple(_words()["roles"].get(role, ()))


@cache
def word_set(key: str) -> frozenset[str]:
    """The words under `key`."""
    return frozenset(_words()[key])


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))
