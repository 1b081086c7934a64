"""Arrays in one file: written once, checked when it is opened, then shared by every process that reads it."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
"""One-dimensional arrays by name."""
_MAGIC = b"KWPACK1\n"
_HEAD = struct.Struct("<8sII")
"""Magic, size and CRC-32 of the directory, which is JSON."""
_ALIGNED = 64
_LEAST_MAPPED = 1 << 20
"""Smaller files are simply read: a mapping takes a page and a file descriptor."""


class BrokenPack(Exception):
    """A file is missing, cut off or changed, or written by another version."""

    def __init__(self, path: Path, reason: str) -> None:
        """Say which file and what is wrong with it."""
        super().__init__(f"{path} {reason}; allowed: what this version wrote. It is made again from the catalogue")


@dataclass(frozen=True, slots=True)
class Pack:
    """What a file holds."""

    arrays: Arrays
    told: Mapping[str, Any]
    """What was written beside the arrays, as JSON has it."""


def write_pack(path: Path, arrays: Arrays, told: Mapping[str, Any]) -> None:
    """Write a new file. Raises `OSError`."""
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    begins, end = {}, 0
    for name, array in plain.items():
        begins[name], end = end, _aligned(end + array.nbytes)
    entries = {
        name: {"at": begins[name], "dtype": array.dtype.str, "size": array.size, "crc": crc32(array.data)}
        for name, array in plain.items()
    }
    directory = json.dumps({"arrays": entries, "told": told}, ensure_ascii=False).encode()
    with path.open("xb") as file:
        file.write(_HEAD.pack(_MAGIC, len(directory), crc32(directory)) + directory)
        begin = _aligned(file.tell())
        for name, array in plain.items():
            file.seek(begin + begins[name])
            file.write(array.data)
        file.truncate(begin + end)


def read_pack(path: Path) -> Pack:
    """The arrays of a file, read-only; a large file is mapped and not copied. Raises `BrokenPack`."""
    try:
        content = _content(path)
        magic, size, crc = _HEAD.unpack_from(content.data)
        directory = content[_HEAD.size : _HEAD.size + size].tobytes()
    except (OSError, ValueError, struct.error) as error:
        raise BrokenPack(path, f"cannot be read ({error})") from error
    if magic != _MAGIC or crc32(directory) != crc:
        raise BrokenPack(path, "has another beginning")
    entries = json.loads(directory)
    body = content[_aligned(_HEAD.size + size) :]
    return Pack({name: _array(path, body, name, entry) for name, entry in entries["arrays"].items()}, entries["told"])


def _content(path: Path) -> NDArray[np.uint8]:
    if path.stat().st_size >= _LEAST_MAPPED:
        return np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
    return np.frombuffer(path.read_bytes(), dtype=np.uint8)


def _array(path: Path, body: NDArray[np.uint8], name: str, entry: Mapping[str, Any]) -> NDArray[Any]:
    kind = np.dtype(entry["dtype"])
    part = body[entry["at"] : entry["at"] + entry["size"] * kind.itemsize]
    if crc32(part.data) != entry["crc"]:
        raise BrokenPack(path, f"is damaged at {name}")
    return part.view(kind)


def _aligned(at: int) -> int:
    return -(-at // _ALIGNED) * _ALIGNED
