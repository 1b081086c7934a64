"""A piece of a YAML file that knows where it stands, so that an error names the line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import yaml


class MappingInvalid(Exception):
    """A mapping file says something that is not allowed."""

    def __init__(self, *, file: str, line: int, key: str, given: str, allowed: str) -> None:
        """Say where (line from 1), what was given and what is allowed instead."""
        super().__init__(f"{file}, line {line}: {key} is {given}; allowed: {allowed}. Change it and start again.")
        self.line, self.key = line, key


@dataclass(frozen=True, slots=True)
class Part:
    """One value of the file. All methods raise `MappingInvalid`."""

    file: str
    key: str
    node: yaml.Node

    @classmethod
    def of(cls, text: str, file: str) -> Part:
        """The whole of a YAML text; `file` is only named in errors."""
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            given = str(error.problem)
            raise MappingInvalid(file=file, line=line, key="the file", given=given, allowed="YAML") from error
        if node is None:
            raise MappingInvalid(file=file, line=1, key="the file", given="empty", allowed="a mapping")
        return cls(file, "the file", node)

    def refused(self, allowed: str) -> MappingInvalid:
        """The error that this is not what is allowed."""
        given = repr(self.node.value) if isinstance(self.node, yaml.ScalarNode) else "a list or mapping"
        line = self.node.start_mark.line + 1
        return MappingInvalid(file=self.file, line=line, key=self.key, given=given, allowed=allowed)

    @property
    def is_scalar(self) -> bool:
        """Whether it is one value."""
        return isinstance(self.node, yaml.ScalarNode)

    def entries(self) -> dict[str, Part]:
        """The parts of a mapping by their key, whatever the keys are."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refused("a mapping")
        found: dict[str, Part] = {}
        for name, node in self.node.value:
            if not isinstance(name, yaml.ScalarNode) or name.value in found:
                raise Part(self.file, f"a key of {self.key}", name).refused("a name once")
            found[name.value] = Part(self.file, name.value, node)
        return found

    def fields(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> dict[str, Part]:
        """The parts of a mapping with no other keys than these."""
        found, allowed = self.entries(), (*required, *optional)
        for name, part in found.items():
            if name not in allowed:
                raise Part(self.file, f"{name!r} in {self.key}", part.node).refused(f"only {', '.join(allowed)}")
        if missing := [name for name in required if name not in found]:
            raise self.refused(f"with {' and '.join(missing)}")
        return found

    def text(self) -> str:
        """A value as text, whatever sort YAML takes it for; not empty."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.refused("text")
        return str(self.node.value)

    def one_of(self, allowed: Collection[str]) -> str:
        """A value of these."""
        if self.text() not in allowed:
            raise self.refused(" or ".join(allowed))
        return self.text()
