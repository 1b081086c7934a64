"""Reads the body of a request: no more than fits, no longer than a moment, and JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection
from typing import Any

from aiohttp import hdrs, web

from journey_tracker.door.refusal import Refused

BODY_S = 10.0
"""So long a sender may take to send a body."""


class NoJson(Exception):
    """The body is no JSON; says why, and holds what came."""

    def __init__(self, body: bytes, reason: str) -> None:
        super().__init__(reason)
        self.body = body


async def read(request: web.Request, sorts: Collection[str], largest: int) -> Any:
    """The JSON of a body of one of the content types `sorts`; raises `Refused` and `NoJson`."""
    if request.content_type not in sorts:
        raise Refused("not_json", allowed=", ".join(sorts))
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity") != "identity":
        raise Refused("not_json", allowed=f"{', '.join(sorts)}, not packed")
    body = await _bytes(request, largest)
    try:
        return json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise NoJson(body, f"not JSON: {error}") from error


async def _bytes(request: web.Request, largest: int) -> bytes:
    """Read by pieces: what is declared is not believed, and the limit of the application around us is another."""
    if (request.content_length or 0) > largest:
        raise Refused("too_large", allowed=largest)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            async for piece in request.content.iter_any():
                body += piece
                if len(body) > largest:
                    raise Refused("too_large", allowed=largest)
    except TimeoutError:
        raise Refused("bad_body", reason=f"it was not whole after {BODY_S:g} s") from None
    return bytes(body)
