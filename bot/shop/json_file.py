"""JSON feeds: one object a line, or one document with a list of objects; what is nested is flattened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from bot.shop.table import Item, Table, UnreadableFeed, table_of

_DEEPEST = 6
"""Levels of nesting that are flattened; what lies deeper is no attribute of a product."""
_BETWEEN = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder(parse_int=str)
"""Whole numbers stay as they are written: Python refuses to read very long ones."""
_PRICE = re.compile(r"pri(ce|js)", re.IGNORECASE)
_PARTS = ({"value", "currency"}, {"value", "unit"})
"""An amount with what it counts, as Google's API writes a price or a weight."""


def read_json(path: Path, text: str) -> Table:
    """The objects in a JSON or JSONL text. Raises `UnreadableFeed`."""
    items = [*(_by_line(text) if _is_by_line(text) else _by_element(path, text))]
    if all(isinstance(what, str) for _, what in items):
        raise UnreadableFeed(path, "it has no list of objects, nor an object on each line")
    return table_of(items)


def _is_by_line(text: str) -> bool:
    """Whether each line is an object; a single line may also be a document with a list of products in it."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    if rest or not first.startswith("{"):
        return first.startswith("{") and first.endswith("}")
    try:
        return any(_PRICE.search(name) for name in _record(first))
    except (ValueError, RecursionError):
        return False


def _record(row: str) -> Mapping[str, str]:
    """The cells of a row; empty when it is no object. Raises `ValueError` and `RecursionError` when it is no JSON."""
    given = _DECODER.decode(row)
    return dict(_cells("", given)) if isinstance(given, dict) else {}


def _by_line(text: str) -> Iterator[Item]:
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            try:
                yield line, _record(row) or _no_product(row)
            except (ValueError, RecursionError) as error:
                yield line, f"no JSON: {error}"


def _no_product(given: str) -> str:
    return f"{given.strip():.40} is no product"


def _by_element(path: Path, text: str) -> Iterator[Item]:
    at, line, counted = _start_of_list(path, text), 1, 0
    while True:
        at = _next(text, at)
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text):
            raise UnreadableFeed(path, f"line {line}: the list has no end")
        if text[at] == "]":
            break
        given, end = _decoded(path, text, at)
        record = dict(_cells("", given)) if isinstance(given, dict) else {}
        yield line, record or _no_product(text[at:end])
        at = end
    if text.lstrip().startswith("[") and text[at + 1 :].strip():
        raise UnreadableFeed(path, f"line {line}: more stands after the end of the list")


def _next(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _decoded(path: Path, text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(path, f"line {text.count(chr(10), 0, at) + 1}: no JSON: {error}") from error


def _start_of_list(path: Path, text: str) -> int:
    """Where the first element stands: of the document itself, else of the longest list of objects in it."""
    start = len(text) - len(text.lstrip())
    if text.startswith("[", start):
        return start + 1
    _, end = _decoded(path, text, start)
    if text[end:].strip():
        raise UnreadableFeed(path, "more stands after the end of its first object, which is not all on one line")
    lists = list(_lists(text, start))
    if not lists:
        raise UnreadableFeed(path, "it has no list of objects, nor an object on each line")
    return max(lists)[1] + 1


def _lists(text: str, at: int, depth: int = 0) -> Iterator[tuple[int, int]]:
    """Size and place of each list of objects in the object at `at`, which is known to be good JSON."""
    at = _next(text, at + 1)
    while text[at] != "}":
        _, at = _DECODER.raw_decode(text, at)
        at = _next(text, at)
        value, end = _DECODER.raw_decode(text, at)
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _lists(text, at, depth + 1)
        elif isinstance(value, list) and (size := sum(isinstance(element, dict) for element in value)):
            yield size, at
        at = _next(text, end)


def _cells(name: str, value: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names and cells of a value: `{"a": {"b": 1}}` is `a_b`; a list of words is one cell, of objects none."""
    if isinstance(value, dict) and value.keys() in _PARTS:
        yield name, " ".join(_text(part) for part in value.values())
    elif isinstance(value, dict) and depth < _DEEPEST:
        for key, inner in value.items():
            yield from _cells(f"{name}_{key}" if name else str(key), inner, depth + 1)
    elif isinstance(value, list):
        plain = [_text(v) for v in value if not isinstance(v, dict | list)]
        if plain:
            yield name, ", ".join(plain)
    elif not isinstance(value, dict):
        yield name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and isfinite(value):
        return _decimal(value)
    return str(value).encode("utf-8", "ignore").decode()


def _decimal(value: float) -> str:
    """The number with a point that cannot be taken for a thousands mark: 1.299 is not 1299."""
    text = f"{Decimal(repr(value)):f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text
