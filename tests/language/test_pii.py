"""Redaction: personal data leaves, the rest stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.pii import redact

PERSONAL = {
    "mail jan.de-vries+x@voorbeeld.co.nl even": "mail <email> even",
    "bel 06-12345678 of (020) 123 45 67": "bel <phone> of <phone>",
    "+31 6 1234 5678": "<phone>",
    "0470 12 34 56": "<phone>",
    "NL91 ABNA 0417 1643 00 graag snel": "<iban> graag snel",
    "iban be68539007547034": "iban <iban>",
    "bsn 111222333": "bsn <bsn>",
    "kaart 4111 1111 1111 1111": "kaart <card>",
    "nr 12 4111111111111111 en 06 12345678": "nr 12 <card> en <phone>",
    "Kerkstraat 12a, 1234 AB Utrecht": "<address>, <postcode> Utrecht",
    "I live at 12 Baker Street": "I live at <address>",
    "mijn postcode is 1234ab": "mijn postcode is <postcode>",
    "1011 AB": "<postcode>",
    "Ik heet Jan de Vries en zoek een laptop": "Ik heet <name> en zoek een laptop",
    "my name is John Smith.": "my name is <name>.",
    "groetjes, Piet": "groetjes, <name>",
}
IMPERSONAL = [
    "laptop van 1299 euro",
    "€ 1.299,00",
    "RTX4070 165Hz 2560x1440",
    "bestelling 12345678",
    "order 2026-0415",
    "model 4500 AB",
    "budget 3000 EU",
    "1440 hz",
    "onderweg 2 dagen",
    "ik ben op zoek naar een laptop",
    "groetjes",
    "gamepad 3",
    "3SABCD123456789",
]
SPACED = st.sampled_from(["", "hallo ", "dit is ", "€ 20, "])


class TestRedact:
    @pytest.mark.parametrize(("text", "redacted"), PERSONAL.items())
    def test_takes_out_what_tells_who_it_is(self, text: str, redacted: str) -> None:
        """Each kind leaves its mark."""
        assert redact(text) == redacted

    @pytest.mark.parametrize("text", IMPERSONAL)
    def test_leaves_what_only_looks_like_it(self, text: str) -> None:
        """Prices, type numbers and order numbers are needed."""
        assert redact(text) == text

    @given(st.text(max_size=80) | st.lists(st.sampled_from([*PERSONAL, *IMPERSONAL]), max_size=4).map(" ".join))
    def test_changes_nothing_more_the_second_time(self, text: str) -> None:
        """Marks are not data."""
        once = redact(text)

        assert redact(once) == once

    @given(SPACED, st.from_regex(r"[a-z][a-z0-9.]{0,8}[a-z0-9]@[a-z]{2,8}\.(nl|com)", fullmatch=True), SPACED)
    def test_never_leaves_an_address(self, before: str, email: str, after: str) -> None:
        """Wherever it stands."""
        assert email not in redact(f"{before}{email} {after}")

    @given(SPACED, st.integers(10_000_000, 99_999_999))
    def test_never_leaves_a_mobile_number(self, before: str, digits: int) -> None:
        """However it is preceded."""
        assert str(digits) not in redact(f"{before}06{digits}")

    @given(st.integers(1, 9_999), st.sampled_from(["€ {}", "{} euro", "{},-", "{} Hz", "max {}"]))
    def test_leaves_amounts(self, value: int, form: str) -> None:
        """What a thing costs is no secret."""
        assert redact(form.format(value)) == form.format(value)
