from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from journey_tracker.envelopes import Envelope
from journey_tracker.events import SurveyAnswered, SurveyAsked
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.shopping import shop

TODAY = 20260601


def surveyed(
    instrument: str, phase: str, scores: Sequence[int], *, asked: int = 0, name: str = "k"
) -> Iterator[Envelope]:
    """So many were asked, and some of them gave these scores."""
    for i in range(asked):
        yield shop(SurveyAsked(customer=f"{name}{i}", instrument=instrument, phase=phase))
    for i, score in enumerate(scores):
        yield shop(SurveyAnswered(customer=f"{name}{i}", instrument=instrument, score=score, phase=phase), day=1)


class TestSurveys:
    def test_tell_nps_with_all_it_is_made_of(self) -> None:
        """Two promoters, five passives and one detractor of eight: NPS 12.5, yet seven of eight are content."""
        store = Counted(surveyed("nps", "in_between", [10, 9, 8, 7, 7, 7, 7, 4], asked=20))
        (row,) = run(store, "surveys", EVERYTHING, TODAY).rows

        assert (row["asked"], row["answers"], row["response"]) == (20, 8, 0.4)
        assert (row["promoters"], row["passives"], row["detractors"]) == (2, 5, 1)
        assert row["nps"] == pytest.approx(12.5)
        assert (row["content"], row["content_share"], row["median"]) == (7, 0.875, 7)
        assert row["mean"] == pytest.approx(7.375)

    def test_tell_the_others_on_their_own_scale(self) -> None:
        """CSAT of a delivery: 4 and 5 of 5 are content; promoters belong to NPS alone."""
        (row,) = run(Counted(surveyed("csat", "delivery", [5, 4, 4, 3, 1])), "surveys", EVERYTHING, TODAY).rows

        assert (row["instrument"], row["phase"], row["mean"], row["content"]) == ("csat", "delivery", 3.4, 3)
        assert (row["nps"], row["response"]) == (None, None)

    def test_of_which_nobody_answers_are_shown(self) -> None:
        """Silence is an answer too."""
        (row,) = run(Counted(surveyed("ces", "transaction", [], asked=9)), "surveys", EVERYTHING, TODAY).rows

        assert (row["asked"], row["answers"], row["response"], row["mean"]) == (9, 0, 0.0, None)

    def test_have_a_distribution_with_every_score_of_the_scale(self) -> None:
        """A score that nobody gave is a bar of zero."""
        rows = run(Counted(surveyed("ces", "transaction", [7, 7, 6, 2, 7])), "survey_scores", EVERYTHING, TODAY).rows

        assert [(row["score"], row["answers"]) for row in rows] == [
            (1, 0),
            (2, 1),
            (3, 0),
            (4, 0),
            (5, 0),
            (6, 1),
            (7, 3),
        ]
        assert rows[-1]["share"] == 0.6
