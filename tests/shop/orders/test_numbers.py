"""Numbers and postcodes as shoppers type them."""

from __future__ import annotations

import pytest

from bot.shop.orders.numbers import is_postcode, postcode, same_number, subject

NUMBER = "KW-2026-10417"


class TestSameNumber:
    @pytest.mark.parametrize(
        "typed", ["KW-2026-10417", "kw2026 10417", "KW202610417", "10417", "2026-10417", "kw 10417", " kw-2026-10417 "]
    )
    def test_knows_a_number_however_it_is_typed(self, typed: str) -> None:
        """Case, spaces, dashes and the first part may be left out."""
        assert same_number(typed, NUMBER)

    @pytest.mark.parametrize("typed", ["0417", "10418", "417", "AB-2026-10417", "", "KW", "١٠٤١٧"])
    def test_takes_no_other_number_for_it(self, typed: str) -> None:
        """Nor too few digits of it."""
        assert not same_number(typed, NUMBER)


class TestSubject:
    def test_is_the_same_for_every_way_to_write_a_number(self) -> None:
        """So that attempts at one order are one count."""
        assert {subject(t) for t in ("10417", "KW-2026-10417", "kw2026 10417")} == {"10417"}

    def test_of_a_text_without_digits_is_the_text(self) -> None:
        """Whatever is typed can be counted."""
        assert subject("abc") == "ABC"


class TestPostcode:
    @pytest.mark.parametrize(("typed", "expected"), [("1234 ab", "1234AB"), ("b-2000", "2000"), ("2000", "2000")])
    def test_is_brought_to_one_form(self, typed: str, expected: str) -> None:
        """Dutch and Belgian."""
        assert postcode(typed) == expected
        assert is_postcode(typed)

    @pytest.mark.parametrize("typed", ["0123 AB", "123", "12345", "", "ABCD 12"])
    def test_anything_else_is_none(self, typed: str) -> None:
        """And is compared all the same, as it was typed."""
        assert not is_postcode(typed)
