"""The models that come with the tracker, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from journey_tracker.model_file.parts import Part, compose

BUILT_IN = Path(__file__).parent.parent / "models"
"""Where they lie."""


@cache
def names() -> tuple[str, ...]:
    """What they are called."""
    return tuple(sorted(file.stem for file in BUILT_IN.glob("*.yml")))


@cache
def phase_keys(name: str) -> tuple[str, ...]:
    """The phases of one of them, in order."""
    file = BUILT_IN / f"{name}.yml"
    phases = _under(compose(file.read_text(encoding="utf-8"), str(file)))["phases"]
    return tuple(_under(phase)["key"].text() for phase in phases.items())


def _under(part: Part) -> dict[str, Part]:
    return {key.text(): below for key, below in part.pairs()}
