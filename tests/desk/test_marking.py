"""Phase and mood as the tracker tells them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk.marking import Mark, Marks
from journey_tracker import open_store
from journey_tracker.ports import JourneyStore, StoreUnavailable
from tests.journey_tracker.talk import bot, shopper


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JourneyStore]:
    """A tracker that heard a visit of two contacts, an hour apart."""
    opened = open_store(f"sqlite:///{tmp_path / 'journey.db'}")
    said = [
        shopper(1, "greet"),
        shopper(2, "state_need", mood=0.5),
        bot(2),
        shopper(4, "complaint", mood=-0.8, minute=90),
    ]
    opened.record([envelope.to_json() for envelope in said])
    yield opened
    opened.close()


class TestMarks:
    async def test_are_found_by_the_seq_of_the_message(self, store: JourneyStore) -> None:
        """Over every contact of the conversation; a greeting belongs to the phase it opens."""
        marks = await Marks(store).by_seq("c1")

        assert marks == {
            1: Mark("selection", "neutral"),
            2: Mark("selection", "positive"),
            4: Mark("customer_care", "negative"),
        }

    async def test_tell_the_latest_of_many_conversations(self, store: JourneyStore) -> None:
        """Those that are known; the others are left out."""
        assert await Marks(store).latest(["c1", "c2"]) == {"c1": Mark("customer_care", "negative")}

    async def test_are_empty_without_a_tracker(self) -> None:
        """A desk alone shows conversations all the same."""
        assert await Marks(None).by_seq("c1") == {}
        assert await Marks(None).latest(["c1"]) == {}

    async def test_are_empty_while_the_tracker_is_away(
        self, store: JourneyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A shopper who waits is helped without phase and mood."""

        def away(*_: object) -> None:
            raise StoreUnavailable("locked")

        monkeypatch.setattr(store, "touchpoints", away)

        assert await Marks(store).by_seq("c1") == {}
        assert await Marks(store).latest(["c1"]) == {}
