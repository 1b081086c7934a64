from __future__ import annotations

import pytest

from journey_tracker.ports import Value
from journey_tracker.web.drilling import drilled, narrowed

PHASES = frozenset({"selection", "delivery", "customer_care"})


class TestDrilled:
    @pytest.mark.parametrize(
        ("named", "found"),
        [
            ({"phase": "selection", "position": "new"}, {"phase": "selection", "position": "new"}),
            ({"phase": "customer_care", "during": "none"}, {"phase": "customer_care", "during": "none"}),
            ({"phase": "none"}, {"phase": "none"}),
            ({"phase": "end"}, {}),
            ({"phase": "selection", "quadrant": "pain"}, {"phase": "selection", "quadrant": "pain"}),
            ({"week": 20260302}, {"from": "2026-03-02", "to": "2026-03-08"}),
            (
                {"instrument": "nps", "phase": "delivery", "score": 7},
                {"phase": "delivery", "score": "7", "kind": "survey_answered", "detail": "nps"},
            ),
            ({"phase": "selection", "last_errand": "complaint"}, {"phase": "selection", "errand": "complaint"}),
            ({"phase": "selection", "last_errand": "page_viewed"}, {"phase": "selection", "kind": "page_viewed"}),
            (
                {"deviation": "back", "phase": "delivery", "next_phase": "selection"},
                {"phase": "selection", "before": "delivery"},
            ),
            ({"deviation": "skipped", "phase": "delivery", "next_phase": None}, {}),
            ({"cohort": 202601}, {}),
        ],
    )
    def test_is_the_filter_of_what_a_row_is_about(self, named: dict[str, Value], found: dict[str, str]) -> None:
        """Empty for what has no contacts."""
        assert drilled(named, PHASES) == found

    def test_of_a_step_is_where_it_went(self) -> None:
        """The contacts in the later phase that came from the earlier."""
        row: dict[str, Value] = {"phase": "start", "next_phase": "selection"}

        assert drilled(row, PHASES, steps=True) == {"phase": "selection", "before": "start"}
        assert drilled({"phase": "selection", "next_phase": "end"}, PHASES, steps=True) == {}


class TestNarrowed:
    def test_is_about_some_of_the_contacts_of_the_row(self) -> None:
        """Those of which the column tells."""
        assert narrowed({"phase": "delivery"}, "negative_share") == {"phase": "delivery", "mood": "negative"}
        assert narrowed({"phase": "delivery"}, "asked") == {"phase": "delivery", "handoff": "yes"}
        assert narrowed({"kind": "survey_answered", "detail": "nps"}, "asked") == {
            "kind": "survey_asked",
            "detail": "nps",
        }

    def test_of_what_is_about_all_of_them_is_none(self) -> None:
        """The name of the row leads there; and from no contacts to none."""
        assert narrowed({"phase": "delivery"}, "stays") is None
        assert narrowed({}, "success") is None
