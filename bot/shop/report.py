"""What an import tells: what became of each row, and what each column was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.selection.schema import Overrides, Role, Roles, currencies, slug, words
from bot.shop.building import Built
from bot.shop.table import BadRow, Table

_OWN = (Role.PRICE, Role.BRAND, Role.RATING)
"""Attributes that are told as roles."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a column was taken for: a role, or in a category an attribute with kind, unit and direction."""

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
    notes: tuple[str, ...] = ()
    """What was not as it should be and lost no row: unread cells, other currencies, a schema file's idle words."""
    counted: str = "line"
    """What the numbers of rows count: `line` or `item`."""


def report_of(
    table: Table,
    roles: Roles,
    built: Sequence[Built],
    schemas: Mapping[str, Overrides],
    bad: Iterable[BadRow],
    collapsed: Iterable[BadRow],
) -> ImportReport:
    """The report of a whole feed; `bad` are the rows that were left out before any category was built."""
    rejected = sorted((*table.bad, *bad, *(b for part in built for b in part.bad)), key=lambda b: b.line)
    rows = len(table.rows) + len(table.bad)
    title = table.names[next(iter(roles.titles.values()))]
    return ImportReport(
        rows=rows,
        imported=rows - len(rejected),
        rejected=tuple(rejected),
        collapsed=tuple(collapsed),
        inferred=tuple((*_roles(table.names, roles), *_attributes(title, built))),
        unused=tuple(_unused(built, schemas)),
        notes=(*_currency(table.names, roles), *(note for part in built for note in part.notes)),
        counted=table.counted,
    )


def _roles(names: Sequence[str], roles: Roles) -> Iterable[Inferred]:
    for role, index in roles.single.items():
        yield Inferred("", names[index], role.value)
    for role, columns in ((Role.TITLE, roles.titles), (Role.DESCRIPTION, roles.descriptions)):
        for language, index in columns.items():
            yield Inferred("", names[index], f"{role.value} ({language})")
    for index in sorted(roles.internal):
        yield Inferred("", names[index], Role.INTERNAL.value)


def _currency(names: Sequence[str], roles: Roles) -> Iterable[str]:
    """A note when the column of the price names a currency that is not the euro."""
    name = names[roles.single[Role.PRICE]]
    for word in words(name):
        if word in currencies():
            yield f"{name} is in {currencies()[word]} and taken for euro: nothing is converted; give the feed euros"


def _attributes(title: str, built: Iterable[Built]) -> Iterable[Inferred]:
    """Every attribute with the column that states it: the `title` where no other does."""
    for part in built:
        named = {c.attribute.key: c.name for c in part.columns}
        for a in part.category.attributes:
            if a.key not in _OWN:
                column = named.get(a.key, title)
                yield Inferred(part.category.key, column, a.key, a.kind.value, a.unit, a.better.value)


def _unused(built: Iterable[Built], schemas: Mapping[str, Overrides]) -> Iterable[str]:
    for part in built:
        used = {a.key for a in part.category.attributes}
        used |= {slug(column.name, "_") for column in part.columns}
        yield from (f"{part.category.key}.{key}" for key in schemas[part.category.key].attributes if key not in used)
