"""The goals that are shown beside the figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "goals.yml"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure is to be at most, or at least, this."""

    most: float | None = None
    least: float | None = None

    def met(self, value: float) -> bool:
        """Whether `value` is there."""
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)

    def __str__(self) -> str:
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"


def read(bench: str, file: Path = FILE) -> dict[str, Goal]:
    """The goals of a bench by figure; figures without a goal are absent."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {figure: Goal(**goal) for figure, goal in content.get(bench, {}).items()}
