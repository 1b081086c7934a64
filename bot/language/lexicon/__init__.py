"""Word lists as data: one YAML file each, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read(name: str) -> Any:
    """The content of `name`.yml in this folder. Shared between callers: do not change it."""
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words under `key` in `name`.yml, a string of words separated by white space."""
    return frozenset(read(name)[key].split())
