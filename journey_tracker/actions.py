"""Actions: what was found in the figures, who does something about it, and what the figure was then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self

LONGEST_FINDING, LONGEST_OWNER = 500, 80


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a report: which report, which row and column, and of what part of the journey."""

    report: str
    column: str
    row: Mapping[str, str | int] = field(default_factory=dict)
    """What the row is called: values by key of the columns that name it."""
    part: Mapping[str, str] = field(default_factory=dict)
    """The part of the journey as a URL says it; its days are those it was first measured over."""

    def to_json(self) -> str:
        """As text, the same for the same cell."""
        told = {"report": self.report, "column": self.column, "row": self.row, "part": self.part}
        return json.dumps(told, default=dict, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote; raises ValueError for anything else."""
        match json.loads(text):
            case {"report": str(report), "column": str(column), "row": dict(row), "part": dict(part)} if all(
                isinstance(value, str | int) for value in row.values()
            ):
                return cls(report, column, row, {str(key): str(value) for key, value in part.items()})
        raise ValueError(f"{text!r} is no cell of a report; it has `report`, `column`, `row` and `part`")


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody will do, because of a figure or without one."""

    finding: str
    """What was seen, and what will be done about it."""
    owner: str
    due_day: int
    """YYYYMMDD, Dutch."""
    made_day: int
    cell: Cell | None = None
    figure: float | None = None
    """What the cell held when the action was made; None when it held nothing."""
    done_day: int | None = None
    number: int = 0
    """Given by the store, from 1."""

    @property
    def since_day(self) -> int:
        """From when its effect is measured: the day it was done, else the day it was made."""
        return self.done_day or self.made_day


class ActionStore(Protocol):
    """Keeps actions. Blocking; all methods raise `ports.StoreUnavailable`."""

    def add(self, action: Action) -> int:
        """Keep a new action; returns its number."""

    def all(self) -> tuple[Action, ...]:
        """Open ones first, by the day they are due; then what is done, newest first."""

    def mark(self, number: int, done_day: int | None) -> bool:
        """Say that an action was done on a day (None: not after all); False when there is no such action."""

    def remove(self, number: int) -> bool:
        """Forget an action; False when there is no such action."""

    def close(self) -> None:
        """Close connections."""
