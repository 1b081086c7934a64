from __future__ import annotations

from collections.abc import Iterator

import pytest

from journey_tracker.envelopes import Envelope
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from journey_tracker.reports.table import Row
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, returns
from tests.journey_tracker.talk import accepted, ended, requested, shopper

TODAY = 20260601


def helped(n: int, *, waited_s: int, name: str = "c") -> Iterator[Envelope]:
    """So many complaints that staff took over, after a wait."""
    for i in range(n):
        talk = f"{name}{i}"
        yield shopper(1, "complaint", conversation=talk)
        yield requested(1, conversation=talk)
        yield accepted(2, minute=waited_s / 60, waited_s=waited_s, conversation=talk)
        yield ended(3, "completed", minute=waited_s / 60 + 4, waited_s=waited_s, held_s=240, conversation=talk)


def care(rows: tuple[Row, ...], during: str) -> Row:
    """Of the phase during which it was needed."""
    return next(row for row in rows if row["during"] == during)


class TestHandoffs:
    def test_tell_where_and_how_long(self) -> None:
        """Eight wait a minute, two a quarter of an hour; ten others ask nobody."""
        events = [*helped(8, waited_s=60), *helped(2, waited_s=900, name="d")]
        events += [shopper(1, "complaint", conversation=f"e{i}") for i in range(10)]
        table = run(Counted(events), "handoffs", EVERYTHING, TODAY)
        found = next(row for row in table.rows if row["phase"] == "customer_care")

        assert (found["stays"], found["handoffs"], found["handoff_share"], found["asked"]) == (20, 10, 0.5, 10)
        assert found["wait_p50"] == pytest.approx(60_000, rel=0.05)
        assert found["wait_p90"] == pytest.approx(900_000, rel=0.05)
        assert (found["wait_mean"], found["talk_mean"]) == (228_000, 240_000)

    def test_are_none_where_nobody_asked(self) -> None:
        """No wait is not a wait of zero."""
        table = run(Counted([]), "handoffs", EVERYTHING, TODAY)

        assert {row["wait_p50"] for row in table.rows} == {None}


class TestCare:
    def test_is_told_by_the_phase_it_was_needed_in(self) -> None:
        """Three returns while five journeys were in transaction."""
        events = [*each(3, buys(0), returns(3)), *each(2, buys(0), name="w")]
        found = care(run(Counted(events), "care", EVERYTHING, TODAY).rows, "transaction")

        assert (found["phase"], found["stays"], found["entered"], found["care_rate"]) == ("customer_care", 3, 5, 0.6)

    def test_may_be_needed_before_any_phase(self) -> None:
        """Who begins with a complaint is in no phase yet."""
        events = [shopper(1, "complaint", mood=-0.5, conversation=f"c{i}") for i in range(5)]
        found = care(run(Counted(events), "care", EVERYTHING, TODAY).rows, "none")

        assert (found["stays"], found["sentiment"], found["care_rate"]) == (5, -0.5, None)
