"""`touchpoints`: what one contact costs to remember, with its cycle and all counts, and how many fit in a second."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from bench.arithmetic import middle, percentile
from bench.bench import Options
from bench.progress import Bar
from bench.result import Figure, Measured
from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import BotMessage, Event, OrderPlaced, ProductViewed, ShopperMessage
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Refs

PEOPLE, QUICK_PEOPLE = 600, 40
RUNS = 3
BATCH = 500
START_MS = 1_777_629_600_000
MINUTE_MS = 60_000
_TABLE = "CREATE TABLE event (source TEXT, id TEXT, raw TEXT, PRIMARY KEY (source, id))"
_INSERT = "INSERT OR IGNORE INTO event VALUES (?, ?, ?)"
PEER = (
    "Peer: a bare INSERT of the same JSON under the same key into SQLite (WAL, NORMAL), which remembers nothing else."
)
BROKER_EVENTS, QUICK_BROKER_EVENTS = 300, 20
BROKER = "broker_p50_us: Rasa's SQLEventBroker on SQLite, as Rasa sets it, one event at a time; it knows no batches."
NOT_POWER_SAFE = "SQLite's NORMAL loses nothing at a kill -9; at a power cut it may lose the last transactions."


async def measure(options: Options, bar: Bar) -> Measured:
    """One by one, then in batches, then the whole log again; and the same log inserted barely."""
    events = list(year(QUICK_PEOPLE if options.quick else PEOPLE, seed=7))
    runs = [await asyncio.to_thread(_run, events, bar) for _ in range(1 if options.quick else RUNS)]
    single, batch, rebuilt = zip(*runs, strict=True)
    bare = await asyncio.to_thread(_bare, events) if options.peer else None
    measured = Measured(notes=[f"{len(events)} events of {len({e.source for e in events})} sources.", NOT_POWER_SAFE])
    measured.notes += [PEER, BROKER] if bare else []
    peers = bare or (None, None)
    measured.figures = {
        "p50_us_single": Figure(middle(single), "µs", "lower", peers[0]),
        "per_s_batch": Figure(middle(batch), "events/s", "higher", peers[1]),
        "per_s_rebuilt": Figure(middle(rebuilt), "events/s", "higher"),
    }
    if options.peer:
        few = events[: QUICK_BROKER_EVENTS if options.quick else BROKER_EVENTS]
        measured.figures["broker_p50_us"] = Figure(await asyncio.to_thread(_brokered, few), "µs", "lower")
    return measured


def year(people: int, *, seed: int) -> Iterator[Envelope]:
    """Events of so many people in the order of time: each looks, chats, and buys now and then."""
    chance = random.Random(seed)  # noqa: S311  # the same log every time
    happened = [event for number in range(people) for event in _person(number, chance)]
    yield from sorted(happened, key=lambda envelope: envelope.time_ms)


def _person(number: int, chance: random.Random) -> Iterator[Envelope]:
    at = START_MS + chance.randrange(365 * 24 * 60) * MINUTE_MS
    visitor = f"v{number}"
    for step in range(chance.randint(2, 8)):
        yield _shop(at + step * MINUTE_MS, ProductViewed(visitor=visitor, product="p1", category="laptop"))
    for seq in range(1, chance.randint(2, 9)):
        yield from _turn(number, seq, at + (10 + seq) * MINUTE_MS, chance)
    if chance.random() < 0.4:
        order = OrderPlaced(visitor=visitor, customer=f"k{number}", order=f"o{number}", value_cents=50_000)
        yield _shop(at + 40 * MINUTE_MS, order)


def _turn(number: int, seq: int, at_ms: int, chance: random.Random) -> Iterator[Envelope]:
    intent = chance.choice(("state_need", "refine_choice", "ask_product_detail", "order_status"))
    mood = chance.choice((-0.5, 0.0, 0.25, 0.5))
    said = ShopperMessage(f"c{number}", seq, "…", intent, 0.9, "nl", mood, "neutral", 0.8, "bench-1")
    yield Envelope("/bench/chat", at_ms, said)
    yield Envelope("/bench/chat", at_ms + 1, BotMessage(f"c{number}", seq, "…", "utter_shortlist"))


def _shop(at_ms: int, event: Event) -> Envelope:
    return Envelope("/bench/shop", at_ms, event)


def _run(events: Sequence[Envelope], bar: Bar) -> tuple[float, float, float]:
    """Median µs of one event; events a second in batches; events a second when all is made anew."""
    raw = [event.to_json() for event in events]
    half = len(raw) // 2
    with tempfile.TemporaryDirectory() as folder, closing(_store(folder)) as store:
        bar.begin("One by one", half)
        one = [_recorded(store, [event], bar) for event in raw[:half]]
        bar.begin("In batches", len(raw) - half)
        many = [_recorded(store, raw[start : start + BATCH], bar) for start in range(half, len(raw), BATCH)]
        bar.begin("Made anew")
        rebuilt = _seconds(store.rebuild)
    return percentile(one, 0.5) * 1e6, (len(raw) - half) / sum(many), len(raw) / rebuilt


def _store(folder: str) -> JourneyStore:
    return open_store(f"sqlite:///{folder}/journey.db", refs=Refs(b"k" * 32))


def _recorded(store: JourneyStore, batch: Sequence[str], bar: Bar) -> float:
    took = _seconds(lambda: store.record(batch))
    for _ in batch:
        bar.tick()
    return took


def _bare(events: Sequence[Envelope]) -> tuple[float, float]:
    """Median µs of one insert in its own transaction, and inserts a second in batches."""
    rows = [(event.source, event.id, event.to_json()) for event in events]
    half = len(rows) // 2
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "bare.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(_TABLE)
        one = [_inserted(connection, [row]) for row in rows[:half]]
        many = [_inserted(connection, rows[start : start + BATCH]) for start in range(half, len(rows), BATCH)]
    return percentile(one, 0.5) * 1e6, (len(rows) - half) / sum(many)


def _brokered(events: Sequence[Envelope]) -> float:
    """Median µs of one event published to Rasa's broker."""
    from bot.worker import rasa_lean  # Rasa takes seconds to import, and needs this before it

    rasa_lean.install()
    from rasa.core.brokers.sql import SQLEventBroker

    with tempfile.TemporaryDirectory() as folder:
        broker = SQLEventBroker.__new__(SQLEventBroker)  # it makes its URL in a way that SQLAlchemy 2 takes no more
        broker.engine = create_engine(f"sqlite:///{folder}/broker.db")
        broker.sessionmaker = sessionmaker(bind=broker.engine)
        SQLEventBroker.Base.metadata.create_all(broker.engine)
        told = [{"sender_id": e.source, "event": e.event.name, "data": e.to_json()} for e in events]
        took = [_seconds(partial(broker.publish, event)) for event in told]
        broker.engine.dispose()
    return percentile(took, 0.5) * 1e6


def _inserted(connection: sqlite3.Connection, rows: Sequence[tuple[str, str, str]]) -> float:
    started = time.perf_counter()
    connection.executemany(_INSERT, rows)
    connection.commit()
    return time.perf_counter() - started


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
