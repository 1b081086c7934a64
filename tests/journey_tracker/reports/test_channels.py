from __future__ import annotations

import pytest

from journey_tracker.ports import EVERYTHING, Slice
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, looks
from tests.journey_tracker.talk import requested, shopper

TODAY = 20260601


class TestChannels:
    def test_are_told_apart_within_a_phase(self) -> None:
        """Five visits by mail and six in the shop; only what was said has a mood."""
        events = [*each(5, looks(0, "email")), *each(6, looks(0), name="w")]
        events += [shopper(1, "ask_inspiration", mood=-0.5, conversation=f"c{i}") for i in range(5)]
        rows = run(Counted(events), "channels", EVERYTHING, TODAY).rows
        found = {(row["phase"], row["channel"]): (row["contacts"], row["sentiment"]) for row in rows}

        assert found == {
            ("orientation", "email"): (5, None),
            ("orientation", "webchat"): (5, pytest.approx(-0.5)),
            ("orientation", "webshop"): (6, None),
        }

    def test_count_who_was_handed_to_staff(self) -> None:
        """Two of five asked for a person."""
        events = [shopper(1, "complaint", conversation=f"c{i}") for i in range(5)]
        events += [requested(1, conversation=f"c{i}") for i in range(2)]
        (row,) = run(Counted(events), "channels", EVERYTHING, TODAY).rows

        assert (row["phase"], row["stays"], row["handoffs"], row["handoff_share"]) == ("customer_care", 5, 2, 0.4)

    def test_have_their_cost(self) -> None:
        """Five orders that cost 80 cents each."""
        (row,) = run(Counted(each(5, buys(0, cost=80))), "channels", EVERYTHING, TODAY).rows

        assert (row["cost_cents"], row["cost_per_contact"]) == (400, 80)

    def test_are_cut_by_a_filter(self) -> None:
        """Only the channel and the days that are asked for."""
        events = [*each(5, looks(0, "email")), *each(6, looks(3), name="w")]
        store = Counted(events)

        assert run(store, "channels", Slice(channel="email"), TODAY).n == 5
        assert run(store, "channels", Slice(first_day=20260502), TODAY).n == 6
