from __future__ import annotations

from collections import Counter

import pytest

from bot.language.concepts import concept_of
from bot.selection.schema.ranges import ranges


class TestRanges:
    @pytest.mark.parametrize(
        ("cell", "unit", "found"),
        [
            ("15-25 kg", "kg", (15.0, 25.0)),
            ("500 g - 2 kg", "kg", (0.5, 2.0)),
            ("3 tot 6", "", (3.0, 6.0)),
            ("1,5 – 2,5 m", "cm", (150.0, 250.0)),
        ],
    )
    def test_reads_both_ends_in_one_unit(self, cell: str, unit: str, found: tuple[float, float]) -> None:
        """The unit of the second counts for both when the first has none."""
        assert ranges(None, Counter([cell]), ",") == (unit, {cell: found})

    @pytest.mark.parametrize("cell", ["1920,1080", "16:9", "25-15", "2x3", "10 kg - 2 jaar", "A-12"])
    def test_takes_no_pair_for_a_range_that_is_none(self, cell: str) -> None:
        """A resolution, a ratio, what falls, and what is in two units."""
        assert ranges(None, Counter([cell]), ".") is None

    def test_needs_four_fifths_of_the_cells(self) -> None:
        """A few ranges among numbers are not a column of ranges."""
        assert ranges(None, Counter(["1-2", "3", "4", "5"]), "") is None

    @pytest.mark.parametrize("cell", ["20,20", "20-20000", "20 Hz - 20 kHz"])
    def test_reads_what_ears_hear(self, cell: str) -> None:
        """A highest frequency below a thousand is in kilohertz."""
        assert ranges(concept_of("frequency_response"), Counter([cell]), ".") == ("Hz", {cell: (20.0, 20000.0)})
