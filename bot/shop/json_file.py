"""JSON feeds: one object a line, or one document with a list of objects; what is nested is flattened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.shop.table import BadRow, Table, UnreadableFeed, table_of

_DEEPEST = 6
"""Levels of nesting that are flattened; what lies deeper is no attribute of a product."""
_BETWEEN = re.compile(r"[\s,]*")


def read_json(path: Path, text: str) -> Table:
    """The objects in a JSON or JSONL text. Raises `UnreadableFeed`."""
    records: list[tuple[int, dict[str, str]]] = []
    bad: list[BadRow] = []
    for line, given in _objects(path, text):
        if isinstance(given, dict) and (record := dict(_cells("", given))):
            records.append((line, record))
        else:
            bad.append(given if isinstance(given, BadRow) else BadRow(line, f"{str(given)!r:.40} is no product"))
    if not records:
        raise UnreadableFeed(path, "it has no list of objects, nor an object on each line")
    return table_of(records, bad)


def _objects(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    first = text.lstrip().split("\n", 1)[0].strip()
    if first.startswith("{") and _is_json(first):
        return _by_line(text)
    return _by_element(path, text, _start_of_list(path, text))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _by_line(text: str) -> Iterator[tuple[int, Any]]:
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            try:
                yield line, json.loads(row)
            except (ValueError, RecursionError) as error:
                yield line, BadRow(line, f"no JSON: {error}")


def _start_of_list(path: Path, text: str) -> int:
    """Where the list of products begins: the document itself, else the longest list of objects within it."""
    stripped = text.lstrip()
    if stripped.startswith("["):
        return text.index("[") + 1
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(path, f"no JSON: {error}") from error
    lists = {k: v for k, v in document.items() if isinstance(v, list)} if isinstance(document, dict) else {}
    lists = {k: v for k, v in lists.items() if any(isinstance(e, dict) for e in v)}
    if not lists:
        raise UnreadableFeed(path, "it has no list of objects")
    longest = max(lists, key=lambda key: len(lists[key]))
    found = re.search(re.escape(json.dumps(longest, ensure_ascii=False)) + r"\s*:\s*\[", text)
    if found is None:
        raise UnreadableFeed(path, f"the list {longest!r} was not found")
    return found.end()


def _by_element(path: Path, text: str, at: int) -> Iterator[tuple[int, Any]]:
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text):
            raise UnreadableFeed(path, f"line {line}: the list has no end")
        if text[at] == "]":
            return
        try:
            given, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise UnreadableFeed(path, f"line {line}: no JSON: {error}") from error
        yield line, given


def _cells(name: str, value: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names and cells of a value: `{"a": {"b": 1}}` is `a_b`; a list of words is one cell, of objects none."""
    if isinstance(value, dict) and depth < _DEEPEST:
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
    return str(value).strip().encode("utf-8", "ignore").decode()
