from __future__ import annotations

from bot.selection.search.terms import PART, Terms

TERMS = Terms.of({"fietsen": 1, "fiets": 2, "tas": 3, "fietstas": 1, "e-bike": 1})


class TestTerms:
    """Words to terms."""

    def test_forms_of_a_word_are_one_term(self) -> None:
        """Also forms that the catalogue does not have."""
        assert TERMS.term("fietsen") == TERMS.term("fiets")
        assert TERMS.term("tassen") == TERMS.term("tas") != TERMS.term("fiets")
        assert TERMS.term("laptop") is None

    def test_a_hyphen_makes_no_other_word(self) -> None:
        """With and without it."""
        assert TERMS.term("ebike") == TERMS.term("e-bike")

    def test_a_compound_is_indexed_whole_and_in_parts(self) -> None:
        """Whole it counts fully, its parts less."""
        starts, terms, weights = TERMS.table(["fietstas", "tas"])

        assert starts.tolist() == [0, 3, 4]
        assert dict(zip(terms[:3].tolist(), weights[:3].tolist(), strict=True)) == {
            TERMS.term("fiets"): float(weights[0]),
            TERMS.term("tas"): float(weights[0]),
            TERMS.term("fietstas"): 1.0,
        }
        assert round(float(weights[0]), 3) == PART

    def test_without_words_there_are_no_terms(self) -> None:
        """An empty catalogue."""
        assert Terms.of({}).count == 0
