"""A feed: any CSV with titles and prices into categories and products, with a report on the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.selection.schema import Overrides, Role, Roles, find_roles, parse_overrides
from bot.shop.building import BadCell, Base, Built, base_of, build, category_key, price_marks
from bot.shop.csv_file import BadRow, Row, Table, read_csv
from bot.shop.ports import Category, Product

Progress = Callable[[int, int], None]
"""Called with the rows done and the rows there are."""

_STEP = 500


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a column was taken for: a role, or an attribute with its kind, unit and better-direction."""

    category: str
    column: str
    meaning: str
    kind: str = ""
    unit: str = ""
    better: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows: `imported` and rejected ones; `collapsed` are imported, but as one product."""

    rows: int
    imported: int
    rejected: tuple[BadRow, ...]
    collapsed: tuple[BadRow, ...]
    inferred: tuple[Inferred, ...]
    unused: tuple[str, ...]
    """Attributes that a schema file names and no column has, as `laptop.weight`."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The categories of a file, with all their products."""

    categories: tuple[Category, ...]
    products: tuple[Product, ...]
    report: ImportReport


def read_feed(
    path: Path,
    *,
    category: str | None = None,
    schema_folder: Path | None = None,
    progress: Progress | None = None,
) -> Feed:
    """The feed in `path`.

    A product's category is what its category column says, else `category`, else the name of the file;
    `schema_folder` holds the shop's own `<category>.yml`. Bad rows are left out and reported, good rows kept.
    Raises `UnreadableFeed`, `MissingColumn` and `InvalidSchema`.
    """
    table = read_csv(path)
    roles = find_roles(table.names, _columns(table))
    marks = price_marks(row.cells[roles.single[Role.PRICE]] for row in table.rows)
    bases, bad = _bases(table.rows, roles, marks)
    bases, collapsed = _without_repeats(bases)
    counted = _Progress(progress, len(bases))
    seen = Counter[str]()
    built: list[Built] = []
    schemas: dict[str, Overrides] = {}
    for name, members in _by_category(bases, roles, category or path.stem).items():
        key = category_key(name)
        schemas[key] = _overrides(schema_folder, key)
        built.append(
            build(
                key, name, members, roles, table.names, schemas[key], marks=marks, seen=seen, progress=counted.step
            )
        )  # fmt: skip
    return _feed(table, roles, built, schemas, [*table.bad, *bad], collapsed)


def _columns(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.names)


def _without_repeats(bases: Sequence[Base]) -> tuple[list[Base], list[BadRow]]:
    """The rows without those that are identical to an earlier one."""
    first: dict[tuple[str, ...], int] = {}
    kept, repeats = [], []
    for base in bases:
        if (line := first.setdefault(base.row.cells, base.row.line)) == base.row.line:
            kept.append(base)
        else:
            repeats.append(BadRow(base.row.line, f"identical to line {line}"))
    return kept, repeats


def _bases(rows: Iterable[Row], roles: Roles, marks: str) -> tuple[list[Base], list[BadRow]]:
    owners: dict[str, Row] = {}
    bases, bad = [], []
    for row in rows:
        try:
            _check_id(row, roles, owners)
            bases.append(base_of(row, roles, marks))
        except BadCell as error:
            bad.append(BadRow(row.line, str(error)))
    return bases, bad


def _check_id(row: Row, roles: Roles, owners: dict[str, Row]) -> None:
    """Raise `BadCell` when the id is empty, or is that of an earlier row which says something else."""
    if (index := roles.single.get(Role.ID)) is None:
        return
    if not row.cells[index]:
        raise BadCell("id", "", "text")
    if (owner := owners.setdefault(row.cells[index], row)).cells != row.cells:
        raise BadCell("id", row.cells[index], f"new: line {owner.line} has it too")


def _by_category(bases: Iterable[Base], roles: Roles, default: str) -> dict[str, list[Base]]:
    """Rows by the name of their category; names with the same key are one category."""
    index = roles.single.get(Role.CATEGORY)
    groups: dict[str, list[Base]] = {}
    names: dict[str, str] = {}
    for base in bases:
        name = (base.row.cells[index] if index is not None else "") or default
        groups.setdefault(names.setdefault(category_key(name), name), []).append(base)
    return groups


def _overrides(folder: Path | None, key: str) -> Overrides:
    file = folder / f"{key}.yml" if folder else None
    return (
        parse_overrides(file.read_text(encoding="utf-8"), str(file))
        if file and file.exists()
        else Overrides()
    )


class _Progress:
    """Counts rows and tells so now and then, and at the end."""

    def __init__(self, tell: Progress | None, total: int) -> None:
        self._tell, self._total, self._done = tell, total, 0

    def step(self) -> None:
        self._done += 1
        if self._tell and (self._done % _STEP == 0 or self._done == self._total):
            self._tell(self._done, self._total)


def _feed(
    table: Table, roles: Roles, built: Sequence[Built], schemas: dict[str, Overrides],
    bad: Sequence[BadRow], collapsed: Sequence[BadRow],
) -> Feed:  # fmt: skip
    rejected = sorted([*bad, *(b for part in built for b in part.bad)], key=lambda b: b.line)
    rows = len(table.rows) + len(table.bad)
    products = tuple(p for part in built for p in part.products)
    report = ImportReport(
        rows=rows,
        imported=rows - len(rejected),
        rejected=tuple(rejected),
        collapsed=tuple(collapsed),
        inferred=tuple(_inferred(table.names, roles, built)),
        unused=tuple(
            f"{part.category.key}.{key}"
            for part in built
            for key in schemas[part.category.key].attributes
            if part.category.attribute(key) is None
        ),
    )
    return Feed(tuple(part.category for part in built if part.products), products, report)


def _inferred(names: Sequence[str], roles: Roles, built: Sequence[Built]) -> Iterable[Inferred]:
    for role, index in roles.single.items():
        yield Inferred("", names[index], role.value)
    for role, columns in ((Role.TITLE, roles.titles), (Role.DESCRIPTION, roles.descriptions)):
        for language, index in columns.items():
            yield Inferred("", names[index], f"{role.value} ({language})")
    for index in sorted(roles.internal):
        yield Inferred("", names[index], Role.INTERNAL.value)
    for part in built:
        for column in part.columns:
            a = column.attribute
            yield Inferred(part.category.key, column.name, a.key, a.kind.value, a.unit, a.better.value)
