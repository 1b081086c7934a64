from __future__ import annotations

import numpy as np
import pytest

from bot.selection.search.bm25 import K1, B, Postings, postings


def made(occurrences: list[tuple[int, int, float, bool]], terms: int, texts: int) -> Postings:
    """Postings of (term, text, weight, named)."""
    term, text, weight, named = zip(*occurrences, strict=True) if occurrences else ((), (), (), ())
    return postings(
        np.array(term, np.int64),
        np.array(text, np.int64),
        np.array(weight, np.float32),
        np.array(named, np.bool_),
        of_terms=terms,
        texts=texts,
    )


class TestPostings:
    """BM25 over occurrences."""

    def test_scores_as_the_formula_says(self) -> None:
        """One term in one of two texts of equal length gives idf * tf * (k1 + 1) / (tf + k1)."""
        found = made([(0, 0, 1.0, True), (1, 1, 1.0, True)], terms=2, texts=2)
        scores = np.zeros(2, np.float32)
        found.add(scores, 0, found.idf(0))

        assert found.idf(0) == pytest.approx(np.log(1 + 1.5 / 1.5))
        assert scores == pytest.approx([found.idf(0) * (K1 + 1) / (1 + K1), 0.0], rel=1e-3)

    def test_a_long_text_counts_less(self) -> None:
        """The same term says less of the longer text, as B asks."""
        found = made([(0, 0, 1.0, True), (0, 1, 1.0, True), (1, 1, 3.0, True)], terms=2, texts=2)
        scores = np.zeros(2, np.float32)
        found.add(scores, 0, 1.0)

        assert scores[0] > scores[1] > 0
        assert scores[1] == pytest.approx((K1 + 1) / (1 + K1 * (1 - B + B * 4 / 2.5)), rel=1e-3)

    def test_occurrences_in_several_fields_add_up(self) -> None:
        """A term in title and description is one posting, and the text is named so."""
        found = made([(0, 0, 2.0, True), (0, 0, 0.4, False), (0, 1, 0.4, False)], terms=1, texts=2)

        assert found.frequency(0) == 2
        assert found.of(0, named=True).tolist() == [0]

    def test_of_nothing_there_are_none(self) -> None:
        """No occurrences and no texts give postings that add nothing."""
        assert made([], terms=0, texts=0).terms == 0
        assert made([], terms=0, texts=3).texts == 3
