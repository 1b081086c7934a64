"""Fetching a feed from its address: bounded, and not again when it is still the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import aiohttp

from bot.shop.decoding import MOST_BYTES
from bot.shop.table import UnreadableFeed

SCHEMES = ("http://", "https://")
LIMIT = aiohttp.ClientTimeout(total=900, connect=30, sock_read=60)
_PIECE = 1 << 18
_FINGERPRINT = 6


async def fetch(url: str, into: Path, *, tag: str = "") -> str | None:
    """Write what stands at `url` into a file and give its tag; None when it still has `tag`. Raises `UnreadableFeed`.

    The tag is the server's ETag or date of change, empty when it tells neither.
    """
    asked = {"If-None-Match" if tag.startswith(('"', "W/")) else "If-Modified-Since": tag} if tag else {}
    try:
        async with aiohttp.ClientSession(timeout=LIMIT) as session, session.get(url, headers=asked) as answer:
            if answer.status == 304:
                return None
            if answer.status != 200:
                raise UnreadableFeed(_shown(url), f"its server answers {answer.status} {answer.reason}")
            await _write(answer, into, url)
            return answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise UnreadableFeed(_shown(url), f"it cannot be fetched ({_why(error)})") from error


async def _write(answer: aiohttp.ClientResponse, into: Path, url: str) -> None:
    size = 0
    with into.open("wb") as file:
        async for piece in answer.content.iter_chunked(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise UnreadableFeed(_shown(url), f"it has more than {MOST_BYTES:,} bytes")
            file.write(piece)


def name_of(url: str) -> str:
    """The name of a feed in the catalogue: its address, of what may be a key to it only a fingerprint.

    So feeds that differ after the question mark alone stay apart.
    """
    _, _, query = url.partition("?")
    return f"{_shown(url)}?{hashlib.blake2b(query.encode()).hexdigest()[:_FINGERPRINT]}" if query else _shown(url)


def _why(error: Exception) -> str:
    """What went wrong; only of errors that do not repeat the address, since that may hold a key."""
    match error:
        case TimeoutError():
            return "it takes too long"
        case aiohttp.TooManyRedirects():
            return "it redirects without end"
        case aiohttp.ClientResponseError():
            return error.message
        case aiohttp.ClientConnectionError() | aiohttp.ClientPayloadError():
            return str(error) or type(error).__name__
    return "no web server can have that address, or the one to which it redirects"


def _shown(url: str) -> str:
    # A feed's address often carries a key after the question mark, or a password before the host.
    head, _, rest = url.partition("://")
    return f"{head}://{rest.split('?')[0].rpartition('@')[2]}"
