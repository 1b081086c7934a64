from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from bot.selection.answering.words import flat, needs_said, without_filler
from bot.shop.feed import read_feed

DEMO = Path(__file__).parents[3] / "data" / "shop"


class TestNeedsSaid:
    @pytest.mark.parametrize(
        ("text", "needs"),
        [
            ("om mee te gamen, nee sorry, voor kantoor", ("work",)),
            ("for work, i mean for my homework", ("school",)),
            ("voor kantoor, nee wacht, doe een zwarte", ("work",)),
        ],
    )
    def test_what_is_taken_back_does_not_count(self, text: str, needs: tuple[str, ...]) -> None:
        """When another need takes its place."""
        laptop = read_feed(DEMO / "products" / "laptop.csv", schema_folder=DEMO / "schema").categories[0]

        assert needs_said(text, laptop) == needs


class TestWithoutFiller:
    @pytest.mark.parametrize(
        ("said", "left"), [("doe maar grijs graag", "grijs"), ("ik denk aan grijs", "grijs"), ("doe maar", "maar")]
    )
    def test_leaves_what_was_answered(self, said: str, left: str) -> None:
        """However it was put; never nothing at all."""
        assert without_filler(flat(said)) == left

    def test_a_row_of_fillers_takes_no_time(self) -> None:
        """A message of nothing but "doe maar" does not keep the bot from everybody else."""
        begun = perf_counter()
        without_filler(flat("x " + "doe maar " * 200 + "qqq"))

        assert perf_counter() - begun < 2.0
