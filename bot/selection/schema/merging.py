"""Columns that belong together: a unit in a column of its own beside the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.selection.schema.cells import is_empty
from bot.selection.schema.lexicon import word_set
from bot.selection.schema.naming import words
from bot.selection.schema.units import unit


def merged_units(names: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[list[str], list[Sequence[str]]]:
    """The columns, with units from a column of their own ("Weight Unit") put behind the numbers."""
    by_words = {tuple(words(name)): i for i, name in enumerate(names)}
    merged: dict[int, Sequence[str]] = dict(enumerate(columns))
    for index, name in enumerate(names):
        base = by_words.get(tuple(_before_unit(words(name))))
        if base is None or base == index or not _all_units(columns[index]):
            continue
        merged[base] = [n if is_empty(n) else f"{n} {u}" for n, u in zip(columns[base], columns[index], strict=True)]
        del merged[index]
    return [names[i] for i in merged], list(merged.values())


def _before_unit(name: Sequence[str]) -> Sequence[str]:
    return name[: next((i for i, word in enumerate(name) if word in word_set("unit_columns")), len(name))]


def _all_units(cells: Sequence[str]) -> bool:
    filled = {cell.strip() for cell in cells if not is_empty(cell)}
    return bool(filled) and all(unit(cell) for cell in filled)
