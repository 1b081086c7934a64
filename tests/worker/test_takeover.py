"""Several workers over one log: each has its share; one that dies, stalls, comes or goes loses and doubles nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Outcome, Role, Snapshot, Turn, Waiting
from bot.conversation.redis import RedisLog
from bot.worker.shares import share_of
from tests.conversation.memory import MemoryLog
from tests.servers import Server
from tests.worker.echo import Echo, Process, Shoppers, in_order_and_once, said, until_done, within

pytestmark = pytest.mark.usefixtures("quiet")

SHOPPERS = [f"shopper-{n}" for n in range(16)]
TAKE_OVER_S = 2.0
"""How soon another worker serves the shards of one that died or came."""
ARRIVAL_S = 1.0
"""How soon it does when it was told."""
Connect = Callable[[], ConversationLog]
Start = Callable[[str], Process]


@pytest.fixture(params=["memory", pytest.param("valkey", marks=pytest.mark.server)])
async def connect(request: pytest.FixtureRequest) -> AsyncIterator[Connect]:
    """Gives every process its own client of one empty log."""
    if request.param == "memory":
        log = MemoryLog()
        yield lambda: log
        return
    server: Server = request.getfixturevalue("server")
    server.flush()
    async with AsyncExitStack() as stack:

        def connect() -> RedisLog:
            log = RedisLog(server.url)
            stack.push_async_callback(log.close)
            return log

        yield connect


@pytest.fixture
def log(connect: Connect) -> ConversationLog:
    """The shoppers' side of the log."""
    return connect()


@pytest.fixture
async def start(connect: Connect) -> AsyncIterator[Start]:
    """Starts workers by name, and ends them after the test."""
    started: list[Process] = []

    def start(name: str) -> Process:
        started.append(Process(name, connect()))
        return started[-1]

    yield start
    for process in started:
        await process.end()


async def until_living(log: ConversationLog, *names: str) -> None:
    """Wait until exactly these workers live, and all of them have seen it."""
    async with asyncio.timeout(5):
        while await log.workers() != names:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.35)


async def until_serves(process: Process, conversations: list[str], marks: dict[str, int]) -> None:
    """Wait until the process has made a turn in each conversation, of a message after its mark."""
    while not all(process.served(name) > marks.get(name, 0) for name in conversations):
        await asyncio.sleep(0.01)


def of_share(worker: str, *living: str) -> list[str]:
    """Shoppers whose shard belongs to a worker."""
    return [name for name in SHOPPERS if shard_of(name) in share_of(worker, living)]


async def marks_of(log: ConversationLog) -> dict[str, int]:
    """Where each conversation stands."""
    return {name: (await log.position(name)).last_seq for name in SHOPPERS}


async def all_in_order(log: ConversationLog, shoppers: Shoppers) -> None:
    """After the last answer: nothing lost, nothing doubled, in order."""
    await shoppers.hush()
    for name in SHOPPERS:
        await in_order_and_once(log, name, shoppers.said[name])
    counted = await log.counters()
    messages = sum(len(texts) for texts in shoppers.said.values())

    assert (counted["messages"], counted["turns"], counted["replies"], counted["make"]) == (messages,) * 4


class TestJoining:
    async def test_a_worker_that_joins_has_its_share_in_two_seconds(self, log: ConversationLog, start: Start) -> None:
        """While messages flow, and none of them is lost, doubled or overtaken."""
        start("w1")
        shoppers = Shoppers(log, SHOPPERS)
        await until_living(log, "w1")
        async with within(TAKE_OVER_S):
            second = start("w2")
            await until_serves(second, of_share("w2", "w1", "w2"), {})

        await all_in_order(log, shoppers)
        assert {m.conversation for m in second.turns.made} == set(of_share("w2", "w1", "w2"))

    async def test_a_worker_busy_with_a_long_queue_gives_it_away_between_two_messages(
        self, log: ConversationLog, start: Start
    ) -> None:
        """Nobody waits for the end of another's queue."""
        name = of_share("w2", "w1", "w2")[0]
        texts = [str(n) for n in range(20)]
        for text in texts:
            await log.append(name, text, {"text": text})
        first = start("w1")
        first.turns.seconds = 0.25
        await until_done(log, name, 1)
        async with within(TAKE_OVER_S):
            second = start("w2")
            await until_serves(second, [name], {})

        async with asyncio.timeout(20):
            while len(await said(log, name, Role.BOT)) < len(texts):
                await asyncio.sleep(0.01)
        await in_order_and_once(log, name, texts)
        assert not {m.key for m in first.turns.made} & {m.key for m in second.turns.made}


class TestLeaving:
    async def test_a_worker_that_ends_in_good_order_hands_over_at_once(
        self, log: ConversationLog, start: Start
    ) -> None:
        """Without waiting for a lease to end."""
        ending, staying = start("w1"), start("w2")
        shoppers = Shoppers(log, SHOPPERS)
        await until_living(log, "w1", "w2")
        await until_serves(ending, of_share("w1", "w1", "w2"), {})
        async with within(ARRIVAL_S):
            await ending.end()
            await until_serves(staying, of_share("w1", "w1", "w2"), await marks_of(log))

        await all_in_order(log, shoppers)

    async def test_a_worker_that_dies_is_replaced_in_two_seconds(self, log: ConversationLog, start: Start) -> None:
        """From one moment to the next it says nothing more; who talks to it is answered by another."""
        dying, staying = start("w1"), start("w2")
        shoppers = Shoppers(log, SHOPPERS)
        await until_living(log, "w1", "w2")
        await until_serves(dying, of_share("w1", "w1", "w2"), {})
        async with within(TAKE_OVER_S):
            dying.stop()
            await until_serves(staying, of_share("w1", "w1", "w2"), await marks_of(log))

        await all_in_order(log, shoppers)
        dying.log.outcomes.clear()
        await dying.end()
        assert set(dying.log.outcomes) <= {Outcome.FENCED, Outcome.DUPLICATE}
        await all_in_order(log, shoppers)


class TestStalling:
    async def test_a_worker_that_wakes_up_amid_a_turn_writes_nothing(self, log: ConversationLog, start: Start) -> None:
        """It slept past its lease; the turn it made was made by another meanwhile, and the conversation goes on."""
        name = of_share("w1", "w1", "w2")[0]
        asleep, awake = start("w1"), start("w2")
        await until_living(log, "w1", "w2")
        asleep.turns.seconds = 0.05
        await log.append(name, "a", {"text": "a"})
        while not asleep.turns.made:
            await asyncio.sleep(0.001)
        asleep.stop()
        async with within(TAKE_OVER_S):
            await until_done(log, name, 1)
        await log.append(name, "b", {"text": "b"})
        await until_done(log, name, 3)
        asleep.go_on()
        await until_living(log, "w1", "w2")
        await log.append(name, "c", {"text": "c"})
        await until_done(log, name, 5)

        await in_order_and_once(log, name, ["a", "b", "c"])
        assert asleep.log.outcomes[0] is Outcome.FENCED
        assert [m.entry.seq for m in awake.turns.made][:2] == [1, 3]

    async def test_a_worker_that_slept_alone_goes_on(self, log: ConversationLog, start: Start) -> None:
        """Nobody took its shards: the turn under the old lease is refused, and made again under a new one."""
        asleep = start("w1")
        asleep.turns.seconds = 0.05
        await log.append("anna", "a", {"text": "a"})
        while not asleep.turns.made:
            await asyncio.sleep(0.001)
        asleep.stop()
        await asyncio.sleep(1.6)
        async with within(TAKE_OVER_S):
            asleep.go_on()
            await until_done(log, "anna", 1)

        await in_order_and_once(log, "anna", ["a"])
        assert asleep.log.outcomes == [Outcome.FENCED, Outcome.DONE]

    async def test_shards_that_move_to_and_fro_keep_every_order(self, log: ConversationLog, start: Start) -> None:
        """Workers come, end, die, stall and wake up while everybody talks."""
        start("w1")
        shoppers = Shoppers(log, SHOPPERS)
        for n in range(4):
            ending, stalling = start(f"ending-{n}"), start(f"stalling-{n}")
            await asyncio.sleep(0.4)
            stalling.stop()
            await ending.end()
            await asyncio.sleep(0.3)
            stalling.go_on()

        await all_in_order(log, shoppers)


@pytest.mark.server
class TestAThreadThatStops:
    async def test_a_frozen_loop_is_fenced_when_it_thaws(self, server: Server) -> None:
        """Nothing of the worker runs while it sleeps, its renewals neither: as a process that swaps or is stopped."""
        server.flush()
        frozen, thawed = threading.Event(), threading.Event()

        class Freezing(Echo):
            async def make(self, message: Waiting, snapshot: Snapshot) -> Turn:
                turn = await super().make(message, snapshot)
                if not frozen.is_set():
                    frozen.set()
                    thawed.wait(10)
                return turn

        outcomes: list[Outcome] = []
        ended = threading.Event()

        async def work() -> None:
            log = RedisLog(server.url)
            process = Process("w1", log, Freezing())
            await asyncio.to_thread(ended.wait, 20)
            outcomes.extend(process.log.outcomes)
            await process.end()
            await log.close()

        thread = threading.Thread(target=lambda: asyncio.run(work()))
        thread.start()
        log = RedisLog(server.url)
        try:
            await log.append("anna", "a", {"text": "a"})
            assert await asyncio.to_thread(frozen.wait, 5)
            second = Process("w2", log)
            await until_done(log, "anna", 1)
            await log.append("anna", "b", {"text": "b"})
            await until_done(log, "anna", 3)
            thawed.set()
            await until_living(log, "w1", "w2")
            await second.end()
            await log.append("anna", "c", {"text": "c"})
            await until_done(log, "anna", 5)
        finally:
            thawed.set()
            ended.set()
            await asyncio.to_thread(thread.join)

        await in_order_and_once(log, "anna", ["a", "b", "c"])
        assert outcomes == [Outcome.FENCED, Outcome.DONE]
        await log.close()


@pytest.mark.server
class TestALogThatIsAway:
    async def test_at_the_start_it_is_waited_for(self, server: Server) -> None:
        """A worker that starts before its server serves as soon as there is one."""
        server.flush()
        log, workers = RedisLog(server.url), RedisLog(server.url)
        await log.append("anna", "a", {"text": "a"})
        server.kill()
        process = Process("w1", workers)
        await asyncio.sleep(0.5)
        await asyncio.to_thread(server.restart)
        async with within(TAKE_OVER_S):
            await until_done(log, "anna", 1)
        await process.end()

        await in_order_and_once(log, "anna", ["a"])
        await log.close()
        await workers.close()
