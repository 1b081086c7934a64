"""What the journey map is made of: bands of cells with figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from journey_tracker.journey import Phase
from journey_tracker.web.charts.bars import strip

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a cell: what is written, and how sure it is."""

    text: str
    note: str = ""
    """Beside it, smaller: of how many."""
    shares: tuple[tuple[str, float], ...] = ()
    """Drawn as a bar above it: class and share of each piece."""
    drill: Mapping[str, str] | None = None
    """Filter of the log that leads to the contacts behind it."""

    @property
    def drawn(self) -> Markup:
        """The bar."""
        return strip(self.shares) if self.shares else NOTHING


@dataclass(frozen=True, slots=True)
class Cell:
    """What a lane says of one phase, by row."""

    phase: Phase
    rows: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lane:
    """A band of the map."""

    key: str
    """`new`, `repeat`, `both` or `care`."""
    name: str
    note: str
    rows: tuple[str, ...]
    """Which rows it has, in order."""
    cells: Sequence[Cell]
    curve: Markup = NOTHING
    flow: Markup = NOTHING
