"""Word lists as data: one YAML file each, read once; and those that other packages bring."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml


class LexiconMissing(Exception):
    """A package does not bring the lexicon it should."""

    def __init__(self, package: str, file: str) -> None:
        """Say which file of which package, and what to do."""
        super().__init__(f"{file} is not in the package {package}; install the locked packages again (`uv sync`).")


@cache
def read(name: str) -> Any:
    """The content of `name`.yml in this folder. Shared between callers: do not change it."""
    text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 both are safe; C is fast


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words under `key` in `name`.yml, a string of words separated by white space."""
    return frozenset(read(name)[key].split())


def packaged(package: str, name: str) -> Path:
    """Path of a file in an installed package, without importing the package; raises `LexiconMissing`."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / name).is_file():
            return path
    raise LexiconMissing(package, name)
