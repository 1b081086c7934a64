from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.grams import KINDS, Grams

LINES = ["ik zoek een laptop", "een lichte laptop", "waar blijft mijn pakje", "a u", "goedkoper goedkoper!"]


@pytest.mark.parametrize("kind", KINDS)
class TestGrams:
    @given(line=st.one_of(st.sampled_from(LINES), st.text(max_size=60), st.text(alphabet="aeiklopt ", max_size=60)))
    def test_one_line_weighs_as_in_bulk(self, kind: str, line: str) -> None:
        """What is worked out for a message is what the head was trained with."""
        grams, in_bulk = Grams.learned(kind, [*LINES, line])

        places, weights = grams.weigh(line)
        weighed = np.zeros(len(grams.words))
        weighed[places] = weights

        assert np.allclose(weighed, in_bulk[len(LINES)].toarray()[0])

    def test_nothing_known_weighs_nothing(self, kind: str) -> None:
        """A line in another script is no error."""
        grams, _ = Grams.learned(kind, LINES)

        assert [len(part) for part in grams.weigh("ничего")] == [0, 0]

    def test_restored_grams_weigh_the_same(self, kind: str) -> None:
        """From their order and frequencies alone."""
        grams, _ = Grams.learned(kind, LINES)
        again = Grams.restored(kind, grams.in_order(), grams.idf)

        for one, other in zip(grams.weigh(LINES[0]), again.weigh(LINES[0]), strict=True):
            assert one.tolist() == other.tolist()

    def test_frequencies_of_other_grams_are_refused(self, kind: str) -> None:
        """Files that do not belong together are not mixed."""
        with pytest.raises(ValueError, match="2 grams and 3 frequencies"):
            Grams.restored(kind, ["a", "b"], np.ones(3))
