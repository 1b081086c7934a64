"""Expectations read beside the dialogues that they are about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.judging.dialogues import fill
from bot.judging.expecting import EXPECTATIONS

DIALOGUE_KEYS = ("id", "lang", "title", "always", "turns")
TURN_KEYS = ("user", "expect")

Expectations = Mapping[str, Any]
"""By name (`bot.judging.expecting.EXPECTATIONS`), what is wanted."""


class BadExpectation(Exception):
    """An expectation that cannot be held against anything."""

    def __init__(self, file: Path, line: int, where: str, given: str, allowed: str) -> None:
        """Say where (line from 1, and which turn), what stood there and what is allowed."""
        super().__init__(f"{file}, line {line}, {where}: {given}; allowed: {allowed}")


@dataclass(frozen=True, slots=True)
class Expected:
    """What one dialogue should be like."""

    id: str
    turns: tuple[Expectations, ...]
    """Of each turn; empty where nothing is expected."""
    always: Expectations
    """Of every turn."""


def read_expected(file: Path, filled: Mapping[str, str]) -> list[Expected]:
    """What is expected of the dialogues of a file that `bot.judging.dialogues` can read, in their order.

    `{{name}}` is replaced by what `filled` has. Raises `BadExpectation`, also for keys that play knows nothing of:
    a misspelt one would be an expectation that never fails.
    """
    rows = enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1)
    return [_expected(file, number, row, filled) for number, row in rows if row.strip()]


def _expected(file: Path, number: int, row: str, filled: Mapping[str, str]) -> Expected:
    given = json.loads(row)
    _known(file, number, "the dialogue", given, DIALOGUE_KEYS)
    for at, turn in enumerate(given["turns"], 1):
        _known(file, number, f"turn {at}", turn, TURN_KEYS)
    turns = [
        _expectations(file, number, f"turn {at}", turn.get("expect", {}), filled)
        for at, turn in enumerate(given["turns"], 1)
    ]
    always = _expectations(file, number, "always", given.get("always", {}), filled)
    name = number if given.get("id") is None else given["id"]
    return Expected(str(name), tuple(turns), always)


def _expectations(file: Path, number: int, where: str, given: Any, filled: Mapping[str, str]) -> Expectations:
    if not isinstance(given, dict):
        raise BadExpectation(file, number, where, f"{given!r:.80}", "an object of expectations by name")
    _known(file, number, where, given, tuple(EXPECTATIONS))
    for name, wanted in given.items():
        if not EXPECTATIONS[name].valid(wanted):
            raise BadExpectation(file, number, where, f"{name} {wanted!r:.200}", EXPECTATIONS[name].allowed)
    return {name: _filled(wanted, filled) for name, wanted in given.items()}


def _known(file: Path, number: int, where: str, given: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    if unknown := sorted(given.keys() - set(keys)):
        raise BadExpectation(file, number, where, f"the keys {', '.join(unknown)}", ", ".join(keys))


def _filled(wanted: Any, filled: Mapping[str, str]) -> Any:
    if isinstance(wanted, str):
        return fill(wanted, filled)
    return [_filled(one, filled) for one in wanted] if isinstance(wanted, list) else wanted
