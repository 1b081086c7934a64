"""The pieces of a model file, each of which knows where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Self

import yaml

from journey_tracker.model_file.yaml_part import FileInvalid, YamlPart

LONGEST_NAME = 64
MOST_DAYS = 3650
MOST_VERSIONS = 1_000_000


class ModelInvalid(FileInvalid):
    """A journey model file says something that is not allowed."""


@dataclass(frozen=True, slots=True)
class Part(YamlPart):
    """A piece of the file."""

    error: ClassVar[type[FileInvalid]] = ModelInvalid

    def items(self) -> list[Self]:
        """The items of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refused("a list")
        return [self._part(f"{self.key}[{n}]", node) for n, node in enumerate(self.node.value)]

    def choices(self, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of some of these."""
        return tuple(item.one_of(allowed) for item in self.items())

    def text(self) -> str:
        """Text, as YAML takes it, of at most `LONGEST_NAME` characters."""
        text = self._scalar("str", "text")
        if len(text) > LONGEST_NAME:
            raise self.refused(f"at most {LONGEST_NAME} characters")
        return text

    def word(self) -> str:
        """Text that can stand in an address and beside others: letters, digits, ``_`` and ``-``."""
        if not self.text().replace("_", "").replace("-", "").isalnum():
            raise self.refused("letters, digits, _ and -")
        return self.text()

    def version(self) -> int:
        """A whole number from 1."""
        version = self.number()
        if not 1 <= version <= MOST_VERSIONS:
            raise self.refused(f"1 to {MOST_VERSIONS}")
        return version

    def number(self) -> int:
        """A whole number from 0."""
        given = self._scalar("int", "a whole number")
        if not given.isdecimal():
            raise self.refused("a whole number, in digits")
        return int(given)

    def days(self) -> int:
        """A number of days from 1."""
        days = self.number()
        if not 1 <= days <= MOST_DAYS:
            raise self.refused(f"1 to {MOST_DAYS} days")
        return days

    def flag(self) -> bool:
        """True or false."""
        return self._scalar("bool", "true or false").lower() in ("true", "yes", "on")

    def _scalar(self, sort: str, allowed: str) -> str:
        if self.node.tag != f"tag:yaml.org,2002:{sort}" or not self.node.value.strip():
            raise self.refused(allowed)
        return str(self.node.value)


def compose(text: str, file: str) -> Part:
    """The whole file; raises `ModelInvalid` when it is no YAML."""
    return Part.compose(text, file, allowed="model, version, phases")
