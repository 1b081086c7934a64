"""Two parts of the journey that are compared: rows are not told apart by what tells the parts apart."""

from __future__ import annotations

from collections.abc import Mapping

from journey_tracker.ports import Slice
from journey_tracker.reports import Table
from journey_tracker.web.asking import SEGMENT

_FOLLOWS = {"channel": "role"}
"""Columns that follow from another."""


def apart(a: Slice, b: Slice) -> dict[str, tuple[str, str]]:
    """The fields in which two parts have another value each."""
    pairs = {name: (getattr(a, name), getattr(b, name)) for name in SEGMENT}
    return {name: (one, other) for name, (one, other) in pairs.items() if one and other and one != other}


def without_names_of(fields: Mapping[str, tuple[str, str]], *tables: Table) -> list[Table]:
    """Two tables whose rows are not told apart by what is compared: they would never meet."""
    found = list(tables)
    for name, values in fields.items():
        found = [alone(table, name, value) for table, value in zip(found, values, strict=True)]
    return found


def alone(table: Table, name: str, value: str) -> Table:
    """The rows of one value of a field, not told apart by it; a table that never was stays as it is."""
    if not any(column.key == name for column in table.columns):
        return table
    kept = [i for i, row in enumerate(table.rows) if row[name] == value]
    columns = tuple(column for column in table.columns if column.key not in (name, _FOLLOWS.get(name)))
    left_out = frozenset((kept.index(i), key) for i, key in table.left_out if i in kept)
    return Table(columns, tuple(table.rows[i] for i in kept), table.n, table.notes, left_out)
