"""Opens a file to be read line by line, packed or not, and tells how far it is."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias, cast

Progress: TypeAlias = Callable[[int, int], None]
"""Takes how many bytes of the file were read, of how many."""


def unseen(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


@contextmanager
def opened(path: Path, encoding: str) -> Iterator[tuple[IO[str], Callable[[], int]]]:
    """The text of a file, unpacked when it ends in ``.gz``, and what tells how many of its bytes were read.

    Bytes that are not of the encoding come as halves of surrogate pairs, so that one row is bad and not all.
    """
    with path.open("rb") as packed, _unpacked(path, packed) as raw:
        text = io.TextIOWrapper(raw, encoding=_without_mark(encoding), errors="surrogateescape", newline="")
        yield text, packed.tell


def report_path(path: Path) -> Path:
    """Where the bad rows of a file are written: beside it."""
    return path.with_name(f"{path.name.removesuffix('.gz').rpartition('.')[0] or path.name}.bad.csv")


@contextmanager
def _unpacked(path: Path, packed: IO[bytes]) -> Iterator[IO[bytes]]:
    if path.suffix != ".gz":
        yield packed
        return
    try:
        with gzip.GzipFile(fileobj=packed) as raw:
            yield cast(IO[bytes], raw)
    except (EOFError, zlib.error) as error:
        raise OSError(f"{path} is cut off or damaged ({error}); what came before was read. Fetch it again.") from error


def _without_mark(encoding: str) -> str:
    """Excel begins a file with a byte order mark."""
    return "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
