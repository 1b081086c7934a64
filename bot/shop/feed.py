"""A feed: any CSV with titles and prices into categories and products, with a report on the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.selection.schema import (
    InvalidSchema,
    Overrides,
    Role,
    Roles,
    category_column,
    decimal_marks,
    find_roles,
    parse_overrides,
)
from bot.shop.bases import BadCell, Base, base_of
from bot.shop.building import Builder, category_key
from bot.shop.ports import Category, Product
from bot.shop.reading import read_table
from bot.shop.report import ImportReport, report_of
from bot.shop.table import BadRow, Row, Table

Progress = Callable[[int, int], None]
"""Called with the rows done and the rows there are."""

_STEP = 500
_SAID = (Role.PRICE, Role.BRAND, Role.RATING)


@dataclass(frozen=True, slots=True)
class Feed:
    """The categories of a file, with all their products; both empty when no row was good."""

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
    table = read_table(path)
    schemas = _schemas(table, category or path.stem, schema_folder)
    roles = find_roles(table.names, _columns(table), _named_roles(schemas.values()))
    marks = decimal_marks(row.cells[roles.single[Role.PRICE]] for row in table.rows)
    good, bad = _bases(table, roles, marks)
    bases, collapsed = _without_repeats(good, table.counted)
    groups = _by_category(bases, roles, category or path.stem)
    builder = Builder(roles, table.names, marks, _counted(progress, len(bases)))
    built = [builder.build(name, members, schemas[category_key(name)]) for name, members in groups.items()]
    return Feed(
        categories=tuple(part.category for part in built if part.products),
        products=tuple(product for part in built for product in part.products),
        report=report_of(table, roles, built, schemas, bad, collapsed),
    )


def _schemas(table: Table, default: str, folder: Path | None) -> dict[str, Overrides]:
    """What the shop says of each category that the rows name, by key."""
    index = category_column(table.names)
    names = {row.cells[index] or default for row in table.rows} if index is not None else {default}
    keys = {category_key(name) for name in names}
    return {key: read_overrides(folder / f"{key}.yml") if folder else Overrides() for key in sorted(keys)}


def _named_roles(schemas: Iterable[Overrides]) -> dict[Role, str]:
    """The columns that schemas give to what every product has outside its attributes."""
    said = ((role, given.attribute(role.value).column) for given in schemas for role in _SAID)
    return {role: column for role, column in said if column}


def _columns(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.names)


def _without_repeats(bases: Sequence[Base], counted: str) -> tuple[list[Base], list[BadRow]]:
    """The rows without those that are identical to an earlier one."""
    first: dict[tuple[str, ...], int] = {}
    kept, repeats = [], []
    for base in bases:
        if (line := first.setdefault(base.row.cells, base.row.line)) == base.row.line:
            kept.append(base)
        else:
            repeats.append(BadRow(base.row.line, f"identical to {counted} {line}"))
    return kept, repeats


def _bases(table: Table, roles: Roles, marks: str) -> tuple[list[Base], list[BadRow]]:
    owners: dict[str, Row] = {}
    bases, bad = [], []
    for row in table.rows:
        try:
            _check_id(row, roles, owners, table.counted)
            bases.append(base_of(row, roles, marks))
        except BadCell as error:
            bad.append(BadRow(row.line, str(error)))
    return bases, bad


def _check_id(row: Row, roles: Roles, owners: dict[str, Row], counted: str) -> None:
    """Raise `BadCell` when the id is empty, or is that of an earlier row which says something else."""
    if (index := roles.single.get(Role.ID)) is None:
        return
    if not row.cells[index]:
        raise BadCell("id", "", "text")
    if (owner := owners.setdefault(row.cells[index], row)).cells != row.cells:
        raise BadCell("id", row.cells[index], f"new: {counted} {owner.line} has it too")


def _by_category(bases: Iterable[Base], roles: Roles, default: str) -> dict[str, list[Base]]:
    """Rows by the name of their category; names with the same key are one category."""
    index = roles.single.get(Role.CATEGORY)
    groups: dict[str, list[Base]] = {}
    names: dict[str, str] = {}
    for base in bases:
        name = (base.row.cells[index] if index is not None else "") or default
        groups.setdefault(names.setdefault(category_key(name), name), []).append(base)
    return groups


def read_overrides(file: Path) -> Overrides:
    """What the shop says in a schema file; nothing where there is none. Raises `InvalidSchema`."""
    if not file.exists():
        return Overrides()
    try:
        return parse_overrides(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise InvalidSchema(str(file), "the file", str(error), "text in UTF-8") from error


def _counted(tell: Progress | None, total: int) -> Callable[[], None]:
    """A step to take for each row, which tells of the progress now and then and at the end."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if tell and (done % _STEP == 0 or done == total):
            tell(done, total)

    return step
