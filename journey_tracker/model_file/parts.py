"""The pieces of a model file, each of which knows where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import yaml

LONGEST_NAME = 64
MOST_DAYS = 3650


class ModelInvalid(Exception):
    """A journey model file says something that is not allowed."""

    def __init__(self, *, file: str, line: int, key: str, value: str, allowed: str) -> None:
        """Say where (line from 1), what was given and what is allowed instead."""
        super().__init__(f"{file}, line {line}: {key} is {value}; allowed: {allowed}. Change it and start again.")
        self.line, self.key = line, key


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the file."""

    file: str
    key: str
    node: yaml.Node

    def refused(self, allowed: str) -> ModelInvalid:
        """The error that says what is allowed here."""
        given = repr(self.node.value) if isinstance(self.node, yaml.ScalarNode) else "a list or mapping"
        line = self.node.start_mark.line + 1
        return ModelInvalid(file=self.file, line=line, key=self.key, value=given, allowed=allowed)

    def fields(self, *, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Part]:
        """What stands under each of these keys; no others are allowed."""
        allowed = (*required, *optional)
        found: dict[str, Part] = {}
        for name, part in self._pairs(f"the keys {', '.join(allowed)}"):
            if name.node.value not in allowed or name.node.value in found:
                raise name.refused(f"once each: {', '.join(allowed)}")
            found[name.node.value] = part
        if missing := [r for r in required if r not in found]:
            raise self.refused(f"with {' and '.join(missing)}")
        return found

    def entries(self) -> list[tuple[Part, Part]]:
        """Keys of one's own choice, each once, and what stands under them."""
        seen: set[str] = set()
        pairs = self._pairs("a mapping")
        for name, _ in pairs:
            if name.text() in seen:
                raise name.refused("a name once")
            seen.add(name.text())
        return pairs

    def items(self) -> list[Part]:
        """The items of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refused("a list")
        return [Part(self.file, f"{self.key}[{n}]", node) for n, node in enumerate(self.node.value)]

    def choices(self, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of some of these."""
        return tuple(item.one_of(allowed) for item in self.items())

    def text(self) -> str:
        """Text of at most `LONGEST_NAME` characters."""
        text = self._scalar("str", "text")
        if len(text) > LONGEST_NAME:
            raise self.refused(f"at most {LONGEST_NAME} characters")
        return text

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

    def one_of(self, allowed: Collection[str]) -> str:
        """One of these texts."""
        if self.text() not in allowed:
            raise self.refused(" or ".join(allowed))
        return self.text()

    def _pairs(self, allowed: str) -> list[tuple[Part, Part]]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refused(allowed)
        names = [(Part(self.file, f"a key of {self.key}", name), name, node) for name, node in self.node.value]
        return [(part, Part(self.file, str(name.value), node)) for part, name, node in names]

    def _scalar(self, sort: str, allowed: str) -> str:
        if self.node.tag != f"tag:yaml.org,2002:{sort}" or not self.node.value.strip():
            raise self.refused(allowed)
        return str(self.node.value)


def compose(text: str, file: str) -> Part:
    """The whole file; raises `ModelInvalid` when it is no YAML."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ModelInvalid(file=file, line=line, key="the file", value=str(error.problem), allowed="YAML") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ModelInvalid(file=file, line=line, key="the file", value=error.reason, allowed="YAML") from error
    if node is None:
        raise ModelInvalid(file=file, line=1, key="the file", value="empty", allowed="model, version, phases")
    return Part(file, "the file", node)
