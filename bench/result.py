"""What a bench gives: figures with their peer, and notes on what no number can say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

Better = Literal["lower", "higher"]
Seen = TypeVar("Seen")
DIGITS = 3
"""Significant digits that are shown and written; the rest is noise."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    value: float
    unit: str
    better: Better
    peer: float | None = None
    """The same, measured of the peer in the same run; None when there was none."""

    def as_json(self) -> dict[str, Any]:
        """The figure as an object."""
        peer = None if self.peer is None else rounded(self.peer)
        return {"value": rounded(self.value), "unit": self.unit, "better": self.better, "peer": peer}


def compared(of: Callable[[Seen], float], ours: Seen, peer: Seen | None, unit: str, better: Better) -> Figure:
    """The same number of both sides; without a peer, of ours."""
    return Figure(of(ours), unit, better, None if peer is None else of(peer))


@dataclass(slots=True)
class Measured:
    """Figures by name, and the notes that belong to them."""

    figures: dict[str, Figure] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was measured, when and where."""

    commit: str
    date: str
    machine: Mapping[str, Any]


def report(bench: str, stamp: Stamp, measured: Measured) -> dict[str, Any]:
    """The object that `--json` prints."""
    return {
        "bench": bench,
        "commit": stamp.commit,
        "date": stamp.date,
        "machine": dict(stamp.machine),
        "figures": {name: figure.as_json() for name, figure in measured.figures.items()},
        "notes": measured.notes,
    }


def rounded(value: float) -> float:
    """The value in three significant digits; whole numbers of more digits keep them."""
    short = float(f"{value:.{DIGITS}g}")
    return float(round(value)) if abs(short) >= 10**DIGITS else short
