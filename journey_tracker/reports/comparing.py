"""Two periods or two segments beside one another: what differs, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from journey_tracker.ports import Value
from journey_tracker.reports.intervals import Interval, Mean, newcombe, welch
from journey_tracker.reports.table import SMALL, SMALL_N, Column, Part, Row, Table

Key = tuple[Value, ...]
_PARTS = (Part.A, Part.N_A, Part.B, Part.N_B, Part.DIFFERENCE, Part.LOW, Part.HIGH)


def beside(a: Table, b: Table) -> Table:
    """The figures of two tables of the same report, row by row; B minus A with a 95 % interval where there is one.

    Shares are compared by `newcombe`, means by `welch`; the two are taken as independent. Quantiles and sums are
    shown beside one another without interval.
    """
    figures = [c for c in a.columns if c.n and not _is_aid(a, c)]
    columns = (*a.keys, *(part for c in figures for part in _columns(a, c)))
    rows_a, rows_b = _by_key(a), _by_key(b)
    keys = dict.fromkeys((*rows_a, *rows_b))
    rows = tuple(_row(a, figures, key, rows_a.get(key, {}), rows_b.get(key, {})) for key in keys)
    left_out = frozenset((i, name) for i, row in enumerate(rows) for name in _small(figures, row))
    notes = dict.fromkeys(
        (*(note for t in (a, b) for note in t.notes if note != SMALL_N), *((SMALL_N,) if left_out else ()))
    )
    return Table(columns, rows, a.n + b.n, tuple(notes), left_out)


def _is_aid(table: Table, column: Column) -> bool:
    """Whether it only serves another: an end of an interval or a spread."""
    return any(column.key in (*(c.interval or ()), c.spread) for c in table.columns)


def _columns(table: Table, column: Column) -> Iterator[Column]:
    counts = table.column(column.n)
    for part in _PARTS:
        kind = counts.kind if part in (Part.N_A, Part.N_B) else column.kind
        n = {Part.A: Part.N_A, Part.B: Part.N_B}.get(part)
        yield Column(_name(column, part), kind, n=_name(column, n) if n else "", part=part, of=column.key)


def _name(column: Column, part: Part) -> str:
    return f"{column.key}_{part}"


def _by_key(table: Table) -> dict[Key, Row]:
    return {tuple(row[c.key] for c in table.keys): row for row in table.rows}


def _row(table: Table, figures: list[Column], key: Key, a: Row, b: Row) -> Row:
    told: dict[str, Value] = dict(zip((c.key for c in table.keys), key, strict=True))
    for column in figures:
        value_a, value_b = a.get(column.key), b.get(column.key)
        apart = value_b - value_a if isinstance(value_a, int | float) and isinstance(value_b, int | float) else None
        low, high = (_interval(column, a, b) if apart is not None else None) or (None, None)
        values = (value_a, a.get(column.n, 0), value_b, b.get(column.n, 0), apart, low, high)
        told.update({_name(column, part): value for part, value in zip(_PARTS, values, strict=True)})
    return told


def _interval(column: Column, a: Row, b: Row) -> Interval | None:
    if column.hits:
        hits_a, n_a, hits_b, n_b = (int(row[key] or 0) for row in (a, b) for key in (column.hits, column.n))
        return newcombe(hits_a, n_a, hits_b, n_b) if hits_a <= n_a and hits_b <= n_b else None
    if column.spread:
        return welch(_mean(column, a), _mean(column, b))
    return None


def _mean(column: Column, row: Row) -> Mean:
    return Mean(float(row[column.key] or 0), float(row[column.spread] or 0), int(row[column.n] or 0))


def _small(figures: list[Column], row: Row) -> Iterator[str]:
    """The figures that are left out on one side, and the differences that cannot be given for it."""
    for column in figures:
        sides = {part: int(row[_name(column, n)] or 0) for part, n in ((Part.A, Part.N_A), (Part.B, Part.N_B))}
        small = [part for part, n in sides.items() if 0 < n < SMALL]
        yield from (_name(column, part) for part in (*small, *((Part.DIFFERENCE,) if small else ())))
