"""What shoppers say in a bench."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "dialogues.yml"
NUMBERS = range(300, 1301)
"""What `{n}` becomes, one after the other: prices as a shopper names them. Their count shares no factor with five."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What one shopper says in one conversation, in order."""

    language: str
    lines: tuple[str, ...]

    def with_number(self, number: int) -> Dialogue:
        """The dialogue with `{n}` filled in."""
        return Dialogue(self.language, tuple(line.replace("{n}", str(number)) for line in self.lines))


@dataclass(frozen=True, slots=True)
class Long:
    """A conversation that goes on and on: a greeting, then the same lines round and round."""

    language: str
    greeting: str
    lines: tuple[str, ...]

    def round(self) -> list[str]:
        """The lines, once."""
        return list(self.lines)


@dataclass(frozen=True, slots=True)
class Script:
    """The conversations of a bench."""

    mix: tuple[Dialogue, ...]
    long: Long

    def endless(self) -> Iterator[Dialogue]:
        """The mix round and round, each time with another number; a few thousand pass before one comes back."""
        for dialogue, number in zip(cycle(self.mix), cycle(NUMBERS), strict=False):
            yield dialogue.with_number(number)


def read(file: Path = FILE) -> Script:
    """The script of a file."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    mix = tuple(Dialogue(given["language"], tuple(given["lines"])) for given in content["dialogues"])
    long = content["long"]
    return Script(mix, Long(long["language"], long["greeting"], tuple(long["lines"])))
