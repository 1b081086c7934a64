"""XML feeds: Google Merchant's RSS and Atom, and any other file of `<item>`, `<entry>` or `<product>`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from bot.shop.table import Item, Table, UnreadableFeed, table_of
from bot.shop.xml_mending import MENDABLE, mended

ITEMS = frozenset({"item", "entry", "product"})
DETAIL = "product_detail"
"""Google's element for any attribute: `section_name`, `attribute_name`, `attribute_value`."""
MARKED_UP = frozenset({"title", "description", "summary", "content"})
"""Elements in which other elements are markup of their text."""
GOOGLE = "g:"
"""Prefix of what counts when an element stands there with and without it."""
_DEEPEST = 6
"""Levels within an item that are read; what lies deeper is no attribute of a product."""
_AND = ", "


def read_xml(path: Path, raw: bytes) -> Table:
    """The items of an XML file. Raises `UnreadableFeed`: half a file is no feed.

    What shops often get wrong is read as it was meant: a bare `&`, `&nbsp;`, a control character, an empty line before
    the declaration, an encoding that is not the one declared.
    """
    try:
        items = _items(path, raw)
    except expat.ExpatError as error:
        if error.code not in MENDABLE:
            raise _refusal(path, error) from error
        try:
            items = _items(path, mended(path, raw))
        except expat.ExpatError as still:
            raise _refusal(path, still) from still
    if not items:
        raise UnreadableFeed(path, f"it has no element called {', '.join(sorted(ITEMS))}")
    return table_of(items)


def _items(path: Path, given: bytes | str) -> Sequence[Item]:
    reading = _Reading()
    # Without namespaces: many a feed forgets to declare its prefix.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, said: reading.start(name.lower(), said, parser.CurrentLineNumber)
    parser.EndElementHandler = lambda _: reading.end()
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.refuse_doctype
    try:
        parser.Parse(given, True)
    except (LookupError, ValueError) as error:
        raise UnreadableFeed(path, f"line {parser.CurrentLineNumber}: {error}") from error
    return reading.items


def _refusal(path: Path, error: expat.ExpatError) -> UnreadableFeed:
    return UnreadableFeed(path, f"line {error.lineno}: {expat.ErrorString(error.code)}")


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    items: list[Item] = field(default_factory=list)
    _line: int = 0
    _open: list[str] = field(default_factory=list)
    """Elements that are open, from the item on; empty outside one."""
    _markup: int = 0
    """How many elements of markup are open within the last of them."""
    _cells: dict[str, list[tuple[bool, str]]] = field(default_factory=dict)
    """By name what was said, and whether with Google's prefix."""
    _said: list[str] = field(default_factory=list)
    _leaf: bool = False

    def start(self, name: str, given: dict[str, str], line: int) -> None:
        """An element begins."""
        local = _local(name)
        if self._open and (self._markup or _local(self._open[-1]) in MARKED_UP):
            self._markup += 1
        elif self._open or local in ITEMS:
            if not self._open:
                self._line = line
                self._cells = {key.lower(): [(False, value)] for key, value in given.items() if ":" not in key}
                self._cells.pop("xmlns", None)
            self._open.append(name)
            self._said, self._leaf = [], True
            if local == "link" and given.get("rel", "alternate") == "alternate":  # Atom has it in an attribute
                self._said.append(given.get("href", ""))

    def text(self, data: str) -> None:
        """Text within an element."""
        if self._open:
            self._said.append(data)

    def end(self) -> None:
        """An element ends."""
        if self._markup:
            self._markup -= 1
            self._said.append(" ")
        elif self._open:
            self._end(self._open.pop())

    def refuse_doctype(self, *_: Any) -> None:
        """A declaration can make a small file endless, and no feed needs one."""
        raise ValueError("a DOCTYPE is not allowed in a feed")

    def _end(self, name: str) -> None:
        if not self._open:
            self._finish()
        elif self._leaf and len(self._open) <= _DEEPEST:
            path = "_".join(_local(part) for part in (*self._open[1:], name))
            said = " ".join("".join(self._said).split())
            self._cells.setdefault(path, []).append((name.startswith(GOOGLE), said))
        elif _local(name) == DETAIL:
            self._detail()
        self._leaf = False

    def _detail(self) -> None:
        """An attribute named by its value becomes a cell of that name."""
        parts = (f"{DETAIL}_attribute_name", f"{DETAIL}_attribute_value", f"{DETAIL}_section_name")
        named, value, _ = (self._cells.pop(part, [(False, "")])[-1][1] for part in parts)
        if named and value:
            self._cells.setdefault(named, []).append((False, value))

    def _finish(self) -> None:
        cells = {name: _joined(said) for name, said in self._cells.items()}
        self.items.append((self._line, cells if any(cells.values()) else "an item without anything in it"))


def _joined(said: Sequence[tuple[bool, str]]) -> str:
    google = [value for by_google, value in said if by_google and value]
    return _AND.join(dict.fromkeys(google or (value for _, value in said if value)))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
