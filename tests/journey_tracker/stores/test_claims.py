"""Several writers of one PostgreSQL database: what they make together is what one makes alone."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.envelopes import Envelope, from_json
from journey_tracker.events import Identified, OrderDelivered, OrderPlaced, PageViewed, ProductViewed, TrafficMarked
from journey_tracker.ports import Filter, Position
from journey_tracker.stores import claims
from journey_tracker.stores.claims import writing_about
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from tests.journey_tracker.conftest import REFS
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_journeys import made, store_at
from tests.journey_tracker.talk import shopper

WRITERS = 4


@pytest.fixture
def backend() -> str:
    """SQLite has one writer."""
    return "postgresql"


def happened(chance: random.Random, many: int) -> list[Envelope]:
    """Few people who do much: they share browsers, become customers, order, chat and turn out to be staff."""
    day = chance.random() * 200
    found = [_event(chance, n, round(day + n / many * 200, 4)) for n in range(many)]
    return list({(e.source, e.id): e for e in found}.values())


def _event(chance: random.Random, n: int, day: float) -> Envelope:
    visitor, customer, order = f"v{chance.randrange(9)}", f"c{chance.randrange(4)}", f"o{chance.randrange(12)}"
    kinds: Sequence[Callable[[], Envelope]] = (
        lambda: shop(PageViewed(visitor=visitor, page="home"), day=day),
        lambda: shop(ProductViewed(visitor=visitor, product="p", category="laptop"), day=day),
        lambda: shop(OrderPlaced(visitor=visitor, order=order, value_cents=500), day=day),
        lambda: shop(OrderPlaced(customer=customer, visitor=visitor, order=order, value_cents=700), day=day),
        lambda: shop(OrderDelivered(order=order), day=day),
        lambda: shop(Identified(visitor=visitor, customer=customer), day=day),
        lambda: shop(Identified(conversation=f"t{n % 7}", order=order), day=day),
        lambda: shopper(
            n, chance.choice(["state_need", "complaint"]), conversation=f"t{n % 7}", minute=round(day * 1440)
        ),
    )
    staff = [shop(TrafficMarked(visitor="v8", kind="staff"), day=day)] if chance.random() < 0.02 else []
    return (staff or [chance.choice(kinds)()])[0]


def batches(events: Sequence[str], chance: random.Random) -> Iterator[list[str]]:
    """All of it in an order of its own, some at a time, some of it twice."""
    mixed = [*events, *(e for e in events if chance.random() < 0.2)]
    chance.shuffle(mixed)
    while mixed:
        yield [mixed.pop() for _ in range(min(len(mixed), chance.randint(1, 12)))]


def clean(folder: Path, events: Sequence[Envelope]) -> object:
    """What one writer makes of it in SQLite, in the order of time."""
    url, store = store_at(folder, f"clean{len(list(folder.iterdir()))}")
    store.record([e.to_json() for e in sorted(events, key=lambda e: e.time_ms)])
    store.close()
    return made(url)


class TestSideBySide:
    @pytest.mark.parametrize("seed", range(3))
    def test_any_number_of_writers_make_what_one_makes(self, url: str, tmp_path: Path, seed: int) -> None:
        """Each with all events in an order of its own: rows equal those of a clean replay, cell for cell."""
        events = happened(random.Random(seed), 250)  # noqa: S311 - no secret
        raw = [e.to_json() for e in events]

        def write(number: int) -> int:
            with closing(open_store(url, refs=REFS)) as store:
                return sum(store.record(some).new for some in batches(raw, random.Random(number)))  # noqa: S311

        with ThreadPoolExecutor(WRITERS) as threads:
            new = list(threads.map(write, range(WRITERS)))

        assert sum(new) == len(events)
        assert made(url) == clean(tmp_path, events)

    @pytest.mark.parametrize("seed", range(2))
    def test_shards_whose_people_meet_make_one_journey(self, url: str, tmp_path: Path, seed: int) -> None:
        """Each writer has a part of the stream; links lead from one part to another."""
        events = happened(random.Random(100 + seed), 400)  # noqa: S311
        raw = [e.to_json() for e in events]

        def write(number: int) -> None:
            with closing(open_store(url, refs=REFS)) as store:
                for some in batches(raw[number::WRITERS], random.Random(number)):  # noqa: S311
                    store.record(some)

        with ThreadPoolExecutor(WRITERS) as threads:
            list(threads.map(write, range(WRITERS)))

        assert made(url) == clean(tmp_path, events)


class TestClaims:
    def test_others_do_not_wait(self, url: str) -> None:
        """Whoever writes about somebody does not stop whoever writes about another."""
        with (
            closing(Database(url, JOURNEY)) as one,
            closing(Database(url, JOURNEY)) as other,
            writing_about(one, [shopper(1, "greet", conversation="a")], lambda _: True),
            writing_about(other, [shopper(1, "greet", conversation="b")], lambda _: True),
        ):
            assert one.has_many_writers

    def test_the_same_wait_for_each_other(self, url: str) -> None:
        """Nobody writes about whom another is writing about, also where only a link tells that they are one."""
        linked = shop(Identified(visitor="v1", customer="anna"))
        with closing(open_store(url, refs=REFS)) as store:
            store.record([linked.to_json()])
            sealed = [from_json(raw) for raw in store.stream_events()]
        about = [sealed[0].event.customer, sealed[0].event.visitor] if isinstance(sealed[0].event, Identified) else []
        first, second = (shop(PageViewed(customer=about[0])), shop(PageViewed(visitor=about[1])))
        came = threading.Event()

        def later() -> None:
            with closing(Database(url, JOURNEY)) as other, writing_about(other, [second], lambda _: True):
                came.set()

        with closing(Database(url, JOURNEY)) as one:
            with writing_about(one, [first], lambda _: True):
                waiting = threading.Thread(target=later)
                waiting.start()

                assert not came.wait(0.5)
            waiting.join(10)

        assert came.is_set()

    def test_too_many_at_once_are_written_alone(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server has no room for so many locks, and the result is the same."""
        monkeypatch.setattr(claims, "MOST_CLAIMS", 3)
        events = happened(random.Random(5), 40)  # noqa: S311
        with closing(open_store(url, refs=REFS)) as store:
            assert store.record([e.to_json() for e in events]).new == len(events)
            store.rebuild()

            assert len(store.touchpoints(Filter(limit=1000)).touchpoints) > 3


class TestKilled:
    def test_a_writer_amid_its_work_takes_nothing_with_it(self, url: str, tmp_path: Path) -> None:
        """Others go on at once, and whoever takes over makes what a clean replay makes."""
        events = happened(random.Random(9), 200)  # noqa: S311
        raw = [e.to_json() for e in events]
        log = tmp_path / "log"
        log.write_text("\n".join(raw), encoding="utf-8")
        with closing(open_store(url, refs=REFS)) as store:
            for kill_after in (1, 3, 5):
                command = [sys.executable, "-m", "tests.journey_tracker.stores.shard_writer", url, str(log)]
                with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
                    assert writer.stdout is not None
                    for some in batches(raw[: 30 * kill_after], random.Random(kill_after)):  # noqa: S311
                        store.record(some)
                    for _ in range(kill_after):
                        writer.stdout.readline()
                    writer.send_signal(signal.SIGKILL)
            done = int(store.positions("log").get(0, "0"))
            store.record(raw[done:], [Position("log", 0, str(len(raw)))])

        assert 0 < done < len(raw)
        assert made(url) == clean(tmp_path, events)
