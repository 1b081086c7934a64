from __future__ import annotations

from collections import Counter

import pytest

from journey_tracker import model_file
from journey_tracker.recorder.counted import Bar, PhaseDay, Segment, Tallies, Transition
from journey_tracker.stores.database import Database
from journey_tracker.stores.kept import keep, kept
from journey_tracker.stores.migrations import JOURNEY
from tests.journey_tracker.conftest import BOTH

MODEL, OTHER = model_file.built_in("bonsing_mann"), model_file.built_in("eight_stage")
HERE = Segment("webshop", "nl", 'fiets "e"', "new")
COUNTS: Tallies = Counter(
    {
        (PhaseDay(20260501, "selection", "", HERE), "stays"): 3,
        Transition(20260501, "start", "selection", HERE): 2,
        Bar(20260501, "selection", "mood", 12, HERE): 1,
    }
)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """It is so on both databases."""
    return str(request.param)


class TestKept:
    def test_counts_come_back_as_they_were_and_add_up(self, url: str) -> None:
        """Each kind of count by its whole key; what is kept twice is there twice."""
        database = Database(url, JOURNEY)
        with database.writing() as connection:
            for _ in range(2):
                keep(connection, MODEL, COUNTS)

            assert kept(connection, MODEL) == Counter({key: 2 * n for key, n in COUNTS.items()})
        database.close()

    def test_counts_of_another_model_stay_out(self, url: str) -> None:
        """A share counted in one model's phases cannot be told in another's."""
        database = Database(url, JOURNEY)
        with database.writing() as connection:
            keep(connection, MODEL, COUNTS)

            assert kept(connection, OTHER) == Counter()
        database.close()
