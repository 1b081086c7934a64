from __future__ import annotations

from collections.abc import Iterator

import pytest

from journey_tracker.envelopes import Envelope
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from journey_tracker.reports.feelings import bar_mood, quadrant
from journey_tracker.reports.table import Row, Table
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.talk import shopper

TODAY = 20260601


def said(moods: list[float], intent: str = "state_need", then: str = "", name: str = "c") -> Iterator[Envelope]:
    """One conversation a mood, in which that is said, and at the end perhaps something without mood of its own."""
    for i, mood in enumerate(moods):
        yield shopper(1, intent, mood=mood, conversation=f"{name}{i}")
        if then:
            yield shopper(2, then, mood=mood, minute=1, conversation=f"{name}{i}")


def row(table: Table, phase: str) -> Row:
    """Of a phase."""
    return next(r for r in table.rows if r["phase"] == phase)


class TestEmotion:
    def test_is_the_mean_of_what_was_said_with_its_quarters(self) -> None:
        """Moods −0.8, −0.4, 0, 0.4, 0.8 and 0.9: mean 0.15, the middle half from −0.4 to 0.8."""
        found = row(run(Counted(said([-0.8, -0.4, 0.0, 0.4, 0.8, 0.9])), "emotion", EVERYTHING, TODAY), "selection")

        assert found["stays"] == 6
        assert found["sentiment"] == pytest.approx(0.15)
        assert [found[name] for name in ("lower", "middle", "upper")] == pytest.approx([-0.4, 0.0, 0.8])
        assert found["negative"] == 2
        assert found["negative_share"] == pytest.approx(2 / 6)
        assert (found["positive"], found["positive_share"]) == (3, 0.5)

    def test_is_as_sure_as_there_are_stays(self) -> None:
        """Five stays of 0, 0.2, 0.4, 0.6, 0.8: spread 0.3162, half the interval 2.776 × 0.3162 / √5 = 0.3926."""
        found = row(run(Counted(said([0.0, 0.2, 0.4, 0.6, 0.8])), "emotion", EVERYTHING, TODAY), "selection")

        assert found["sentiment_spread"] == pytest.approx(0.3162, abs=1e-4)
        assert (found["sentiment_low"], found["sentiment_high"]) == pytest.approx((0.0074, 0.7926), abs=1e-3)

    def test_is_nothing_where_nobody_spoke(self) -> None:
        """A phase without conversations has no mood, not a neutral one."""
        assert row(run(Counted(said([0.5] * 5)), "emotion", EVERYTHING, TODAY), "delivery")["sentiment"] is None

    @pytest.mark.parametrize(("bucket", "mood"), [(0, -1.0), (10, 0.0), (20, 1.0)])
    def test_is_kept_in_tenths(self, bucket: int, mood: float) -> None:
        """Twenty-one bars from −1 to 1."""
        assert bar_mood(bucket) == pytest.approx(mood)


class TestSuccess:
    def test_may_feel_bad(self) -> None:
        """Four of five errands in delivery are resolved, in bad spirits: cold."""
        events = [
            *said([-0.6] * 4, "order_status", "thank"),
            *said([-0.6], "order_status", "nlu_fallback", name="d"),
        ]
        found = row(run(Counted(events), "success", EVERYTHING, TODAY), "delivery")

        assert (found["ended"], found["resolved"], found["success"]) == (5, 4, 0.8)
        assert found["sentiment"] == pytest.approx(-0.6)
        assert found["quadrant"] == "cold"

    @pytest.mark.parametrize(
        ("succeeds", "feels_fine", "name"),
        [(True, True, "good"), (True, False, "cold"), (False, True, "patient"), (False, False, "pain")],
    )
    def test_and_mood_make_four_squares(self, *, succeeds: bool, feels_fine: bool, name: str) -> None:
        """Two times two."""
        assert quadrant(succeeds=succeeds, feels_fine=feels_fine) == name

    def test_is_told_by_contact_too(self) -> None:
        """Of six contacts five succeeded, two of these in bad spirits; one failed in good spirits."""
        events = [
            *said([0.5] * 3, then="thank"),
            *said([-0.5] * 2, then="thank", name="d"),
            *said([0.5], then="nlu_fallback", name="e"),
        ]
        table = run(Counted(events), "success_mood", EVERYTHING, TODAY)
        found = {r["quadrant"]: (r["contacts"], r["all_contacts"]) for r in table.rows if r["phase"] == "selection"}

        assert found == {"good": (3, 6), "cold": (2, 6), "patient": (1, 6), "pain": (0, 6)}
