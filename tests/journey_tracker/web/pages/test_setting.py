from __future__ import annotations

import re
from pathlib import Path

import pytest

import journey_tracker.web
from journey_tracker.model_file import built_in
from journey_tracker.reports import Column, Kind
from journey_tracker.reports.texts import texts
from journey_tracker.web.figures import HARD, Figures
from journey_tracker.web.labels import labels
from journey_tracker.web.pages.setting import OWN_COLOUR, Setting

STATIC = Path(journey_tracker.web.__file__).parent / "static"


def setting(model: str = "bonsing_mann") -> Setting:
    """A model in Dutch."""
    dutch = labels("nl")
    return Setting(built_in(model), dutch, Figures(dutch), texts("nl"))


class TestTone:
    def test_of_a_known_phase_is_its_own_colour(self) -> None:
        """The same everywhere: on the map, the desk and the widget."""
        styled = set(re.findall(r"\.phase-(\w+) \{", (STATIC / "look.css").read_text()))

        assert {key for key in styled if key != "none"} == OWN_COLOUR
        assert setting().tone("delivery") == "phase-delivery"

    def test_of_a_phase_of_another_model_is_by_its_place(self) -> None:
        """Each of the eight stages another one, and each of them styled."""
        eight = setting("eight_stage")
        tones = [eight.tone(phase.key) for phase in eight.model.phases]

        assert len(set(tones)) == len(tones)
        assert set(tones) <= {f"tone-{n}" for n in re.findall(r"\.tone-(\d) \{", (STATIC / "charts.css").read_text())}

    def test_of_what_is_no_phase_is_quiet(self) -> None:
        """Begin and end have no colour."""
        assert setting().tone("start") == "phase-none"


class TestWord:
    @pytest.mark.parametrize(
        ("column", "value", "wanted"),
        [
            ("phase", "selection", "Selectie"),
            ("next_phase", "end", "Einde"),
            ("channel", "email", "E-mail"),
            ("channel", "fax", "fax"),
            ("errand", "order_status", "waar blijft het"),
            ("path", "orientation>selection", "Oriëntatie → Selectie"),
            ("phase", None, "–"),
        ],
    )
    def test_says_every_key_in_words(self, column: str, value: str | None, wanted: str) -> None:
        """What nobody named keeps its own name."""
        assert setting().word(column, value) == wanted

    def test_writes_months_as_months(self) -> None:
        """Also where they name a row."""
        assert setting().named(Column("cohort", Kind.MONTH), 202603) == f"mrt{HARD}2026"
