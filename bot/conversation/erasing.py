"""All that the log holds of a conversation: shown, or erased from the server and from its files."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Any

from redis.exceptions import ResponseError

from bot.conversation import identity, keys, packing
from bot.conversation.errors import InvalidId, LogUnavailable
from bot.conversation.store import Store

PART = 1000
"""Events that the server looks at in one step: some milliseconds, in which nobody else is served."""
WHOLE = 1_000_000_000
"""More messages than ever wait: they come and go, so they are copied in one step."""
LOCK_MS = 30_000
LOOK_S = 0.02
WIPE_S = 600.0
"""So long the server may take to write its file anew."""


class Wiped(Enum):
    """Whether what was deleted is gone from the files of the server too."""

    DONE = auto()
    REFUSED = auto()
    """The server does not let us write its files anew."""
    FAILED = auto()
    """It tried, and did not succeed: its disk may be full."""


class Erasure:
    """Looks up and erases conversations in the store of the log. Everything raises `LogUnavailable`."""

    def __init__(self, url: str) -> None:
        """Connect to `url` at the first call."""
        self._store = Store(url, connections=4, wait_s=10.0)

    async def held(self, conversation: str) -> Mapping[str, Sequence[Any]]:
        """What there is of a conversation, by kind; empty when there is none, or no conversation can be called so."""
        if not _may_be(conversation):
            return {}
        meta, log = (keys.of_conversation(conversation, name) for name in ("meta", "log"))
        about = dict(await self._store.ask("HGETALL", meta))
        said = [packing.entry(int(key.partition("-")[0]), row) for key, row in await self._all(log)]
        state = about.pop("state", "")
        return {
            "messages": [
                {"seq": e.seq, "role": e.role.value, "at_ms": e.at_ms, "id": e.client_id, "re": e.re, "body": e.body}
                for e in said
            ],
            "standing": [{"conversation": conversation, **about}] if about else [],
            "dialogue": [json.loads(state)] if state else [],
            "waiting": await self._of_shard(conversation, "waiting"),
            "events": [json.loads(row["event"]) for row in await self._of_shard(conversation, "journey")],
        }

    async def erase(self, conversation: str) -> None:
        """Delete a conversation, what of it waits, and its events; a turn in flight comes to nothing."""
        if not _may_be(conversation):
            return
        shard = identity.shard_of(conversation)
        await self._store.ask("DEL", *keys.all_of_conversation(conversation))
        await self._rewrite(shard, "waiting", conversation, WHOLE)
        await self._rewrite(shard, "journey", conversation, PART)

    async def wipe(self) -> Wiped:
        """Let the server write its files anew, without what was deleted; returns when that is done."""
        try:
            about = await self._store.ask("INFO", "persistence")
            if int(about.get("aof_enabled", 0)) and not await self._write_anew(
                "BGREWRITEAOF", ("aof_rewrite_in_progress", "aof_rewrite_scheduled"), "aof_last_bgrewrite_status"
            ):
                return Wiped.FAILED
            if (await self._store.ask("CONFIG", "GET", "save")).get("save") and not await self._write_anew(
                "BGSAVE", ("rdb_bgsave_in_progress",), "rdb_last_bgsave_status"
            ):
                return Wiped.FAILED
        except LogUnavailable as error:
            if isinstance(error.__cause__, ResponseError):
                return Wiped.REFUSED
            raise
        return Wiped.DONE

    async def close(self) -> None:
        """Close every connection."""
        await self._store.close()

    async def _write_anew(self, command: str, busy: Sequence[str], status: str) -> bool:
        """Whether the server did it. One that is at it already began before something was deleted: it comes after."""
        await self._until_idle(busy)
        await self._store.ask(command)
        about = await self._until_idle(busy)
        return about.get(status) == "ok"

    async def _until_idle(self, busy: Sequence[str]) -> Mapping[str, Any]:
        deadline = time.monotonic() + WIPE_S
        while time.monotonic() < deadline:
            about: dict[str, Any] = await self._store.ask("INFO", "persistence")
            if not [name for name in busy if int(about.get(name, 0))]:
                return about
            await asyncio.sleep(LOOK_S)
        raise LogUnavailable(f"the store of the conversation log wrote its file for {WIPE_S:.0f} s. Try again.")

    async def _all(self, stream: str) -> list[tuple[str, dict[str, str]]]:
        return list(await self._store.ask("XRANGE", stream, "-", "+"))

    async def _of_shard(self, conversation: str, name: str) -> list[dict[str, str]]:
        stream, start, found = keys.of_shard(identity.shard_of(conversation), name), "-", []
        while start:
            start, flat = await self._store.run("look", [stream], [start, PART, conversation])
            found += [dict(zip(fields[::2], fields[1::2], strict=True)) for fields in flat]
        return found

    async def _rewrite(self, shard: int, name: str, conversation: str, part: int) -> None:
        token, start = uuid.uuid4().hex, "-"
        where = [keys.of_shard(shard, name), keys.of_shard(shard, f"{name}-copy"), keys.of_shard(shard, "rewriting")]
        while start:
            answer = await self._store.run("rewrite", where, [token, LOCK_MS, start, part, conversation])
            if answer == "busy":
                raise LogUnavailable("somebody else is erasing in the same part of the log. Try again in a minute.")
            start = answer[0]


def _may_be(conversation: str) -> bool:
    try:
        identity.named("conversation", conversation)
    except InvalidId:
        return False
    return True
