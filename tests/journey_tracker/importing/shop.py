"""A small shop's history, as the tests of importing use it."""

from __future__ import annotations

from pathlib import Path

from journey_tracker.importing import mapping_file
from journey_tracker.importing.readers import Mapped

MAPPING = """
source: /import/shop
time: {column: when, format: "%d-%m-%Y %H:%M", zone: Europe/Amsterdam}
decimal: ","
event: {column: what}
fields:
  visitor: {column: who}
  channel: webshop
  value_cents: {column: total, money: euros}
events:
  home: {event: page_viewed, page: home}
  look: product_viewed
  buy:
    event: order_placed
    order: {column: number}
    products: {column: skus, split: "|"}
  bounce: skip
"""
HEADER = "when,what,who,total,number,skus"
ROWS = (
    "01-05-2026 12:00,home,v1,,,",
    "01-05-2026 12:00,look,v1,,,",
    '01-05-2026 12:05,buy,v1,"1.234,50",o1,a|b',
)


def mapped(text: str = MAPPING) -> Mapped:
    """What reads the file."""
    return Mapped(mapping_file.parse(text, file="mapping.yml"))


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    """A file with these rows."""
    file = folder / "shop.csv"
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return file
