"""Which sort of file a feed is, by what stands in it and not by its name."""

from __future__ import annotations

from pathlib import Path

from bot.shop.csv_file import read_csv
from bot.shop.decoding import content, decoded
from bot.shop.json_file import read_json
from bot.shop.merchant import tidied
from bot.shop.table import Table, UnreadableFeed
from bot.shop.xml_file import read_xml

_PEEK = 1000
_HTML = ("<!doctype html", "<html")
_ZIP = b"PK\x03\x04"


def read_table(path: Path) -> Table:
    """The table in a CSV, TSV, JSON, JSONL or XML file, packed with gzip or not. Raises `UnreadableFeed`."""
    raw = content(path)
    if raw.startswith(_ZIP):
        raise UnreadableFeed(path, "it is a zip archive or an Excel file: unpack it, or save it as CSV")
    start = raw[:_PEEK].replace(b"\0", b"").decode("latin-1").lstrip("ÿþï»¿ \t\r\n").lower()
    if start.startswith(_HTML):
        raise UnreadableFeed(path, "it is a web page, not a feed: is a login needed, or has the address changed?")
    if start.startswith("<"):
        return tidied(read_xml(path, raw))
    text = decoded(path, raw)
    if start.startswith(("{", "[")):
        return tidied(read_json(path, text))
    return tidied(read_csv(path, text))
