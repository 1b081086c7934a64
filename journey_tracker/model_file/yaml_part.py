"""A piece of a YAML file that knows where it stands, so that an error names the line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Self

import yaml


class FileInvalid(Exception):
    """A YAML file says something that is not allowed."""

    def __init__(self, *, file: str, line: int, key: str, given: str, allowed: str) -> None:
        """Say where (line from 1), what was given and what is allowed instead."""
        super().__init__(f"{file}, line {line}: {key} is {given}; allowed: {allowed}. Change it and start again.")
        self.line, self.key = line, key


@dataclass(frozen=True, slots=True)
class YamlPart:
    """One value of the file; each kind of file has an error of its own, which all methods raise."""

    file: str
    key: str
    node: yaml.Node
    error: ClassVar[type[FileInvalid]] = FileInvalid

    @classmethod
    def compose(cls, text: str, file: str, *, allowed: str = "a mapping") -> Self:
        """The whole of a YAML text; `file` is only named in errors, `allowed` says what is to stand in it."""
        whole, line = "the file", 1
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise cls.error(file=file, line=line, key=whole, given=str(error.problem), allowed="YAML") from error
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise cls.error(file=file, line=line, key=whole, given=error.reason, allowed="YAML") from error
        if node is None:
            raise cls.error(file=file, line=line, key=whole, given="empty", allowed=allowed)
        return cls(file, whole, node)

    def refused(self, allowed: str) -> FileInvalid:
        """The error that this is not what is allowed."""
        scalar, is_list = isinstance(self.node, yaml.ScalarNode), isinstance(self.node, yaml.SequenceNode)
        return self._wrong(repr(self.node.value) if scalar else "a list" if is_list else "a mapping", allowed)

    def pairs(self, allowed: str = "a mapping") -> list[tuple[Self, Self]]:
        """The keys of a mapping, each once, and what stands under them."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refused(allowed)
        found: dict[str, tuple[Self, Self]] = {}
        for key, node in self.node.value:
            name = self._part(f"a key of {self.key}", key)
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                raise name.refused("a name once")
            found[key.value] = (name, self._part(str(key.value), node))
        return list(found.values())

    def fields(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> dict[str, Self]:
        """What stands under each of these keys; no others are allowed."""
        allowed = (*required, *optional)
        pairs = self.pairs(f"the keys {', '.join(allowed)}")
        for name, _ in pairs:
            if name.node.value not in allowed:
                raise name.refused(f"once each: {', '.join(allowed)}")
        found = {str(name.node.value): part for name, part in pairs}
        if missing := [name for name in required if name not in found]:
            raise self._wrong(f"without {' and '.join(missing)}", f"the keys {', '.join(allowed)}")
        return found

    def text(self) -> str:
        """A value as text, whatever sort YAML takes it for; not empty."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.refused("text")
        return str(self.node.value)

    def one_of(self, allowed: Collection[str]) -> str:
        """One of these texts."""
        if self.text() not in allowed:
            raise self.refused(" or ".join(allowed))
        return self.text()

    def _wrong(self, given: str, allowed: str) -> FileInvalid:
        line = self.node.start_mark.line + 1
        return self.error(file=self.file, line=line, key=self.key, given=given, allowed=allowed)

    def _part(self, key: str, node: yaml.Node) -> Self:
        return type(self)(self.file, key, node)
