"""The catalogue in one SQLite file: many readers, and imports that are seen whole or not at all."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from math import inf
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import TypeVar
from uuid import uuid4

from bot.selection.views import (
    Columns,
    Offer,
    TextIndex,
    columns,
    load_view,
    load_words,
    make_words,
    save_view,
    with_offers,
)
from bot.shop import rows
from bot.shop.feed import Feed
from bot.shop.importing import Source
from bot.shop.ports import Category, Product
from bot.shop.saved_views import SavedViews, Write
from bot.shop.sqlite_file import UnusableCatalogue, available, connect, version_of

__all__ = ["SqliteCatalogue", "UnusableCatalogue"]

_Ready = TypeVar("_Ready", Columns, TextIndex)
_Load = Callable[[Path], _Ready]
_Make = Callable[[Iterable[Product], Category], _Ready]
_MOST_KEPT = 512
"""Products asked for lately that stay in memory."""


class SqliteCatalogue:
    """A `ViewedCatalogue` in the file `path`, made when it is absent; for several threads and processes at once.

    Raises `UnusableCatalogue` when the file is something else.
    """

    def __init__(self, path: Path, *, look_every_s: float = 0.0) -> None:
        """Open the file; views, and the products asked for lately, stay at hand until the version changes.

        An import is seen at once, or at most `look_every_s` seconds later. Views are kept in a folder beside the file.
        """
        self._path, self._look_every_s = path, look_every_s
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._reading = connect(path)
        self._saved = SavedViews(path.with_name(f"{path.name}.views"))
        self._known, self._looked = "", -inf
        self._categories: tuple[Category, ...] | None = None
        self._products = OrderedDict[str, Product]()
        self._views: dict[str, Columns] = {}
        self._words: dict[str, TextIndex] = {}

    def version(self) -> str:
        """Changes with every import, of any process."""
        with self._lock, available(self._path):
            return self._known if self._is_recent() else version_of(self._reading)

    def categories(self) -> Sequence[Category]:
        """Every category that has products."""
        with self._fresh():
            if self._categories is None:
                self._categories = rows.categories(self._reading)
            return self._categories

    def products(self, category: str) -> Sequence[Product]:
        """All products of a category, best rated first, read anew; empty when there is no such category."""
        return tuple(self.stream(category))

    def stream(self, category: str) -> Iterator[Product]:
        """The same products one at a time, all of one version."""
        with available(self._path), closing(connect(self._path)) as reading:
            yield from rows.products(reading, category)

    def view(self, category: Category) -> Columns:
        """The columns of a category, in the order of its products; the same object until the version changes."""
        return self._ready(self._views, category, load_view, columns)

    def words(self, category: Category) -> TextIndex:
        """The text index of a category, in the same order; the same object until the version changes."""
        return self._ready(self._words, category, load_words, make_words)

    def product(self, product_id: str) -> Product | None:
        """The product with this id, or None. Cheap for those asked for lately."""
        with self._lock:
            if product_id in self._products and self._is_recent():
                return self._products[product_id]
        with self._fresh():
            found = self._products.pop(product_id, None) or rows.product(self._reading, product_id)
            if found:
                self._products[product_id] = found
                while len(self._products) > _MOST_KEPT:
                    self._products.popitem(last=False)
            return found

    def replace(self, feed: Feed, *, source: str = "", tag: str = "", only: bool = False) -> None:
        """Put the feed in the place of what came from `source` before, and of its categories, in one step.

        The others stay, unless the feed is the `only` one. `tag` is kept for `sources`.
        """
        new = {category.key for category in feed.categories}
        with self._changing() as writing:
            before = rows.counts(writing)
            rows.put_feed(writing, feed, source=source, tag=tag, only=only)
            changed = {key for key, count in rows.counts(writing).items() if key in new or count != before.get(key)}
            found = [category for category in rows.categories(writing) if category.key in changed]
            self._publish(writing, {c.key: partial(_write_view, writing, c) for c in found})

    def change_offers(self, offers: Sequence[Offer]) -> list[str]:
        """Put new prices and stock in rows and views, in one step; gives the ids that no product has."""
        with self._changing() as writing:
            changed, unknown = rows.put_offers(writing, offers)
            if changed:
                before = version_of(writing)
                found = [category for category in rows.categories(writing) if category.key in changed]
                self._publish(writing, {c.key: self._offered(writing, before, c, offers) for c in found})
        return unknown

    def sources(self) -> Sequence[Source]:
        """The feeds that were imported by name, the latest last."""
        with self._fresh():
            found = self._reading.execute("select name, products, at_ms, tag from source order by at_ms")
            return [Source(*row) for row in found]

    def close(self) -> None:
        """Close the file; the catalogue is unusable afterwards."""
        with self._lock:
            self._reading.close()

    @contextmanager
    def _fresh(self) -> Iterator[None]:
        """Hold one snapshot of the file while reading, and forget what an import has replaced."""
        with self._lock, available(self._path):
            self._looked = monotonic()
            self._reading.execute("begin")
            try:
                if (version := version_of(self._reading)) != self._known:
                    self._known, self._categories = version, None
                    self._products.clear()
                    self._views.clear()
                    self._words.clear()
                yield
            finally:
                self._reading.execute("commit")

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose writes are seen together; with them the views of older versions go."""
        with available(self._path), closing(connect(self._path)) as writing, writing:
            writing.execute("begin immediate")
            yield writing
            # Once others may write, their views could be taken for old ones.
            self._saved.keep_only(version_of(writing))

    def _publish(self, writing: sqlite3.Connection, made: Mapping[str, Write]) -> None:
        """Give the catalogue a new version: the views that are `made` for it, and the others as they were."""
        before, version = version_of(writing), uuid4().hex
        keys = rows.counts(writing)
        writes = {key: made.get(key) or self._saved.shared(before, key) for key in keys}
        self._saved.publish(version, {key: write for key, write in writes.items() if write})
        writing.execute("update version set value = ?", (version,))

    def _offered(self, writing: sqlite3.Connection, before: str, category: Category, offers: Sequence[Offer]) -> Write:
        saved = self._saved.load(before, category.key, load_view)
        if saved is None:
            return partial(_write_view, writing, category)
        return self._saved.offered(before, category.key, with_offers(saved, offers))

    def _ready(
        self, open_ones: dict[str, _Ready], category: Category, load: _Load[_Ready], make: _Make[_Ready]
    ) -> _Ready:
        with self._lock:
            if category.key in open_ones and self._is_recent():
                return open_ones[category.key]
        with self._fresh():
            if category.key not in open_ones:
                open_ones[category.key] = self._saved_or_made(category, load, make)
            return open_ones[category.key]

    def _saved_or_made(self, category: Category, load: _Load[_Ready], make: _Make[_Ready]) -> _Ready:
        """What is saved for the snapshot that is held; else it is made and saved, or made for this process alone."""
        version, key = self._known, category.key
        if (saved := self._saved.load(version, key, load)) is not None:
            return saved
        # The caller may have got its category before the import that was just seen.
        current = next((c for c in rows.categories(self._reading) if c.key == key), category)
        self._saved.save(version, key, partial(_write_view, self._reading, current))
        saved = self._saved.load(version, key, load)
        return make(rows.products(self._reading, key), current) if saved is None else saved

    def _is_recent(self) -> bool:
        # Each look lets go of the interpreter, and a busy process takes its time to give it back.
        return monotonic() - self._looked < self._look_every_s


def _write_view(reading: sqlite3.Connection, category: Category, folder: Path) -> None:
    view = columns(rows.products(reading, category.key), category)
    save_view(view, make_words(rows.products(reading, category.key), category), folder)
