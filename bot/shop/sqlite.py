"""The catalogue in one SQLite file: many readers, and imports that are seen whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from math import inf
from pathlib import Path
from threading import RLock
from time import monotonic, time_ns
from uuid import uuid4

from bot.shop.feed import Feed
from bot.shop.importing import Source
from bot.shop.ports import Category, Product, ShopUnavailable
from bot.shop.records import category_of, category_text, product_of, product_text

_FORMAT = 2
_TABLES = """
create table version (only integer primary key check (only = 1), value text not null);
create table category (key text primary key, place integer not null, record text not null);
create table product (
  id text primary key, category text not null, place integer not null, record text not null, source text not null
);
create index product_by_category on product (category, place);
create table source (name text primary key, products integer not null, at_ms integer not null, tag text not null);
"""
_FROM_1 = """
alter table product add column source text not null default '';
create table source (name text primary key, products integer not null, at_ms integer not null, tag text not null)
"""
"""What format 2 has more than format 1."""
_BUSY_SECONDS = 30.0


class UnusableCatalogue(Exception):
    """A file is no catalogue that this version can read."""

    def __init__(self, path: Path, reason: str) -> None:
        """Say which file, why, and what to do."""
        super().__init__(f"{path}: {reason}. Move it away and import the feeds again.")


class SqliteCatalogue:
    """A `Catalogue` in the file `path`, made when it is absent; for several threads and processes at once.

    Raises `UnusableCatalogue` when the file is something else.
    """

    def __init__(self, path: Path, *, look_every_s: float = 0.0) -> None:
        """Open the file; what is read stays in memory until an import changes the version.

        An import is seen at once, or at most `look_every_s` seconds later.
        """
        self._path, self._look_every_s = path, look_every_s
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._reading = self._connect()
        self._known, self._looked = "", -inf
        self._categories: tuple[Category, ...] | None = None
        self._products: dict[str, tuple[Product, ...]] = {}

    def version(self) -> str:
        """Changes with every `replace`, of any process."""
        with self._lock, _available(self._path):
            return self._known if self._is_recent() else self._read_version()

    def categories(self) -> Sequence[Category]:
        """Every category that has products."""
        with self._fresh():
            if self._categories is None:
                rows = self._reading.execute(
                    "select record from category where key in (select category from product) order by place"
                )
                self._categories = tuple(category_of(record) for (record,) in rows)
            return self._categories

    def products(self, category: str) -> Sequence[Product]:
        """All products of a category, best rated first; empty when there is no such category."""
        with self._lock, _available(self._path):
            if category in self._products and self._is_recent():
                return self._products[category]
        with self._fresh():
            if category not in self._products:
                rows = self._reading.execute(
                    "select record from product where category = ? order by place", (category,)
                )
                self._products[category] = tuple(product_of(record) for (record,) in rows)
            return self._products[category]

    def product(self, product_id: str) -> Product | None:
        """The product with this id, or None."""
        with self._fresh():
            row = self._reading.execute("select record from product where id = ?", (product_id,)).fetchone()
            return product_of(row[0]) if row else None

    def replace(self, feed: Feed, *, source: str = "", tag: str = "", only: bool = False) -> None:
        """Put the feed in the place of what came from `source` before, and of its categories, in one step.

        The others stay, unless the feed is the `only` one. `tag` is kept for `sources`.
        """
        keys = [category.key for category in feed.categories]
        with _available(self._path), closing(self._connect()) as writing, writing:
            writing.execute("begin immediate")
            _make_room(writing, keys, source, only=only)
            writing.executemany(
                "insert into category values (?, (select count(*) from category), ?)"
                " on conflict (key) do update set record = excluded.record",
                [(category.key, category_text(category)) for category in feed.categories],
            )
            writing.executemany(
                "insert or replace into product values (?, ?, ?, ?, ?)",
                [(p.id, p.category, place, product_text(p), source) for place, p in enumerate(feed.products)],
            )
            writing.execute("delete from source where name not in (select source from product)")
            if source:
                told = (source, len(feed.products), time_ns() // 1_000_000, tag)
                writing.execute("insert or replace into source values (?, ?, ?, ?)", told)
            writing.execute("update version set value = ?", (uuid4().hex,))

    def sources(self) -> Sequence[Source]:
        """The feeds that were imported by name, the latest last."""
        with self._fresh():
            rows = self._reading.execute("select name, products, at_ms, tag from source order by at_ms")
            return [Source(*row) for row in rows]

    def close(self) -> None:
        """Close the file; the catalogue is unusable afterwards."""
        with self._lock:
            self._reading.close()

    @contextmanager
    def _fresh(self) -> Iterator[None]:
        """Hold one snapshot of the file while reading, and forget what an import has replaced."""
        with self._lock, _available(self._path):
            self._looked = monotonic()
            self._reading.execute("begin")
            try:
                if (version := self._read_version()) != self._known:
                    self._known, self._categories, self._products = version, None, {}
                yield
            finally:
                self._reading.execute("commit")

    def _is_recent(self) -> bool:
        # Each look lets go of the interpreter, and a busy process takes its time to give it back.
        return monotonic() - self._looked < self._look_every_s

    def _read_version(self) -> str:
        return str(self._reading.execute("select value from version").fetchone()[0])

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            self._prepare(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            raise ShopUnavailable(f"the catalogue {self._path} does not answer: {error}") from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise UnusableCatalogue(self._path, str(error)) from error
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables in an empty file; refuse those of another version."""
        if _format(connection) == _FORMAT:
            return
        connection.execute("begin immediate")
        found = _format(connection)
        if found == 1:
            for statement in _FROM_1.split(";"):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {_FORMAT}")
            found = _FORMAT
        if found == 0 and not connection.execute("select 1 from sqlite_master").fetchone():
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute("insert into version values (1, ?)", (uuid4().hex,))
            connection.execute(f"pragma user_version = {_FORMAT}")
        elif found != _FORMAT:
            connection.execute("rollback")
            connection.close()
            raise UnusableCatalogue(self._path, f"its format is {found}, this version reads {_FORMAT}")
        connection.execute("commit")


def _make_room(writing: sqlite3.Connection, keys: Sequence[str], source: str, *, only: bool) -> None:
    if only:
        for table in ("product", "category", "source"):
            writing.execute(f"delete from {table}")  # noqa: S608  # one of three names
        return
    writing.executemany("delete from product where category = ?", [(key,) for key in keys])
    if source:
        writing.execute("delete from product where source = ?", (source,))


@contextmanager
def _available(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ShopUnavailable(f"the catalogue {path} does not answer: {error}") from error


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
