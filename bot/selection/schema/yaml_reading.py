"""Values out of a schema file, each checked: a mistake is told with its file, key, value and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from reprlib import Repr
from typing import Any, TypeVar

T = TypeVar("T")

LANGUAGES = ("nl", "en")
MOST = 1e30
"""No number of a shop is larger."""
_QUOTED = Repr()
_QUOTED.maxlevel, _QUOTED.maxstring, _QUOTED.maxother = 3, 500, 100
"""How much of a value an error repeats: what refers to itself has no end."""


class InvalidSchema(Exception):
    """A schema file says something that is not allowed."""

    def __init__(self, file: str, key: str, value: object, allowed: str) -> None:
        """Say where, what stands there and what may stand there."""
        super().__init__(f"{file}: {key} is {_QUOTED.repr(value)}; allowed: {allowed}. Change it and import again.")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values of `file`; `key` is everywhere the path to the value, for errors. All raise `InvalidSchema`."""

    file: str

    def mapping(self, key: str, entry: object, allowed: Sequence[str] = ()) -> dict[str, Any]:
        """Keys with values, every key among `allowed` when it says any."""
        if not isinstance(entry, dict):
            raise self.wrong(key, entry, "keys with values")
        for name in entry:
            if allowed and name not in allowed:
                raise self.wrong(key, name, ", ".join(allowed))
            if isinstance(name, bool):
                raise self.wrong(key, name, 'a name; YAML takes a bare yes, no, on and off for more than a word: "yes"')
        return {str(name): value for name, value in entry.items()}

    def items(self, key: str, entry: object, what: str) -> list[tuple[str, Any]]:
        """Each item of a list with its key: `needs[1]`, counted from 1."""
        if not isinstance(entry, list):
            raise self.wrong(key, entry, f"a list of {what}")
        return [(f"{key}[{place}]", item) for place, item in enumerate(entry, 1)]

    def labels(self, key: str, entry: object) -> dict[str, str]:
        """Texts by language."""
        return {language: self.text(f"{key}.{language}", said) for language, said in self._spoken(key, entry)}

    def phrases(self, key: str, entry: object) -> dict[str, tuple[str, ...]]:
        """Lists of words by language."""
        return {language: self.strings(f"{key}.{language}", said) for language, said in self._spoken(key, entry)}

    def text(self, key: str, entry: object, allowed: str = "text") -> str:
        """A text that is not empty; a number may stand for one."""
        if isinstance(entry, bool) or not isinstance(entry, str | int | float) or not str(entry).strip():
            raise self.wrong(key, entry, allowed)
        return str(entry)

    def strings(self, key: str, entry: object, allowed: str = "a list of words") -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(entry, list) or not all(isinstance(item, str) for item in entry):
            raise self.wrong(key, entry, allowed)
        return tuple(entry)

    def number(
        self, key: str, entry: object, allowed: str = "a number", fits: Callable[[float], bool] | None = None
    ) -> float:
        """A number that `fits`."""
        if isinstance(entry, bool) or not isinstance(entry, int | float) or not _plain(entry):
            raise self.wrong(key, entry, allowed)
        if fits and not fits(entry):
            raise self.wrong(key, entry, allowed)
        return float(entry)

    def value(self, key: str, entry: object) -> float | bool | str:
        """A yes or no, a number or a value by name."""
        allowed = "true, false, a number or a value"
        if isinstance(entry, bool):
            return entry
        return self.text(key, entry, allowed) if isinstance(entry, str) else self.number(key, entry, allowed)

    def one_of(self, key: str, value: object, allowed: Sequence[str], make: Callable[[str], T]) -> T:
        """One of the `allowed` words, in any case."""
        if str(value).lower() not in allowed:
            raise self.wrong(key, value, ", ".join(a for a in allowed if a))
        return make(str(value) if make is str else str(value).lower())

    def needed(self, key: str, entry: Mapping[str, Any], name: str) -> Any:
        """What stands under `name`."""
        if name not in entry:
            raise self.wrong(key, dict(entry), f"an entry with {name}")
        return entry[name]

    def wrong(self, key: str, value: object, allowed: str) -> InvalidSchema:
        """The error of a value that may not stand under `key`."""
        return InvalidSchema(self.file, key, value, allowed)

    def _spoken(self, key: str, entry: object) -> list[tuple[str, Any]]:
        return list(self.mapping(key, entry, LANGUAGES).items())


def _plain(number: float) -> bool:
    """Whether it is a number that can be compared with those of products."""
    return abs(number) < MOST and isfinite(number)
