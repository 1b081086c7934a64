from __future__ import annotations

import pytest

from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Read
from tests.journey_tracker.conftest import BOTH


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """It is so on both databases."""
    return str(request.param)


class TestReads:
    def test_come_back_newest_first_from_a_time_on(self, store: JourneyStore) -> None:
        """Who, what and which, as they were noted; no more than was asked for."""
        noted = [Read(at_ms, "Joke", "transcript", f"t{at_ms}") for at_ms in (10, 30, 20)]
        for read in noted:
            store.note_read(read)

        assert [read.at_ms for read in store.reads(20, 10)] == [30, 20]
        assert store.reads(0, 1) == (noted[1],)
