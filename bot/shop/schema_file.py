"""The schema file of a category: shown, or written for the shop to change."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.selection.schema import schema_text
from bot.shop.feed import read_feed, read_overrides
from bot.shop.opening import open_catalogue
from bot.shop.ports import Category
from bot.shop.showing import NoCategory

_SQLITE = b"SQLite format 3\0"


class SchemaExists(Exception):
    """A schema file is there already, and nobody said that it may be written anew."""

    def __init__(self, file: Path) -> None:
        """Say which file, and how to go on."""
        super().__init__(
            f"{file} is there already, and stays as it is. With --force it is written anew: what it says is kept, its "
            "comments are not"
        )


def main(arguments: Sequence[str], path: Path, *, schema_folder: Path) -> str:
    """Run `schema` on the catalogue at `path`; returns what to tell: the file's text, or where it was written.

    Raises `NoCategory`, `SchemaExists` and what `read_feed` raises.
    """
    given = _parser().parse_args(arguments)
    file = schema_folder / f"{given.category}.yml"
    category = _category(given.category, given.catalogue or path, schema_folder)
    text = schema_text(category, read_overrides(file))
    if not given.write:
        return text.rstrip("\n")
    if file.exists() and not given.force:
        raise SchemaExists(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return f"Wrote {file}. Change what you like, and import the feed again."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run schema")
    parser.add_argument("category", help="key of a category, as `./run catalogue show` lists them")
    parser.add_argument("--write", action="store_true", help="write it to data/shop/schema/<category>.yml")
    parser.add_argument("--force", action="store_true", help="also over a file that is there: what it says is kept")
    parser.add_argument("--catalogue", type=Path, help="a feed, or another catalogue, in the place of the shop's own")
    return parser


def _category(key: str, source: Path, schema_folder: Path) -> Category:
    categories = _categories(source, schema_folder)
    found = next((category for category in categories if category.key == key), None)
    if found is None:
        raise NoCategory(key, [category.key for category in categories])
    return found


def _categories(source: Path, schema_folder: Path) -> Sequence[Category]:
    """The categories of a catalogue; of a feed when `source` is no such file."""
    if source.exists() and not _is_catalogue(source):
        return read_feed(source, schema_folder=schema_folder).categories
    with closing(open_catalogue(source)) as catalogue:
        return catalogue.categories()


def _is_catalogue(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(len(_SQLITE)) in (_SQLITE, b"")
