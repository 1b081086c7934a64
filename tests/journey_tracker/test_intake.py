from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress

import pytest
from structlog.testing import capture_logs

from journey_tracker import intake, open_store
from journey_tracker.intake import Intake
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import Filter, JourneyStore, Position, Recorded, Recording, Refused, StoreUnavailable
from journey_tracker.stores.rows import WORDS_KEPT_MS
from tests.journey_tracker.conftest import REFS
from tests.journey_tracker.talk import START_MS, shopper


class MemoryLog:
    """An event source in memory."""

    partitions = 4

    def __init__(self) -> None:
        self._events: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        self._news = asyncio.Event()
        self.broken = 0
        """So many more reads fail."""

    def add(self, partition: int, event: str) -> None:
        """Write an event and nudge."""
        events = self._events[partition]
        events.append((f"{len(events) + 1:06}", event))
        self._news.set()

    async def read(self, partition: int, after_key: str, limit: int) -> Sequence[tuple[str, str]]:
        """As the port says."""
        if self.broken:
            self.broken -= 1
            raise ConnectionError("the log is away")
        return [event for event in self._events[partition] if event[0] > after_key][:limit]

    async def changed(self) -> None:
        """As the port says."""
        await self._news.wait()
        self._news.clear()


class Unsteady:
    """A store that does not answer for a while."""

    def __init__(self, store: JourneyStore, failures: int) -> None:
        self._store = store
        self._failures = failures

    def record(
        self, batch: Sequence[str], positions: Sequence[Position] = (), refused: Sequence[Refused] = ()
    ) -> Recorded:
        """Fail a number of times, then work."""
        if self._failures:
            self._failures -= 1
            raise StoreUnavailable("the journey database does not answer")
        return self._store.record(batch, positions, refused)

    def positions(self, source: str) -> Mapping[int, str]:
        """Of the store behind it."""
        return self._store.positions(source)

    def share(self, source: str, partitions: int) -> Collection[int]:
        """Of the store behind it."""
        return self._store.share(source, partitions)

    def forget(self, now_ms: int, *, limit: int) -> int:
        """Of the store behind it."""
        return self._store.forget(now_ms, limit=limit)

    def lapse(self, now_ms: int, *, limit: int | None = None) -> int:
        """Of the store behind it."""
        return self._store.lapse(now_ms, limit=limit)


@asynccontextmanager
async def running(source: MemoryLog, store: Recording, *, now_ms: int = START_MS) -> AsyncIterator[None]:
    """The intake at work, while the clock stands still."""
    task = asyncio.create_task(Intake(source, store, name="log", limit=10, clock=lambda: now_ms).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait until it holds; fails after ten seconds."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


def messages(store: JourneyStore) -> int:
    """How many messages of shoppers the touchpoints count."""
    return sum(t.shopper_messages for t in store.touchpoints(Filter(limit=1000)).touchpoints)


@pytest.fixture
def source() -> MemoryLog:
    """A log with 25 events of one conversation in one partition and one of another elsewhere."""
    log = MemoryLog()
    for seq in range(25):
        log.add(1, shopper(seq, "state_need", conversation="a").to_json())
    log.add(3, shopper(1, "greet", conversation="b").to_json())
    return log


class TestIntake:
    async def test_copies_every_partition(self, source: MemoryLog, store: JourneyStore) -> None:
        """More than one read's worth, and it ends where the log ends."""
        async with running(source, store):
            await eventually(lambda: messages(store) == 26)

        assert store.positions("log") == {1: "000025", 3: "000001"}

    async def test_comes_at_once_when_nudged(
        self, source: MemoryLog, store: JourneyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A new event does not wait for the next look."""
        monkeypatch.setattr(intake, "IDLE_S", 3600.0)
        async with running(source, store):
            await eventually(lambda: messages(store) == 26)
            source.add(0, shopper(1, "greet", conversation="c").to_json())

            await eventually(lambda: messages(store) == 27)

    async def test_goes_on_where_it_was(self, source: MemoryLog, store: JourneyStore) -> None:
        """After a restart nothing is read twice and nothing is left out."""
        async with running(source, store):
            await eventually(lambda: messages(store) == 26)
        source.add(2, shopper(1, "greet", conversation="d").to_json())

        async with running(source, store):
            await eventually(lambda: messages(store) == 27)

    async def test_tries_again_and_says_so(
        self, source: MemoryLog, store: JourneyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A log and a database that fail for a while cost time, not events."""
        monkeypatch.setattr(intake, "IDLE_S", 0.01)
        source.broken = 2
        with capture_logs() as said:
            async with running(source, Unsteady(store, failures=3)):
                await eventually(lambda: messages(store) == 26)

        failed = [entry for entry in said if entry["event"] == "journey_intake_failed"]
        assert len(failed) >= 4
        assert failed[1]["pause_s"] > failed[0]["pause_s"]

    async def test_goes_on_trying_however_long_it_failed(
        self, source: MemoryLog, store: JourneyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After two thousand failures the pause is the longest there is, and the next try records all."""
        monkeypatch.setattr(intake, "LONGEST_PAUSE_S", 1e-9)
        source.broken = 2000 * MemoryLog.partitions
        with capture_logs() as said:
            async with running(source, store):
                await eventually(lambda: not source.broken and messages(store) == 26)

        failed = [entry for entry in said if entry["event"] == "journey_intake_failed"]
        assert (len(failed), {entry["pause_s"] for entry in failed}) == (2000, {1e-9})

    async def test_is_not_stopped_by_a_bad_event(self, source: MemoryLog, store: JourneyStore) -> None:
        """What cannot be read is set apart with a warning, and what follows is taken."""
        source.add(1, "{}")
        source.add(1, shopper(99, "thank", conversation="a").to_json())
        with capture_logs() as said:
            async with running(source, store):
                # The warning comes after the writing, so it is what is waited for.
                await eventually(lambda: any(entry["event"] == "journey_events_rejected" for entry in said))

        assert messages(store) == 27
        assert [entry["rejected"] for entry in said if entry["event"] == "journey_events_rejected"] == [1]

    async def test_finishes_what_it_is_writing_when_cancelled(self, source: MemoryLog, store: JourneyStore) -> None:
        """Whoever stops it may close the store right after."""
        taking = asyncio.create_task(Intake(source, store, name="log").take())
        await asyncio.sleep(0.02)
        taking.cancel()
        with suppress(asyncio.CancelledError):
            await taking

        assert messages(store) in (0, 26)
        assert bool(store.positions("log")) is (messages(store) == 26)


class TestLapsing:
    async def test_is_part_of_the_work_once_a_day(self, source: MemoryLog, store: JourneyStore) -> None:
        """Whoever runs the intake sees who left: ninety days after their last contact."""
        now = START_MS + 90 * DAY_MS
        work = Intake(source, store, name="log", clock=lambda: now)
        await work.take()
        ended = []
        for passed in (0, DAY_MS - 1, 1):
            now += passed
            await work.lapse()
            ended.append(sum(row["how_ended"] == "lapsed" for row in store.stream("v_cycle")))

        assert ended == [0, 0, 2]

    async def test_goes_on_until_nothing_is_due(self, store: JourneyStore, monkeypatch: pytest.MonkeyPatch) -> None:
        """In several transactions, so that recording never waits long."""
        monkeypatch.setattr(intake, "LAPSE_AT_ONCE", 1)
        store.record([shopper(1, "state_need", conversation=f"c{n}", minute=n).to_json() for n in range(2)])
        work = Intake(MemoryLog(), store, name="log", clock=lambda: START_MS + 91 * DAY_MS)

        assert [await work.lapse() for _ in range(4)] == [True, True, False, False]


class Watched(MemoryLog):
    """One of several readers of a log, and what it was asked for."""

    def __init__(self, log: MemoryLog) -> None:
        super().__init__()
        self._events = log._events
        self.asked: set[int] = set()

    async def read(self, partition: int, after_key: str, limit: int) -> Sequence[tuple[str, str]]:
        """As the port says."""
        self.asked.add(partition)
        return await super().read(partition, after_key, limit)


class TestSeveral:
    @pytest.fixture
    def backend(self) -> str:
        """On SQLite one writes at a time, so one reads all."""
        return "postgresql"

    @pytest.fixture
    def others(self, url: str) -> Iterator[JourneyStore]:
        """The store of a consumer in another process."""
        with closing(open_store(url, refs=REFS)) as opened:
            yield opened

    async def test_share_the_partitions_and_take_over(
        self, source: MemoryLog, store: JourneyStore, others: JourneyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each reads a half of them, everything is recorded once, and what one leaves the other goes on with."""
        monkeypatch.setattr(intake, "SHARE_EVERY_S", 0.05)
        monkeypatch.setattr(intake, "IDLE_S", 0.05)
        first, second = Watched(source), Watched(source)
        async with running(first, store):
            async with running(second, others):
                await eventually(lambda: messages(store) == 26 and len(second.asked) >= 2)
                await asyncio.sleep(0.3)
                first.asked, second.asked = set(), set()
                await eventually(lambda: len(first.asked) == len(second.asked) == 2)
                halves = first.asked, second.asked
            others.close()
            for partition in range(MemoryLog.partitions):
                source.add(partition, shopper(1, "greet", conversation=f"new{partition}").to_json())

            await eventually(lambda: messages(store) == 30)

        assert halves[0] | halves[1] == {0, 1, 2, 3}


class TestForgetting:
    @pytest.fixture
    def words(self, source: MemoryLog, store: JourneyStore) -> Callable[[], int]:
        """How many messages still have words; 25 of one conversation at the start, of a minute each."""
        store.record([shopper(seq, "state_need", conversation="a", minute=seq).to_json() for seq in range(25)])
        (touchpoint,) = store.touchpoints(Filter()).touchpoints
        return lambda: len(store.lines(touchpoint.id))

    async def test_happens_at_the_start_and_once_a_day(self, store: JourneyStore, words: Callable[[], int]) -> None:
        """On the ninetieth day words go, minute by minute, but they are looked for once a day."""
        now = START_MS + WORDS_KEPT_MS - 1
        work = Intake(MemoryLog(), store, name="log", clock=lambda: now)
        kept = []
        for passed in (0, 2, DAY_MS - 3, 1):
            now += passed
            await work.forget()
            kept.append(words())

        assert kept == [25, 25, 25, 0]

    async def test_goes_on_until_nothing_is_due(
        self, store: JourneyStore, words: Callable[[], int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """More than one transaction's worth is forgotten at once, in several."""
        monkeypatch.setattr(intake, "FORGET_AT_ONCE", 10)
        work = Intake(MemoryLog(), store, name="log", clock=lambda: START_MS + 2 * WORDS_KEPT_MS)

        assert [(await work.forget(), words()) for _ in range(4)] == [(True, 15), (True, 5), (False, 0), (False, 0)]

    async def test_is_part_of_the_work(
        self, store: JourneyStore, words: Callable[[], int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever runs the intake keeps the promise."""
        monkeypatch.setattr(intake, "FORGET_AT_ONCE", 10)
        with capture_logs() as said:
            async with running(MemoryLog(), store, now_ms=START_MS + 2 * WORDS_KEPT_MS):
                await eventually(lambda: words() == 0)

        assert [entry["messages"] for entry in said if entry["event"] == "journey_words_forgotten"][:2] == [10, 10]
        assert messages(store) == 25
