"""A conversation is erased from a real server and from its files, while others go on in the same part of the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.conversation import erasing, keys
from bot.conversation.erasing import Erasure, Wiped
from bot.conversation.errors import LogUnavailable
from bot.conversation.identity import shard_of
from bot.conversation.ports import Lease, Outcome, Turn
from bot.conversation.redis import RedisLog
from tests.servers import Server, running_server

pytestmark = pytest.mark.server

MINE = "mine"
SHARD = shard_of(MINE)
YOURS = next(name for n in count() if shard_of(name := f"yours-{n}") == SHARD)


def event(conversation: str, n: int) -> str:
    """A journey event as the worker writes it."""
    return f'{{"id":"{conversation}-{n}","data":{{"conversation":"{conversation}","seq":{n},"text":"geheim-{n}"}}}}'


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """A server with files of its own."""
    with running_server(tmp_path / "valkey") as started:
        yield started


@pytest.fixture
async def log(server: Server) -> AsyncIterator[RedisLog]:
    """The log on it."""
    opened = RedisLog(server.url)
    yield opened
    await opened.close()


@pytest.fixture
async def erasure(server: Server) -> AsyncIterator[Erasure]:
    """What erases."""
    opened = Erasure(server.url)
    yield opened
    await opened.close()


async def say(log: RedisLog, conversation: str, times: int = 1) -> None:
    """The shopper says something, so many times."""
    for n in range(1, times + 1):
        await log.append(conversation, f"m{n}", {"text": f"geheim-{conversation}-{n}"}, events=[event(conversation, n)])


async def claimed(log: RedisLog) -> Lease:
    """The lease of the shard, with what waits in it."""
    lease = await log.claim("w1", SHARD)
    assert lease is not None
    return lease


class TestErasing:
    async def test_takes_all_of_one_conversation(self, log: RedisLog, erasure: Erasure) -> None:
        """Messages, standing, what waits and the events; of the other nothing."""
        await say(log, MINE, 3)
        await say(log, YOURS, 2)
        before = await erasure.held(YOURS)

        await erasure.erase(MINE)

        assert not any((await erasure.held(MINE)).values())
        assert await erasure.held(YOURS) == before
        assert len(before["events"]) == len(before["waiting"]) == 2

    async def test_leaves_no_byte_in_the_files(
        self, server: Server, log: RedisLog, erasure: Erasure, tmp_path: Path
    ) -> None:
        """Neither of a message that was answered long ago: a deleted entry stays in a stream beside others."""
        async with Redis.from_url(server.url) as client:
            await client.config_set("rdbcompression", "no")  # what is packed together is not found byte by byte
        await say(log, MINE, 2)
        await say(log, YOURS, 2)
        lease = await claimed(log)
        for message in [one for one in lease.messages if one.conversation == MINE]:
            assert await log.complete(lease, Turn(message, 0, "geheim-state")) is Outcome.DONE

        await erasure.erase(MINE)
        wiped = await erasure.wipe()

        server.stop()
        files = b"".join(file.read_bytes() for file in (tmp_path / "valkey" / "appendonlydir").iterdir())
        assert wiped is Wiped.DONE
        assert b"geheim-mine" not in files
        assert b"geheim-state" not in files
        assert f'"conversation":"{MINE}"'.encode() not in files

    async def test_leaves_the_order_and_the_keys_of_what_stays(self, log: RedisLog, erasure: Erasure) -> None:
        """Who reads the events goes on after the last one that was read, and workers answer in the same order."""
        await say(log, MINE, 2)
        await say(log, YOURS, 2)
        stayed = [one for one in await log.journey(SHARD, "") if YOURS in one.event]
        waited = [one for one in (await claimed(log)).messages if one.conversation == YOURS]

        await erasure.erase(MINE)

        assert await log.journey(SHARD, "") == stayed
        assert list((await claimed(log)).messages) == waited
        await log.append(YOURS, "m9", {"text": "x"}, events=[event(YOURS, 9)])
        assert len(await log.journey(SHARD, stayed[-1].key)) == 1

    async def test_goes_on_after_the_last_key_when_nothing_stays(self, log: RedisLog, erasure: Erasure) -> None:
        """What comes next has a higher key than what was read, whatever the clock does."""
        await say(log, MINE)
        (read,) = await log.journey(SHARD, "")

        await erasure.erase(MINE)
        await say(log, YOURS)

        (new,) = await log.journey(SHARD, read.key)
        assert YOURS in new.event

    async def test_of_many_events_is_done_in_parts(
        self, log: RedisLog, erasure: Erasure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So that the server is never busy for long."""
        monkeypatch.setattr(erasing, "PART", 2)
        for n in range(1, 6):
            await log.append(MINE, f"m{n}", {"text": "x"}, events=[event(MINE, n)])
            await log.append(YOURS, f"m{n}", {"text": "x"}, events=[event(YOURS, n)])
        found = len((await erasure.held(MINE))["events"])

        await erasure.erase(MINE)

        assert found == 5
        assert [one.event for one in await log.journey(SHARD, "")] == [event(YOURS, n) for n in range(1, 6)]

    async def test_lets_a_turn_in_flight_come_to_nothing(self, log: RedisLog, erasure: Erasure) -> None:
        """Its answer, its state and its events are not written."""
        await say(log, MINE)
        lease = await claimed(log)

        await erasure.erase(MINE)
        outcome = await log.complete(lease, Turn(lease.messages[0], 0, "state", [{"text": "dag"}], [event(MINE, 1)]))

        assert outcome is Outcome.DUPLICATE
        assert not any((await erasure.held(MINE)).values())

    async def test_keeps_the_time_after_which_events_go(self, server: Server, log: RedisLog, erasure: Erasure) -> None:
        """What stays is kept no longer than it was."""
        await say(log, MINE)
        await say(log, YOURS)

        await erasure.erase(MINE)

        async with Redis.from_url(server.url) as client:
            left = await client.pttl(keys.of_shard(SHARD, "journey"))
        assert 0 < left <= 30 * 24 * 3600 * 1000

    async def test_waits_for_whoever_is_at_it(self, server: Server, log: RedisLog, erasure: Erasure) -> None:
        """Two copies of one part at once would bring back what the other took."""
        await say(log, MINE)
        async with Redis.from_url(server.url) as client:
            await client.set(keys.of_shard(SHARD, "rewriting"), "somebody", px=60_000)

        with pytest.raises(LogUnavailable, match="Try again in a minute"):
            await erasure.erase(MINE)

    @pytest.mark.parametrize("named", ["", "a b", "anna@voorbeeld.nl", "x" * 200])
    async def test_of_what_is_no_conversation_does_nothing(self, erasure: Erasure, named: str) -> None:
        """Staff may give a customer number that no conversation can have."""
        await erasure.erase(named)

        assert await erasure.held(named) == {}


class TestWiping:
    async def test_says_when_the_server_refuses(self, server: Server, erasure: Erasure) -> None:
        """One that is run by somebody else may not let us."""
        async with Redis.from_url(server.url) as client:
            await client.acl_setuser(
                "default", enabled=True, nopass=True, categories=["+@all"], commands=["-bgrewriteaof"]
            )

        assert await erasure.wipe() is Wiped.REFUSED

    async def test_also_writes_the_snapshot_anew(
        self, server: Server, log: RedisLog, erasure: Erasure, tmp_path: Path
    ) -> None:
        """A server with snapshots has the words in a second file."""
        async with Redis.from_url(server.url) as client:
            await client.config_set("save", "3600 1")
            await client.config_set("rdbcompression", "no")
            await say(log, MINE)
            await client.save()
        snapshot = tmp_path / "valkey" / "dump.rdb"
        before = snapshot.read_bytes()

        await erasure.erase(MINE)

        assert await erasure.wipe() is Wiped.DONE
        assert b"geheim-mine" in before
        assert b"geheim-mine" not in snapshot.read_bytes()
