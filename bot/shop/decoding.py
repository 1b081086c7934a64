"""The text in a file, whatever it was written with: packed or not, and in which encoding is found out."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path

from bot.shop.table import UnreadableFeed

MOST_BYTES = 1_000_000_000
"""Of a feed, unpacked: more than that is no feed of one shop."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ("utf-8", "cp1252", "latin-1")
_GZIP = b"\x1f\x8b"


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked when it is gzip. Raises `UnreadableFeed`."""
    try:
        with path.open("rb") as file:
            packed = file.read(len(_GZIP)) == _GZIP
        with gzip.open(path) if packed else path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFeed(path, getattr(error, "strerror", None) or str(error)) from error
    if len(raw) > MOST_BYTES:
        raise UnreadableFeed(path, f"it has more than {MOST_BYTES:,} bytes")
    return raw


def decoded(path: Path, raw: bytes) -> str:
    """The text in `raw`: as its mark says, else UTF-8, with lines in Windows-1252 among it. Raises `UnreadableFeed`."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if marked is None and b"\0" in raw:
        raise UnreadableFeed(path, "it is no text in UTF-8, UTF-16 or Windows-1252")
    try:
        return raw.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        if marked in (None, "utf-8-sig"):  # one row pasted from elsewhere spoils no other
            return "\n".join(_line(line) for line in raw.removeprefix(codecs.BOM_UTF8).split(b"\n"))
        raise UnreadableFeed(path, f"it says that it is {marked}, and is not") from error


def _line(raw: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("every byte is a character in Latin-1")
