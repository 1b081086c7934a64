"""A column of a feed that is an attribute: what each of its cells says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.selection.schema.cells import is_empty
from bot.shop.ports import Attribute, Kind, Value


class UnreadableCell(Exception):
    """A cell does not say what its column is about."""

    def __init__(self, column: str, cell: str, kind: Kind) -> None:
        """Say which column, what stood there and what was expected."""
        super().__init__(f"{column} is {cell!r}, not {'yes or no' if kind is Kind.YES_NO else 'a ' + kind.value}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a feed that is an attribute, with what each of its cells says."""

    name: str
    attribute: Attribute
    values: Mapping[str, Value]
    unread: Mapping[str, int]
    """Cells that say nothing of the attribute, and how often; they are unknown."""
    strict: bool = False
    """Whether the other cells are so plain that one that cannot be read is a mistake in its row."""

    def read(self, cell: str) -> Value | None:
        """The fact in `cell`; None when it is empty or unread. Raises `UnreadableCell` of a strict column."""
        said = self.values.get(cell.strip())
        if said is None and self.strict and not is_empty(cell):
            raise UnreadableCell(self.name, cell, self.attribute.kind)
        return said
