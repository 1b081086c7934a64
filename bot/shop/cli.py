"""The catalogue on the command line: import a feed, show what is in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.shop.feed import Feed, read_feed
from bot.shop.opening import open_catalogue

SHOWN_BAD_ROWS = 10


def main(arguments: Sequence[str], path: Path, *, schema_folder: Path) -> int:
    """Run `import FILE` or `show [CATEGORY]` on the catalogue at `path`; returns the exit code."""
    parser = argparse.ArgumentParser(prog="./run catalogue")
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="put a product feed in the catalogue")
    importing.add_argument("file", type=Path, help="CSV with at least a title and a price a row")
    importing.add_argument(
        "--category", help="category of every row (default: column `category`, else the file's name)"
    )
    importing.add_argument("--all", action="store_true", help="list every bad row, not only the first")
    showing = commands.add_parser("show", help="show categories, or the products of one")
    showing.add_argument("category", nargs="?")
    given = parser.parse_args(arguments)
    if given.command == "show":
        return show(path, given.category)
    return import_feed(path, given.file, category=given.category, schema_folder=schema_folder, every_row=given.all)


def import_feed(path: Path, file: Path, *, category: str | None, schema_folder: Path, every_row: bool) -> int:
    """Read `file` and put its categories in the catalogue; 1 when nothing could be imported."""
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(f"Reading {file.name}")
        feed = read_feed(
            file,
            category=category,
            schema_folder=schema_folder,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    _report(feed, every_row=every_row)
    if not feed.products:
        print("Nothing imported; the catalogue is as it was.", file=sys.stderr)
        return 1
    open_catalogue(path).replace(feed)
    return 0


def show(path: Path, category: str | None) -> int:
    """Print the categories with their attributes, or the products of one."""
    catalogue = open_catalogue(path)
    if category is not None:
        for product in catalogue.products(category):
            print(f"{product.id}\t{product.title('nl')}\t{product.price:.2f}\t{'' if product.in_stock else 'sold out'}")
        return 0
    for found in catalogue.categories():
        print(f"{found.key}\t{len(catalogue.products(found.key))} products")
        for attribute in found.attributes:
            print(f"  {attribute.key}\t{attribute.kind.value}\t{attribute.unit}\t{attribute.better.value}")
    return 0


def fill_when_empty(path: Path, folder: Path) -> None:
    """Put the demo shop's products in a catalogue that holds nothing yet."""
    catalogue = open_catalogue(path)
    if not catalogue.categories():
        for file in sorted((folder / "products").glob("*.csv")):
            catalogue.replace(read_feed(file, category=None, schema_folder=folder / "schema"))


def _report(feed: Feed, *, every_row: bool) -> None:
    report = feed.report
    print(f"{report.rows} rows: {report.imported} imported, {len(report.rejected)} left out.")
    shown = report.rejected if every_row else report.rejected[:SHOWN_BAD_ROWS]
    for bad in shown:
        print(f"  line {bad.line}: {bad.reason}")
    if len(shown) < len(report.rejected):
        print(f"  ... and {len(report.rejected) - len(shown)} more (--all lists them)")
