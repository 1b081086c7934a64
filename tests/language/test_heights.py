"""Lengths as people say them of themselves."""

from __future__ import annotations

import pytest

from bot.language.heights import heights


class TestHeights:
    @pytest.mark.parametrize(
        ("text", "centimetres"),
        [
            ("ik ben 1 meter 85", 185),
            ("1m85", 185),
            ("iemand van 2m05", 205),
            ("1 m 80 breed", 180),
            ("een meter zeventig", 170),
            ("1 meter vijfentachtig", 185),
            ("ik ben 1,85", 185),
            ("i am 1.62", 162),
            ("ik ben 185", 185),
            ("i'm 5'4", 163),
            ("5 foot 11", 180),
            ("6'2\" tall", 188),
        ],
    )
    def test_are_heard_with_and_without_units(self, text: str, centimetres: float) -> None:
        """However a metre and its centimetres are written."""
        assert [h.centimetres for h in heights(text)] == [centimetres]

    @pytest.mark.parametrize(
        "text",
        ["2 meter 90 breed", "1 meter 60 euro", "ik ben 180 euro kwijt", "1,85 euro", "ik ben 45", "1 meter breed", ""],
    )
    def test_are_no_other_numbers(self, text: str) -> None:
        """What is counted in something else, or is longer than people are, is left to the amounts."""
        assert heights(text) == []
