"""Rows of the catalogue's file, read and written within a transaction of the caller's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import time_ns

from bot.selection.views import Offer
from bot.shop.feed import Feed
from bot.shop.ports import Category, Product
from bot.shop.records import category_of, category_text, product_of, product_text


def categories(reading: sqlite3.Connection) -> tuple[Category, ...]:
    """Every category that has products."""
    rows = reading.execute("select record from category where key in (select category from product) order by place")
    return tuple(category_of(record) for (record,) in rows)


def products(reading: sqlite3.Connection, category: str) -> Iterator[Product]:
    """The products of a category in order."""
    rows = reading.execute("select record from product where category = ? order by place", (category,))
    return (product_of(record) for (record,) in rows)


def product(reading: sqlite3.Connection, product_id: str) -> Product | None:
    """The product with this id, or None."""
    row = reading.execute("select record from product where id = ?", (product_id,)).fetchone()
    return product_of(row[0]) if row else None


def counts(reading: sqlite3.Connection) -> dict[str, int]:
    """How many products each category has."""
    return dict(reading.execute("select category, count(*) from product group by category").fetchall())


def put_feed(writing: sqlite3.Connection, feed: Feed, *, source: str, tag: str, only: bool) -> None:
    """Put a feed in the place of its categories and of what came from `source`; of everything when it is the `only`."""
    _make_room(writing, [category.key for category in feed.categories], source, only=only)
    writing.executemany(
        "insert into category values (?, (select count(*) from category), ?)"
        " on conflict (key) do update set record = excluded.record",
        [(category.key, category_text(category)) for category in feed.categories],
    )
    writing.executemany(
        "insert or replace into product values (?, ?, ?, ?, ?)",
        ((p.id, p.category, place, product_text(p), source) for place, p in enumerate(feed.products)),
    )
    writing.execute("delete from source where name not in (select source from product)")
    if source:
        told = (source, len(feed.products), time_ns() // 1_000_000, tag)
        writing.execute("insert or replace into source values (?, ?, ?, ?)", told)


def put_offers(writing: sqlite3.Connection, offers: Iterable[Offer]) -> tuple[set[str], list[str]]:
    """Change price and stock of products; gives the categories in which something changed, and the ids nobody has."""
    changed, unknown = set(), []
    for offer in offers:
        old = product(writing, offer.id)
        if old is None:
            unknown.append(offer.id)
        elif (new := _offered(old, offer)) != old:
            writing.execute("update product set record = ? where id = ?", (product_text(new), new.id))
            changed.add(new.category)
    return changed, unknown


def _offered(old: Product, offer: Offer) -> Product:
    price = old.price if offer.price is None else offer.price
    return replace(old, price=price, in_stock=old.in_stock if offer.in_stock is None else offer.in_stock)


def _make_room(writing: sqlite3.Connection, keys: Sequence[str], source: str, *, only: bool) -> None:
    if only:
        for table in ("product", "category", "source"):
            writing.execute(f"delete from {table}")  # noqa: S608  # one of three names
        return
    writing.executemany("delete from product where category = ?", [(key,) for key in keys])
    if source:
        writing.execute("delete from product where source = ?", (source,))
