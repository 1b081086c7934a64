"""The catalogue on the command line: import a feed, show what is in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.shop.csv_file import BadRow
from bot.shop.feed import Feed, read_feed
from bot.shop.opening import open_catalogue

SHOWN_ROWS = 10
"""How many rows of a kind are listed unless all are asked for."""


def main(arguments: Sequence[str], path: Path, *, schema_folder: Path) -> int:
    """Run `import FILE` or `show [CATEGORY]` on the catalogue at `path`; returns the exit code.

    Raises what `read_feed` raises; the catalogue is then as it was.
    """
    given = _parser().parse_args(arguments)
    if given.command == "show":
        _show(path, given.category)
        return 0
    feed = _read(given.file, given.category, schema_folder)
    _report(feed, most=sys.maxsize if given.all else SHOWN_ROWS)
    if not feed.products:
        print("Nothing could be imported; the catalogue is as it was.", file=sys.stderr)
        return 1
    with closing(open_catalogue(path)) as catalogue:
        catalogue.replace(feed)
    return 0


def fill_when_empty(path: Path, folder: Path) -> None:
    """Put the demo shop's products in a catalogue that holds nothing yet."""
    with closing(open_catalogue(path)) as catalogue:
        if not catalogue.categories():
            for file in sorted((folder / "products").glob("*.csv")):
                catalogue.replace(read_feed(file, schema_folder=folder / "schema"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run catalogue")
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="put a product feed in the catalogue")
    importing.add_argument("file", type=Path, help="CSV with at least a title and a price a row")
    importing.add_argument("--category", help="of every row; default: the category column, else the file's name")
    importing.add_argument("--all", action="store_true", help="list every row that was left out")
    showing = commands.add_parser("show", help="show the categories, or the products of one")
    showing.add_argument("category", nargs="?")
    return parser


def _read(file: Path, category: str | None, schema_folder: Path) -> Feed:
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(f"Reading {file.name}")
        return read_feed(
            file,
            category=category,
            schema_folder=schema_folder,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def _show(path: Path, category: str | None) -> None:
    with closing(open_catalogue(path)) as catalogue:
        if category is not None:
            for product in catalogue.products(category):
                sold_out = "" if product.in_stock else "sold out"
                print(f"{product.id}\t{product.title('nl')}\t{product.price:.2f}\t{sold_out}")
            return
        for found in catalogue.categories():
            print(f"{found.key}\t{len(catalogue.products(found.key))} products")
            for attribute in found.attributes:
                print(f"  {attribute.key}\t{attribute.kind.value}\t{attribute.unit}\t{attribute.better.value}")


def _report(feed: Feed, *, most: int) -> None:
    report = feed.report
    print(f"{report.rows} rows: {report.imported} imported as {len(feed.products)} products,", end=" ")
    print(f"{len(report.rejected)} left out.")
    for column in report.inferred:
        sort = " ".join(part for part in (column.kind, column.unit, column.better) if part)
        print(f"  {column.column} → {column.meaning} {sort}".rstrip())
    for key in report.unused:
        print(f"  {key} stands in the schema file, and no column has it")
    _list(report.rejected, most)
    _list(report.collapsed, most)


def _list(rows: Sequence[BadRow], most: int) -> None:
    for bad in rows[:most]:
        print(f"  line {bad.line}: {bad.reason}")
    if len(rows) > most:
        print(f"  ... and {len(rows) - most} more such rows (--all lists them)")
