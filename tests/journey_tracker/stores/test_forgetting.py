from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Executable, create_engine, select, update

from journey_tracker.envelopes import from_json
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import Filter, JourneyStore
from journey_tracker.privacy.retention import KEPT
from journey_tracker.stores.rows import WORDS_KEPT_MS
from journey_tracker.stores.tables import DEAD_LETTER, EVENT, METADATA
from tests.journey_tracker.talk import START_MS, at, bot, callback, shopper

SECRET = "mijn stofzuiger heet Sjaak"
DUE_MS = START_MS + WORDS_KEPT_MS
SAID = [shopper(1, "state_need", text=SECRET, mood=0.5), bot(1, text=f"Aha, {SECRET}"), callback(1)]


def record(store: JourneyStore, *raw: str) -> None:
    """Record the conversation, then what is given."""
    store.record([*(event.to_json() for event in SAID), *raw])


def dump(url: str) -> str:
    """All that stands in the tables, as another client reads it."""
    return "\n".join(str(tuple(row)) for table in METADATA.tables.values() for row in rows(url, select(table)))


def rows(url: str, query: Executable) -> list[Any]:
    """What another client is answered; a change is kept."""
    engine = create_engine(url)
    with engine.begin() as connection:
        found = connection.execute(query)
        answer = list(found) if found.returns_rows else []
    engine.dispose()
    return answer


class TestForgetting:
    def test_keeps_words_for_ninety_days(self, store: JourneyStore, url: str) -> None:
        """A millisecond earlier everything is still there."""
        record(store)

        assert store.forget(DUE_MS - 1, limit=10) == 0
        assert dump(url).count(SECRET) == 4

    def test_leaves_no_word_in_any_table(self, store: JourneyStore, url: str) -> None:
        """Neither the lines nor the events as they came hold what was said."""
        record(store)

        assert store.forget(DUE_MS, limit=10) == 2
        assert SECRET not in dump(url)

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_leaves_no_word_in_the_file(self, store: JourneyStore, url: str) -> None:
        """What SQLite frees it also wipes, so that a copy of the file tells nothing."""
        record(store)
        store.forget(DUE_MS, limit=10)
        store.close()

        files = Path(url.removeprefix("sqlite:///")).parent.glob("journey.db*")
        assert [file.name for file in files if SECRET.encode() in file.read_bytes()] == []

    def test_keeps_what_the_words_amount_to(self, store: JourneyStore) -> None:
        """The touchpoint stays as it was, without a conversation to read."""
        record(store)
        before = store.touchpoints(Filter())

        store.forget(DUE_MS, limit=10)

        assert store.touchpoints(Filter()) == before
        assert store.lines(before.touchpoints[0].id) == ()

    def test_leaves_events_that_can_be_read_again(self, store: JourneyStore, url: str) -> None:
        """Only the text is gone; intent, sentiment, time and id are as they came."""
        record(store)
        store.forget(DUE_MS, limit=10)

        place = {e.id: n for n, e in enumerate(SAID)}
        kept = sorted((from_json(row.raw) for row in rows(url, select(EVENT.c.raw))), key=lambda e: place[e.id])
        assert [(e.id, e.time_ms, e.event.name) for e in kept] == [(e.id, e.time_ms, e.event.name) for e in SAID]
        assert kept[0] == shopper(1, "state_need", text="", mood=0.5)

    def test_is_not_undone_by_recording_anew(self, store: JourneyStore, url: str) -> None:
        """An event that comes late rebuilds its conversation, and an old one that comes again changes nothing."""
        record(store)
        store.forget(DUE_MS, limit=10)

        record(store, shopper(0, "greet", text="Hoi", minute=-1).to_json())

        (touchpoint,) = store.touchpoints(Filter()).touchpoints
        assert (touchpoint.first_ms, touchpoint.shopper_messages, touchpoint.bot_messages) == (at(-1), 2, 1)
        assert [line.text for line in store.lines(touchpoint.id)] == ["Hoi"]
        assert SECRET not in dump(url)

    def test_takes_the_oldest_first_and_only_so_many(self, store: JourneyStore) -> None:
        """One transaction is never long."""
        events = [shopper(n, "greet", minute=n, text=str(n)).to_json() for n in range(20)]
        random.Random(3).shuffle(events)  # noqa: S311 - an order, no secret
        store.record(events)
        (touchpoint,) = store.touchpoints(Filter()).touchpoints

        forgotten = [store.forget(DUE_MS + 10 * 60_000, limit=8) for _ in range(3)]

        assert forgotten == [8, 3, 0]
        assert [line.text for line in store.lines(touchpoint.id)] == [str(n) for n in range(11, 20)]

    def test_drops_dead_letters_too(self, url: str, store: JourneyStore) -> None:
        """Nobody knows where in them the words are."""
        later = json.dumps({**json.loads(SAID[0].to_json()), "type": "koopwijzer.shopper_message.v9"})
        record(store, later)
        rows(url, update(DEAD_LETTER).values(recorded_ms=START_MS))
        due_ms = START_MS + KEPT.letters * DAY_MS

        assert store.forget(due_ms - 1, limit=10) == 0
        assert store.forget(due_ms, limit=10) == 1
        assert store.forget(DUE_MS, limit=10) == 2
        assert SECRET not in dump(url)

    def test_happens_once(self, store: JourneyStore) -> None:
        """What is forgotten is not due again."""
        record(store)

        assert [store.forget(DUE_MS, limit=10) for _ in range(2)] == [2, 0]
