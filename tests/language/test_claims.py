"""Which order somebody means, however number and postcode are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.claims import claim_in
from bot.language.contacts import find_contacts


def claimed(text: str, *, asked: bool = False) -> tuple[str, str]:
    """What is read in a message."""
    return claim_in(text, find_contacts(text), asked=asked)


class TestClaim:
    @pytest.mark.parametrize(
        ("text", "number", "postcode"),
        [
            ("waar is KW-2026-10417?", "KW-2026-10417", ""),
            ("waar is kw 2026 10417, 1234ab", "KW-2026-10417", "1234 AB"),
            ("mijn bestelling 10417, postcode 2000", "10417", "2000"),
            ("bestelnummer KW-2026-10404 2000", "KW-2026-10404", "2000"),
            ("mijn bestelling 3512 JE", "", "3512 JE"),
            ("KW-2026-10408 6811 KG", "KW-2026-10408", "6811 KG"),
            ("ik zoek een laptop van 2026 euro", "", ""),
            ("bestelling 10417 uit 2025", "10417", ""),
        ],
    )
    def test_is_read_in_any_message(self, text: str, number: str, postcode: str) -> None:
        """As long as it says that it is an order."""
        assert claimed(text) == (number, postcode)

    @pytest.mark.parametrize(
        ("text", "number", "postcode"),
        [
            ("10417", "10417", ""),
            ("het is 10417 1234 ab", "10417", "1234 ab"),
            ("10404 en 2000", "10404", "2000"),
            ("2000", "", "2000"),
            ("b-9000", "", "9000"),
            ("waar is 10413, 1211GA", "10413", "1211 GA"),
            ("weet ik niet", "", ""),
            ("12", "", ""),
            ("bel me op 0612345678", "", ""),
        ],
    )
    def test_bare_digits_answer_the_question_for_them(self, text: str, number: str, postcode: str) -> None:
        """Five digits are a number, four are a Belgian postcode."""
        assert claimed(text, asked=True) == (number, postcode)

    @given(st.text(max_size=200), st.booleans())
    def test_takes_any_text(self, text: str, asked: bool) -> None:
        """Whatever is typed, both are texts."""
        assert all(isinstance(part, str) for part in claimed(text, asked=asked))
