"""The protocol over plain HTTP, for apps, kiosks and tests: bot/gateway/openapi.yaml describes it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import structlog
from aiohttp import hdrs, web

from bot.conversation.ports import Entry, Position
from bot.gateway import frames, keys, reading
from bot.gateway.errors import API, LANGUAGE
from bot.gateway.greeting import is_lost
from bot.gateway.hearing import Visit, storing
from bot.gateway.hub import News
from bot.gateway.refusal import Refused

OPENAPI = Path(__file__).parent / "openapi.yaml"
LONGEST_WAIT = 25
"""Seconds that a request for messages may wait: proxies give up after 30."""
LOOK_SECONDS = 1.0
"""How often a request that waits looks whether somebody still does."""
MOST_AT_ONCE = 100
MOST_BYTES = 64 * 1024
"""About so much in one answer, and one message at least: who does not read it holds no more."""
BODY_SECONDS = 10.0
"""Messages in one answer; who has read them asks for the next."""
MOST_EPOCH_CHARS = 100


def routes() -> list[web.RouteDef]:
    """Every path of the API, as openapi.yaml has them."""
    return [
        web.post(f"{API}v1/conversations", conversations),
        web.post(f"{API}v1/messages", say),
        web.post(f"{API}v1/choices", choose),
        web.get(f"{API}v1/messages", messages, allow_head=False),
    ]


async def conversations(request: web.Request) -> web.Response:
    """`POST /api/v1/conversations`: hello, and its welcome."""
    hello = frames.hello(await _fields(request))
    request.app[keys.METERS].heard("hello")
    request.app[keys.LEAVING].check_door()
    welcome = await request.app[keys.GREETING].welcome(hello, request.app[keys.ADDRESSES].of(request))
    known = bool(hello.token) and not welcome.reset
    if known:
        request.app[keys.METERS].resumed()
    return _answer(asdict(welcome), status=200 if known else 201)


async def say(request: web.Request) -> web.Response:
    """`POST /api/v1/messages`: what the shopper typed."""
    return await _hear(request, frames.say)


async def choose(request: web.Request) -> web.Response:
    """`POST /api/v1/choices`: a chip was pressed."""
    return await _hear(request, frames.choose)


async def messages(request: web.Request) -> web.Response:
    """`GET /api/v1/messages`: what is new after `after`; waits for it as long as `wait` says."""
    conversation, asked = _conversation(request), Asked.of(request)
    limits, address = request.app[keys.LIMITS], request.app[keys.ADDRESSES].of(request)
    with limits.addresses.counted(address), limits.visitors.counted(conversation):
        limits.check_connections(address, conversation)
        return _answer(await _news(request, conversation, asked))


async def openapi(_: web.Request) -> web.StreamResponse:
    """`GET /openapi.yaml`: the description of the API."""
    return web.FileResponse(OPENAPI, headers={hdrs.CONTENT_TYPE: "application/yaml"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request for messages asks for; raises `BadFrame` when it asks otherwise."""

    after: int
    done: int
    epoch: str
    wait: int

    @staticmethod
    def of(request: web.Request) -> Asked:
        """Read the query."""
        given = request.query
        if len(given.get("epoch", "")) > MOST_EPOCH_CHARS:
            raise frames.BadFrame("a long epoch", f"at most {MOST_EPOCH_CHARS} characters")
        return Asked(
            after=_number("after", given.get("after", "0"), frames.MAX_SEQ),
            done=_number("done", given.get("done", str(frames.MAX_SEQ)), frames.MAX_SEQ),
            epoch=given.get("epoch", ""),
            wait=_number("wait", given.get("wait", "0"), LONGEST_WAIT),
        )


async def _hear(request: web.Request, read: Callable[[frames.Fields], frames.Say | frames.Choose]) -> web.Response:
    conversation = _conversation(request)
    fields = await _fields(request)
    said = read(fields)
    request.app[keys.METERS].heard(type(said).__name__.lower())
    visit = Visit(conversation, request.app[keys.ADDRESSES].of(request), frames.page(fields))
    appended = await request.app[keys.HEARING].hear(visit, said)
    return _answer({"seq": appended.seq, "duplicate": appended.duplicate}, status=202)


async def _news(request: web.Request, conversation: str, asked: Asked) -> dict[str, Any]:
    """The answer as soon as it says something new, and at the latest when nobody waits any more."""
    until = time.monotonic() + asked.wait
    with request.app[keys.HUB].listening(conversation) as news:
        while True:
            news.clear()
            with storing():
                answer = await _since(request, conversation, asked)
            new = answer["messages"] or answer["reset"] or answer["done_seq"] > asked.done
            left = until - time.monotonic()
            if new or left <= 0 or _is_over(request):
                return answer
            await _either(news, min(left, LOOK_SECONDS))


async def _since(request: web.Request, conversation: str, asked: Asked) -> dict[str, Any]:
    log = request.app[keys.LOG]
    epoch, position = await log.epoch(), await log.position(conversation)
    reset = is_lost(asked.after, asked.epoch, epoch, position)
    after = 0 if reset else asked.after
    last = min(position.last_seq, after + MOST_AT_ONCE)
    shown = await _shown(reading.entries(log, conversation, after, last))
    return {"epoch": epoch, "reset": reset, **_place(position), "messages": shown}


async def _shown(entries: AsyncIterator[Entry]) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    size = 0
    async for entry in entries:
        shown.append(frames.message(entry))
        size += len(json.dumps(shown[-1]))
        if len(shown) >= MOST_AT_ONCE or size > MOST_BYTES:
            break
    return shown


def _place(position: Position) -> dict[str, int]:
    return {"last_seq": position.last_seq, "done_seq": position.done_seq}


def _is_over(request: web.Request) -> bool:
    """Whether the client hung up, or this gateway stops."""
    gone = request.transport is None or request.transport.is_closing()
    return gone or request.app[keys.LEAVING].begun


async def _either(news: News, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        return


def _conversation(request: web.Request) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    known = request.app[keys.VISITORS].conversation(token.strip()) if kind.lower() == "bearer" else None
    if known is None:
        raise Refused("no_token")
    structlog.contextvars.bind_contextvars(conversation=known)
    return known


async def _fields(request: web.Request) -> frames.Fields:
    """The JSON object of the body; from here on the client is answered in its language."""
    if request.content_type != "application/json":
        raise Refused("not_json", allowed="application/json")
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity") != "identity":
        raise Refused("not_json", allowed="application/json, not packed")
    if (request.content_length or 0) > frames.MAX_FRAME_BYTES:
        raise Refused("too_large", allowed=frames.MAX_FRAME_BYTES)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            raw = await request.read()
    except TimeoutError:
        raise frames.BadFrame("an unfinished body", f"all of it within {BODY_SECONDS:.0f} s") from None
    if len(raw) > frames.MAX_FRAME_BYTES:
        raise Refused("too_large", allowed=frames.MAX_FRAME_BYTES)
    fields = frames.fields(raw)
    if fields.get("language") in frames.LANGUAGES:
        request[LANGUAGE] = fields["language"]
    return fields


def _number(name: str, given: str, most: int) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) < 20 and int(given) <= most):
        raise frames.BadFrame(f"{name} {given!r:.40}", f"a whole number from 0 to {most}")
    return int(given)


def _answer(body: dict[str, Any], *, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers={"Cache-Control": "no-store"})
