from __future__ import annotations

from collections.abc import Iterable

import pytest

from journey_tracker.envelopes import Envelope
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import Table, findings, run, texts
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, looks, returns, views
from tests.journey_tracker.reports.test_feelings import said
from tests.journey_tracker.reports.test_helping import helped

TODAY = 20260901
LIVES: list[Envelope] = [
    *each(9, looks(0), views(1), buys(2), name="buyer"),
    *each(1, looks(0), name="looker"),
    *each(30, views(0), name="chooser"),
    *said([-0.7] * 6, "order_status", "thank"),
    *helped(5, waited_s=600, name="h"),
]
REPORTS = ("funnel", "emotion", "phase_weeks", "handoffs", "success", "channels", "care", "plan")


def tables(events: Iterable[Envelope] = LIVES) -> dict[str, Table]:
    """All that findings are drawn from."""
    store = Counted(events)
    return {key: run(store, key, EVERYTHING, TODAY) for key in REPORTS}


class TestFindings:
    def test_point_at_what_stands_out(self) -> None:
        """Selection loses most, delivery feels worst though it works, and care keeps people waiting."""
        found = {finding.rule: finding for finding in findings(tables())}

        assert (found["largest_loss"].phase, found["largest_loss"].n) == ("selection", 39)
        assert found["largest_loss"].figure == pytest.approx(9 / 39)
        assert found["largest_loss"].position == "new"
        assert found["most_negative"].phase == "delivery"
        assert found["succeeds_but_cold"].phase == "delivery"
        assert (found["hurting_channel"].phase, found["hurting_channel"].channel) == ("delivery", "webchat")
        assert found["longest_wait"].phase == "customer_care"
        assert found["longest_wait"].figure == pytest.approx(600_000, rel=0.05)
        assert (found["worst_week"].phase, found["worst_week"].week) == ("delivery", 20260427)
        assert found["plan_skipped"].phase == "orientation"

    def test_lead_to_their_figure(self) -> None:
        """So that an action can be measured by it later."""
        seen = tables()
        for finding in findings(seen):
            (row,) = [r for r in seen[finding.report].rows if all(r[key] == value for key, value in finding.row)]

            assert row[finding.column] == finding.figure

    def test_name_the_phase_during_which_care_was_needed(self) -> None:
        """Nine bought and six of them sent it back: that is about transaction, not about care."""
        events = [*each(6, buys(0), returns(3)), *each(3, buys(0), name="w"), *each(9, looks(0), name="x")]
        (found,) = (f for f in findings(tables(events)) if f.rule == "care_needed")

        assert (found.phase, found.n) == ("transaction", 9)
        assert found.figure == pytest.approx(6 / 9)

    def test_are_none_of_nothing(self) -> None:
        """An empty log asks for no action, and no table none of its own."""
        assert findings(tables([])) == ()
        assert findings({}) == ()

    def test_do_not_come_from_a_few(self) -> None:
        """Four bad moods are chance."""
        table = run(Counted(said([-0.9] * 4, "order_status")), "emotion", EVERYTHING, TODAY)

        assert findings({"emotion": table}) == ()

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_can_be_said(self, language: str) -> None:
        """Each has a sentence with its phase, its figure and its number."""
        for finding in findings(tables()):
            sentence = texts(language).finding(finding.rule)
            said = sentence.format(
                phase="Levering", figure="60 %", n=finding.n, channel="webchat", position="new", week="27 april"
            )

            assert "Levering" in said
            assert "60 %" in said
            assert str(finding.n) in said
