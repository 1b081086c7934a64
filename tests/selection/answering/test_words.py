from __future__ import annotations

from time import perf_counter

import pytest

from bot.selection.answering.words import flat, without_filler


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
