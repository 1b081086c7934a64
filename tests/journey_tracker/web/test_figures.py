from __future__ import annotations

import pytest

from journey_tracker.reports import Kind
from journey_tracker.web.figures import HARD, Figures
from journey_tracker.web.labels import labels

DUTCH, ENGLISH = Figures(labels("nl")), Figures(labels("en"))
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace(HARD, " ")


class TestFigures:
    @pytest.mark.parametrize(
        ("kind", "value", "dutch", "english"),
        [
            (Kind.COUNT, 12345, "12.345", "12,345"),
            (Kind.SHARE, 0.6244, "62 %", "62 %"),
            (Kind.SHARE, 0.0312, "3,1 %", "3.1 %"),
            (Kind.SHARE, 0, "0 %", "0 %"),
            (Kind.CENTS, 1_234_567, "€ 12.346", "€ 12,346"),
            (Kind.CENTS, 1250, "€ 12,50", "€ 12.50"),
            (Kind.CENTS, 1200, "€ 12", "€ 12"),
            (Kind.SCORE, -0.145, "−0,14", "−0.14"),
            (Kind.POINTS, 7.44, "7,4", "7.4"),
            (Kind.DAY, 20260501, "1 mei 2026", "1 May 2026"),
            (Kind.MONTH, 202603, "mrt 2026", "Mar 2026"),
            (Kind.TEXT, "webchat", "webchat", "webchat"),
            (Kind.COUNT, None, "", ""),
        ],
    )
    def test_are_written_in_the_language(self, kind: Kind, value: str | float | None, dutch: str, english: str) -> None:
        """A thousand, a share, euros, a mood, a day; nothing is nothing."""
        assert (plain(DUTCH(kind, value)), plain(ENGLISH(kind, value))) == (dutch, english)

    @pytest.mark.parametrize(
        ("ms", "wanted"),
        [
            (0, "0 s"),
            (42 * SECOND, "42 s"),
            (5 * MINUTE + 40 * SECOND, "5 min"),
            (3 * HOUR + 20 * MINUTE, "3 u 20 min"),
            (19 * HOUR + 50 * MINUTE, "19 u"),
            (DAY + 9 * HOUR, "1 d 9 u"),
            (40 * DAY + 3 * HOUR, "40 d"),
        ],
    )
    def test_say_how_long_in_what_matters(self, ms: int, wanted: str) -> None:
        """One unit, or two where the first is small."""
        assert plain(DUTCH(Kind.MS, ms)) == wanted

    @pytest.mark.parametrize(
        ("kind", "value", "wanted"),
        [
            (Kind.SHARE, -0.034, "−3,4 punt"),
            (Kind.SCORE, 0.12, "+0,12"),
            (Kind.CENTS, -500, "−€ 5"),
            (Kind.MS, 2 * MINUTE, "+2 min"),
            (Kind.SCORE, 0.0, "0,00"),
        ],
    )
    def test_give_a_difference_its_sign(self, kind: Kind, value: float, wanted: str) -> None:
        """Of shares in points, never in percent of percent."""
        assert plain(DUTCH.signed(kind, value)) == wanted
