"""The products that a simulation sells: read from a feed, a folder of feeds or a catalogue database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.shop.feed import read_feed
from bot.shop.opening import open_catalogue
from bot.shop.ports import Category, Product

FEED_ENDINGS = (".csv", ".tsv", ".xml", ".json", ".jsonl", ".ndjson", ".gz")
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Stock:
    """One category with its products, in the catalogue's order: best rated first, else as the feed has them."""

    category: Category
    products: tuple[Product, ...]
    feed: str = ""
    """Name of the file it came from, without its ending; empty when a database holds it."""

    def names(self) -> frozenset[str]:
        """What it may be called: key, labels, synonyms and name of the feed, in lower case."""
        category = self.category
        words = (word for words in category.synonyms.values() for word in words)
        named = (category.key, *category.labels.values(), *category.plurals.values(), *words)
        return frozenset(name.casefold() for name in named)


class NoCatalogue(Exception):
    """There are no products at a path."""

    def __init__(self, path: Path, found: str) -> None:
        """Say where and what stands there."""
        super().__init__(
            f"--catalogue {path}: {found}; give a feed ({', '.join(FEED_ENDINGS)}), a folder of feeds or the database "
            "of a catalogue"
        )


class NoSuchCategory(Exception):
    """A category that the catalogue does not have."""

    def __init__(self, given: str, stocks: Iterable[Stock]) -> None:
        """Say what was asked for and what there is."""
        there = ", ".join(sorted(f"{s.category.key} ({len(s.products)} products)" for s in stocks))
        super().__init__(f"--category {given!r}: the catalogue has {there}; give one of these")


def stocks_of(path: Path, schema_folder: Path) -> tuple[Stock, ...]:
    """Every category at `path` that has products; raises `NoCatalogue` and what `read_feed` raises."""
    if not path.exists():
        raise NoCatalogue(path, "there is nothing")
    found = tuple(_of_folder(path, schema_folder) if path.is_dir() else _of_file(path, schema_folder))
    if not found:
        raise NoCatalogue(path, "it holds no product that can be sold")
    return found


def stock_called(name: str, stocks: Sequence[Stock]) -> Stock:
    """The category of this key, label, synonym or feed; the largest when `name` is empty. Raises `NoSuchCategory`."""
    if not name:
        return max(stocks, key=lambda stock: len(stock.products))
    wanted = name.strip().casefold()
    found = [s for s in stocks if s.category.key.casefold() == wanted] or [s for s in stocks if wanted in s.names()]
    found = found or [s for s in stocks if s.feed.casefold() == wanted]
    if len(found) != 1:
        raise NoSuchCategory(name, stocks)
    return found[0]


def _of_folder(folder: Path, schema_folder: Path) -> Iterator[Stock]:
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.suffix.lower() in FEED_ENDINGS:
            yield from _of_file(file, schema_folder)


def _of_file(file: Path, schema_folder: Path) -> Iterator[Stock]:
    with file.open("rb") as opened:
        is_database = opened.read(len(_SQLITE)) == _SQLITE
    return _of_database(file) if is_database else _of_feed(file, schema_folder)


def _of_database(file: Path) -> Iterator[Stock]:
    with closing(open_catalogue(file)) as catalogue:
        for category in catalogue.categories():
            yield Stock(category, tuple(catalogue.products(category.key)))


def _of_feed(file: Path, schema_folder: Path) -> Iterator[Stock]:
    feed = read_feed(file, schema_folder=schema_folder)
    for category in feed.categories:
        products = tuple(p for p in feed.products if p.category == category.key)
        yield Stock(category, products, file.name.partition(".")[0])
