"""The pieces of a mapping file, each of which knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import yaml

from journey_tracker.model_file.yaml_part import FileInvalid, YamlPart


class MappingInvalid(FileInvalid):
    """A mapping file says something that is not allowed."""


@dataclass(frozen=True, slots=True)
class Part(YamlPart):
    """A piece of the file."""

    error: ClassVar[type[FileInvalid]] = MappingInvalid

    @property
    def is_scalar(self) -> bool:
        """Whether it is one value."""
        return isinstance(self.node, yaml.ScalarNode)

    def entries(self) -> dict[str, Self]:
        """The parts of a mapping by their key, whatever the keys are."""
        return {str(name.node.value): part for name, part in self.pairs()}
