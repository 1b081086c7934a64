"""XML feeds: Google Merchant's RSS and Atom, and any other file of `<item>`, `<entry>` or `<product>`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import name2codepoint
from pathlib import Path
from typing import Any
from xml.parsers import expat

from bot.shop.table import BadRow, Table, UnreadableFeed, table_of

ITEMS = frozenset({"item", "entry", "product"})
DETAIL = "product_detail"
"""Google's element for any attribute: `section_name`, `attribute_name`, `attribute_value`."""
_AND = ", "
_MENDABLE = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY],
    }
)
_BARE = re.compile(rb"&(?!#?\w{1,32};)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_xml(path: Path, raw: bytes) -> Table:
    """The items of an XML file. Raises `UnreadableFeed`: half a file is no feed.

    What shops often get wrong in a text (a bare `&`, `&nbsp;`, a control character) is read as it was meant.
    """
    try:
        reading = _read(path, raw)
    except expat.ExpatError as error:
        if error.code not in _MENDABLE:
            raise _refusal(path, error) from error
        try:
            reading = _read(path, _mended(raw))
        except expat.ExpatError as still:
            raise _refusal(path, still) from still
    if not reading.records and not reading.bad:
        raise UnreadableFeed(path, f"it has no element called {', '.join(sorted(ITEMS))}")
    return table_of(reading.records, reading.bad)


def _read(path: Path, raw: bytes) -> _Reading:
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: reading.start(_local(name), given, parser.CurrentLineNumber)
    parser.EndElementHandler = lambda _: reading.end()
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.refuse_doctype
    try:
        parser.Parse(raw, True)
    except (LookupError, ValueError) as error:
        raise UnreadableFeed(path, f"line {parser.CurrentLineNumber}: {error}") from error
    return reading


def _refusal(path: Path, error: expat.ExpatError) -> UnreadableFeed:
    return UnreadableFeed(path, f"line {error.lineno}: {expat.ErrorString(error.code)}")


def _mended(raw: bytes) -> bytes:
    without = _CONTROL.sub(b"", raw)
    return _NAMED.sub(lambda found: _character(found[1].decode()), _BARE.sub(b"&amp;", without))


def _character(name: str) -> bytes:
    """An HTML name as a number, which every XML reader knows."""
    known = name in name2codepoint and name not in _OF_XML
    return b"&#%d;" % name2codepoint[name] if known else b"&%s;" % name.encode()


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    records: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _line: int = 0
    _open: list[str] = field(default_factory=list)
    """Elements that are open within the item; empty outside one."""
    _cells: dict[str, list[str]] = field(default_factory=dict)
    _said: list[str] = field(default_factory=list)
    _leaf: bool = False

    def start(self, name: str, given: dict[str, str], line: int) -> None:
        """An element begins."""
        if not self._open and name not in ITEMS:
            return
        if not self._open:
            self._line, self._cells = line, {}
        self._open.append(name)
        self._said, self._leaf = [], True
        if name == "link" and given.get("href"):  # Atom has the address in an attribute
            self._said.append(given["href"])

    def text(self, data: str) -> None:
        """Text within an element."""
        if self._open:
            self._said.append(data)

    def end(self) -> None:
        """An element ends."""
        if not self._open:
            return
        name = "_".join(self._open[1:])
        self._open.pop()
        if not self._open:
            self._finish()
        elif self._leaf:
            self._cells.setdefault(name, []).append("".join(self._said).strip())
        elif name == DETAIL:
            self._detail()
        self._leaf = False

    def refuse_doctype(self, *_: Any) -> None:
        """A declaration can make a small file endless, and no feed needs one."""
        raise ValueError("a DOCTYPE is not allowed in a feed")

    def _detail(self) -> None:
        """An attribute named by its value becomes a cell of that name."""
        named, value = (self._cells.pop(f"{DETAIL}_attribute_{part}", [""])[-1] for part in ("name", "value"))
        self._cells.pop(f"{DETAIL}_section_name", None)
        if named and value:
            self._cells.setdefault(named, []).append(value)

    def _finish(self) -> None:
        cells = {name: _AND.join(v for v in values if v) for name, values in self._cells.items()}
        if cells:
            self.records.append((self._line, cells))
        else:
            self.bad.append(BadRow(self._line, "an item without anything in it"))


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()
