"""Strict reading of the shop's own YAML files: what is wrong is named with file, key, value and what is allowed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class ShopFileInvalid(Exception):
    """A file of the shop says something that cannot be used."""

    def __init__(self, file: Path, key: str, value: object, allowed: str) -> None:
        """Say where it stands, what it is and what it may be."""
        super().__init__(f"{file}: {key} is {value!r}; allowed: {allowed}. Correct the file and start again.")


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping in a file, with the way to it."""

    file: Path
    key: str
    given: Mapping[str, Any]

    def only(self, allowed: Collection[str]) -> Node:
        """This node; raises `ShopFileInvalid` when it has a key that is not one of `allowed`."""
        for key in self.given:
            if key not in allowed:
                raise ShopFileInvalid(self.file, self.key or "the file", key, "keys " + ", ".join(allowed))
        return self

    def refuse(self, key: str, allowed: str) -> ShopFileInvalid:
        """The error for what stands under `key`."""
        path = f"{self.key}.{key}" if self.key else key
        return ShopFileInvalid(self.file, path, self.given.get(key), allowed)

    def node(self, key: str) -> Node:
        """The mapping under `key`, empty when it is absent."""
        given = self.given.get(key) or {}
        if not isinstance(given, Mapping):
            raise self.refuse(key, "a mapping")
        return Node(self.file, f"{self.key}.{key}" if self.key else key, given)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The list of mappings under `key`, empty when it is absent."""
        given = self.given.get(key) or []
        if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
            raise self.refuse(key, "a list of mappings")
        path = f"{self.key}.{key}" if self.key else key
        return tuple(Node(self.file, f"{path}[{n}]", one) for n, one in enumerate(given, 1))

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; raises when it is absent and there is no `default`."""
        given = self.given.get(key, default)
        if not isinstance(given, str) or (not given and default is None):
            raise self.refuse(key, "a text")
        return given

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when it is absent."""
        given = self.given.get(key) or []
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise self.refuse(key, "a list of texts")
        return tuple(given)

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of a few words."""
        given = self.given.get(key, default)
        if given not in allowed:
            raise self.refuse(key, ", ".join(allowed))
        return str(given)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        given = self.given.get(key, default)
        if not isinstance(given, int) or isinstance(given, bool) or not low <= given <= high:
            raise self.refuse(key, f"a whole number from {low} to {high}")
        return given

    def amount(self, key: str) -> float | None:
        """An amount in euro of 0 or more; None when it is absent."""
        given = self.given.get(key)
        if given is None:
            return None
        if not isinstance(given, int | float) or isinstance(given, bool) or given < 0:
            raise self.refuse(key, "an amount in euro, 0 or more")
        return float(given)


def read_file(file: Path) -> Node:
    """The top of a YAML file; raises `ShopFileInvalid`, also when it cannot be read."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise ShopFileInvalid(file, "the file", str(error), "a readable YAML file in UTF-8") from error
    except yaml.YAMLError as error:
        raise ShopFileInvalid(file, "the file", str(error), "correct YAML") from error
    if not isinstance(given, Mapping):
        raise ShopFileInvalid(file, "the file", given, "a mapping")
    return Node(file, "", given)
