"""Writes rows as JSON, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from journey_tracker.ports import Record


def write(rows: Iterable[Record], out: IO[str]) -> int:
    """Write rows; returns how many those were."""
    return write_raw((json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")) for row in rows), out)


def write_raw(objects: Iterable[str], out: IO[str]) -> int:
    """Write objects that are JSON already, such as CloudEvents; returns how many those were."""
    n = 0
    for one in objects:
        out.write(one + "\n")
        n += 1
    return n
