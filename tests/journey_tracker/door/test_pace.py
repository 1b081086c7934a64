from __future__ import annotations

from journey_tracker.door import pace
from journey_tracker.door.pace import Pace


class Clock:
    """A time that a test sets, in seconds."""

    now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class TestPace:
    def test_a_minute_is_worth_so_many(self) -> None:
        """All at once, and after that as they come free."""
        clock = Clock()
        pace = Pace(60, clock)

        assert pace.wait("a", 60) == 0
        assert pace.wait("a", 5) == 5
        clock.now += 5
        assert pace.wait("a", 5) == 0

    def test_each_sender_has_its_own(self) -> None:
        """One that is too fast holds up no other."""
        pace = Pace(1, Clock())

        assert pace.wait("a") == 0
        assert pace.wait("a") == 60
        assert pace.wait("b") == 0

    def test_a_batch_larger_than_a_minute_gets_in_when_nothing_else_did(self) -> None:
        """It empties the bucket: otherwise it never could."""
        pace = Pace(10, Clock())

        assert pace.wait("a", 500) == 0
        assert pace.wait("a") == 6

    def test_no_limit_counts_nobody(self) -> None:
        """0 switches it off."""
        pace = Pace(0, Clock())

        assert all(pace.wait("a", 1000) == 0 for _ in range(1000))

    def test_those_who_stayed_away_are_forgotten(self) -> None:
        """What is kept does not grow with everybody who ever came."""
        clock = Clock()
        counting = Pace(60, clock)
        for n in range(pace.MOST_BUCKETS):
            counting.wait(str(n))
        clock.now += 60
        counting.wait("last")

        assert len(counting._buckets) == 1
