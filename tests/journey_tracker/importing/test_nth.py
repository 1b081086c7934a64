from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.importing.nth import Nth


class TestNth:
    @given(st.lists(st.sampled_from("abcdef"), max_size=50))
    def test_counts_equals_from_zero(self, rows: list[str]) -> None:
        """As a dictionary of everything would."""
        nth, seen = Nth(bits=16), Counter[str]()

        for row in rows:
            assert nth.of(row) == seen[row]
            seen[row] += 1

    @given(st.lists(st.text(max_size=3), max_size=200))
    def test_never_gives_two_of_the_same_one_number(self, rows: list[str]) -> None:
        """Also when the filter is far too small, and mistakes much for seen."""
        nth = Nth(bits=5)

        numbered = [(row, nth.of(row)) for row in rows]

        assert len(set(numbered)) == len(numbered)
        again = Nth(bits=5)
        assert [(row, again.of(row)) for row in rows] == numbered
