"""What only the stored log promises: it outlives its server, forgets in time and waits for its turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress

import pytest
from redis.asyncio import Redis

from bot.conversation import keys, nudges
from bot.conversation.errors import LogUnavailable
from bot.conversation.identity import shard_of
from bot.conversation.ports import RESYNC, Change, Outcome, Position, Turn
from bot.conversation.redis import RedisLog
from tests.servers import Server, running_server

pytestmark = pytest.mark.server

ANNA = "anna"
SHARD = shard_of(ANNA)
Connect = Callable[..., RedisLog]


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the test may kill."""
    with running_server(tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture
async def connect(server: Server) -> AsyncIterator[Connect]:
    """Makes clients of the server, with the options a test wants, and closes them."""
    opened: list[RedisLog] = []

    def connect(**options: float) -> RedisLog:
        opened.append(RedisLog(server.url, **options))  # type: ignore[arg-type]  # whole numbers where they are wanted
        return opened[-1]

    yield connect
    for log in opened:
        await log.close()


async def answer(log: RedisLog, *replies: str, events: tuple[str, ...] = ()) -> list[Outcome]:
    """Give every waiting message of Anna's shard its turn."""
    lease = await log.claim("w1", SHARD)
    assert lease is not None
    bodies = [{"text": reply} for reply in replies]
    return [await log.complete(lease, Turn(m, 0, "state", bodies, events)) for m in lease.messages]


class TestDurability:
    async def test_what_was_acknowledged_survives_kill_9(self, server: Server, connect: Connect) -> None:
        """Messages, turns, state, journey and what still waits are there after the server was killed."""
        log = connect()
        await log.append(ANNA, "a", {"text": "hoi"})
        await answer(log, "Hallo!", events=("1",))
        await log.append(ANNA, "b", {"text": "laptop"})
        epoch, before = await log.epoch(), await log.read(ANNA)
        server.kill()
        server.restart()

        assert await log.read(ANNA) == before
        assert await log.epoch() == epoch
        assert await log.position(ANNA) == Position(3, 1)
        assert (await log.snapshot(ANNA)).state == "state"
        assert [event.event for event in await log.journey(SHARD, "")] == ["1"]
        assert (await log.append(ANNA, "b", {"text": "laptop"})).duplicate
        assert await answer(log, "Zeker") == [Outcome.DONE]

    async def test_kill_9_amid_messages_loses_and_doubles_none(self, server: Server, connect: Connect) -> None:
        """Shoppers who resend until they are acknowledged find each message once, in their order."""
        log = connect(most_waiting=40)

        async def shopper(name: str) -> None:
            for number in range(40):
                while True:
                    try:
                        await log.append(name, f"{number}", {"text": str(number)})
                        break
                    except LogUnavailable:
                        await asyncio.sleep(0.02)

        async def murderer() -> None:
            for _ in range(3):
                await asyncio.sleep(0.1)
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.restart)

        names = [f"shopper-{n}" for n in range(25)]
        await asyncio.gather(murderer(), *(shopper(name) for name in names))

        for name in names:
            assert [entry.client_id for entry in await log.read(name)] == [str(n) for n in range(40)]

    async def test_says_that_it_is_unavailable(self, server: Server, connect: Connect) -> None:
        """Without a server every call says so within a few seconds, and works again afterwards."""
        log = connect()
        server.kill()
        async with asyncio.timeout(5):
            with pytest.raises(LogUnavailable, match="Try again"):
                await log.append(ANNA, "a", {"text": "hoi"})
            with pytest.raises(LogUnavailable):
                await log.read(ANNA)
            with pytest.raises(LogUnavailable):
                await log.ping()
        server.restart()

        assert (await log.append(ANNA, "a", {"text": "hoi"})).seq == 1


class TestNudges:
    async def test_watch_outlives_a_restart(self, server: Server, connect: Connect) -> None:
        """Who watches is told to read everything again, and then hears of what is new."""
        log, watcher = connect(), connect()
        async with asyncio.timeout(15):
            changes = watcher.watch()
            first = await anext(changes)
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.restart)
            again = await anext(changes)
            await log.append(ANNA, "a", {"text": "hoi"})
            heard = await anext(changes)

        assert (first, again, heard) == (RESYNC, RESYNC, Change(ANNA, 1, 0))

    async def test_arrivals_outlive_a_restart(self, server: Server, connect: Connect) -> None:
        """What waited before the restart is told again, and what comes after it as well."""
        log, worker = connect(), connect()
        async with asyncio.timeout(15):
            arrivals = worker.arrivals()
            await log.append(ANNA, "a", {"text": "hoi"})
            before = await anext(arrivals)
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.restart)
            after = await anext(arrivals)
            await log.append("chris", "a", {"text": "hoi"})
            later = {await anext(arrivals) for _ in range(4)}

        assert (before, after) == (SHARD, SHARD)
        assert shard_of("chris") in later

    async def test_silence_of_a_live_server_is_no_alarm(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In a quiet shop nobody is told to read everything again."""
        monkeypatch.setattr(nudges, "QUIET_S", 1.2)
        heard: list[Change] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                async for change in connect().watch():
                    heard.append(change)

        assert heard == [RESYNC]

    async def test_a_server_that_hangs_is_noticed(
        self, server: Server, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A connection that stays open but says nothing is given up, and a new one tells to read again."""
        monkeypatch.setattr(nudges, "QUIET_S", 1.2)
        async with asyncio.timeout(20):
            changes = connect().watch()
            first = await anext(changes)
            again: asyncio.Task[Change] = asyncio.create_task(anext(changes))  # type: ignore[arg-type]  # awaitable
            server.freeze()
            await asyncio.sleep(4.5)
            server.thaw()
            second = await again

        assert (first, second) == (RESYNC, RESYNC)

    async def test_listening_ends_with_the_log(self, connect: Connect) -> None:
        """A closed log leaves no task that reconnects for ever."""
        log = connect()

        async def watch() -> int:
            return len([change async for change in log.watch()])

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0.2)
        await log.close()
        async with asyncio.timeout(5):
            heard = await watching

        assert heard == 1


class TestLease:
    async def test_expires_by_itself(self, connect: Connect) -> None:
        """A worker that falls silent loses its shard after the time of a lease."""
        log = connect(lease_ms=100)
        await log.append(ANNA, "a", {"text": "hoi"})
        stalled = await log.claim("w1", SHARD)
        held = await log.claim("w2", SHARD)
        await asyncio.sleep(0.15)
        assert stalled is not None
        late = await log.complete(stalled, Turn(stalled.messages[0], 0, ""))

        assert held is None
        assert late is Outcome.FENCED
        assert await log.claim("w2", SHARD) is not None

    async def test_ends_together_with_the_sign_of_life(self, connect: Connect) -> None:
        """A worker that falls silent is known to be gone after the same time, and was known to live until then."""
        log = connect(lease_ms=800)
        joined = await log.join("w1")
        await asyncio.sleep(0.4)
        both = await log.join("w2")
        await asyncio.sleep(0.6)
        only_second = await log.workers()
        async with asyncio.timeout(5):
            while await log.workers():
                await asyncio.sleep(0.02)

        assert [joined, both, only_second] == [("w1",), ("w1", "w2"), ("w2",)]

    async def test_lasts_while_it_is_renewed(self, connect: Connect) -> None:
        """Claiming again in time keeps the shard and the fence."""
        log = connect(lease_ms=300)
        first = await log.claim("w1", SHARD)
        for _ in range(4):
            await asyncio.sleep(0.1)
            renewed = await log.claim("w1", SHARD)

            assert renewed == first
            assert await log.claim("w2", SHARD) is None


class TestCancellation:
    @pytest.mark.parametrize("steps", range(8))
    async def test_none_is_ever_lost(self, connect: Connect, steps: int) -> None:
        """A task that is cancelled while it asks the log ends, however far it had come: someone waits for that end."""
        log = connect()
        await log.position("a")

        async def ask_for_ever() -> None:
            while True:
                await log.position("a")

        for _ in range(10):
            task = asyncio.create_task(ask_for_ever())
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            ended, _ = await asyncio.wait([task], timeout=2)

            assert ended


class TestConnections:
    async def test_calls_wait_for_a_connection(self, connect: Connect) -> None:
        """Two hundred calls at once go through four connections, and none fails."""
        log = connect(connections=4)
        landed = await asyncio.gather(*(log.append(f"c{n}", "a", {"text": "hoi"}) for n in range(200)))

        assert {one.seq for one in landed} == {1}

    async def test_a_cancelled_call_does_not_answer_another(self, connect: Connect) -> None:
        """Shoppers who leave amid a call never leave their answer to the next one."""
        log = connect(connections=2)
        await asyncio.gather(*(log.append(f"c{n}", "a", {"text": f"{n}"}) for n in range(50)))
        for moment in range(40):
            left = asyncio.create_task(log.read(f"c{moment}"))
            await asyncio.sleep(moment * 0.00002)
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)
        read = await asyncio.gather(*(log.read(f"c{n}") for n in range(50)))

        assert [[entry.body["text"] for entry in entries] for entries in read] == [[f"{n}"] for n in range(50)]


class TestForgetting:
    async def test_a_conversation_goes_after_its_time(self, server: Server, connect: Connect) -> None:
        """Every key of a conversation expires, counted from its last word."""
        log = connect(keep_days=90)
        await log.append(ANNA, "a", {"text": "hoi"})
        await answer(log, "Hallo!")
        async with Redis.from_url(server.url) as client:
            left = [await client.pttl(keys.of_conversation(ANNA, name)) for name in ("meta", "log", "ids")]

        ninety_days = 90 * 24 * 60 * 60 * 1000
        assert all(ninety_days - 60_000 < ms <= ninety_days for ms in left)

    async def test_a_forgotten_conversation_holds_up_nobody(self, server: Server, connect: Connect) -> None:
        """What still waits for a conversation that expired is taken off the queue."""
        log = connect()
        for client_id in ("a", "b"):
            await log.append(ANNA, client_id, {"text": "hoi"})
        async with Redis.from_url(server.url) as client:
            await client.delete(*(keys.of_conversation(ANNA, name) for name in ("meta", "log", "ids")))

        assert await answer(log, "Hallo!") == [Outcome.DUPLICATE] * 2
        assert await answer(log) == []
        assert await log.read(ANNA) == []

    async def test_journey_events_go_after_their_time(self, server: Server, connect: Connect) -> None:
        """Older ones are dropped with the next event, and an idle shard's with all of them."""
        log = connect(journey_days=0.2 / 86_400)
        await log.append(ANNA, "a", {"text": "hoi"})
        await answer(log, events=("old", "old too"))
        await asyncio.sleep(0.12)
        await log.append(ANNA, "b", {"text": "hoi"})
        await answer(log, events=("young",))
        await asyncio.sleep(0.12)
        await log.append(ANNA, "c", {"text": "hoi"})
        await answer(log, events=("new",))
        kept = [event.event for event in await log.journey(SHARD, "")]
        await asyncio.sleep(0.25)

        assert kept == ["young", "new"]
        assert await log.journey(SHARD, "") == []

    async def test_a_shard_lies_under_one_hash_tag(self, server: Server, connect: Connect) -> None:
        """Every key but the epoch can move to another server with its shard."""
        log = connect()
        await log.epoch()
        await log.append(ANNA, "a", {"text": "hoi"})
        await answer(log, events=("1",))
        async with Redis.from_url(server.url) as client:
            found: list[bytes] = await client.keys("*")  # type: ignore[assignment]  # it also types decoded answers
            stored = {key.decode() for key in found} - {keys.EPOCH}

        assert len(stored) >= 6
        assert all(key.startswith(f"{{kw:{SHARD:02d}}}:") for key in stored)
