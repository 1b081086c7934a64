"""Where a shopper can be reached, found in free text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handoff.contact import Contact, contact_in
from bot.handoff.ports import ContactKind


def phone_in(text: str) -> str | None:
    """The telephone number found in `text`."""
    contact = contact_in(text)
    return contact.value if contact is not None and contact.kind is ContactKind.PHONE else None


class TestDutchNumbers:
    @pytest.mark.parametrize(
        "written",
        [
            "0612345678",
            "06-12345678",
            "06 - 12 34 56 78",
            "06.12.34.56.78",
            "(06) 12345678",
            "+31612345678",
            "+31 6 12345678",
            "+31 (0)6 1234 5678",
            "+31 06 12345678",
            "0031 6 12345678",
            "06\u00a012\u00a034\u00a056\u00a078",
            "06\u201112345678",
            "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
            "bel me op 0612345678.",
            "tel:0612345678, na vijven graag",
            "Mijn nummer is 0612345678!",
            "0612345678 12 uur mag",
            "ik heb bestelling 12345 en ben te bereiken op 06-12345678",
            "order 2024-0099, bel 06 12345678",
        ],
    )
    def test_mobile_numbers_are_read_in_every_spelling(self, written: str) -> None:
        """However a Dutch mobile number is written, it becomes one form."""
        assert phone_in(written) == "+31612345678"

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("020-5551234", "+31205551234"),
            ("020 555 12 34", "+31205551234"),
            ("0475-323456", "+31475323456"),
            ("0475323456", "+31475323456"),
            ("(0118) 55 66 77", "+31118556677"),
            ("088 1234567", "+31881234567"),
        ],
    )
    def test_landlines_are_read(self, written: str, expected: str) -> None:
        """Area codes of three and of four digits are both known."""
        assert phone_in(written) == expected


class TestBelgianAndForeignNumbers:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("+32 475 12 34 56", "+32475123456"),
            ("0032475123456", "+32475123456"),
            ("+32 (0)2 123 45 67", "+3221234567"),
            ("0475 12 34 56", "+32475123456"),
            ("0475/12.34.56", "+32475123456"),
            ("02 123 45 67", "+3221234567"),
            ("02/123.45.67", "+3221234567"),
            ("053 12 34 56", "+3253123456"),
        ],
    )
    def test_belgian_spellings_are_read_as_belgian(self, written: str, expected: str) -> None:
        """Grouping tells a Belgian number where the digits alone could be Dutch."""
        assert phone_in(written) == expected

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("+49 151 12345678", "+4915112345678"),
            ("0049 151 12345678", "+4915112345678"),
            ("+44 20 7946 0958", "+442079460958"),
            ("+1 (212) 555-0123", "+12125550123"),
        ],
    )
    def test_other_countries_need_their_code(self, written: str, expected: str) -> None:
        """With `+`, or `00` within Europe, any country can be called."""
        assert phone_in(written) == expected


class TestEmail:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("jan@example.nl", "jan@example.nl"),
            ("Mail maar naar Jan.de-Vries+shop@Post.Example.NL.", "Jan.de-Vries+shop@post.example.nl"),
            ("<o'neill@example.ie>", "o'neill@example.ie"),
            ("0612345678@example.nl", "0612345678@example.nl"),
        ],
    )
    def test_an_address_is_found(self, written: str, expected: str) -> None:
        """An address keeps its name as typed and gets its domain in lower case."""
        assert contact_in(written) == Contact(ContactKind.EMAIL, expected)

    def test_the_first_of_two_ways_counts(self) -> None:
        """Whoever gives both is reached in the way that was named first."""
        assert contact_in("bel 0612345678 of mail jan@example.nl") == Contact(ContactKind.PHONE, "+31612345678")
        assert contact_in("mail jan@example.nl of bel 0612345678") == Contact(ContactKind.EMAIL, "jan@example.nl")

    @pytest.mark.parametrize("written", ["jan@", "@example.nl", "jan@example", "a@b@c.nl", "jan @ huis"])
    def test_half_an_address_is_none(self, written: str) -> None:
        """What cannot be written to is not taken for an address."""
        assert contact_in(written) is None


class TestOtherNumbers:
    @pytest.mark.parametrize(
        "written",
        [
            "",
            "spreek een medewerker",
            "max € 0612345678",
            "tussen 200 en 300 euro",
            "€ 1.049,00",
            "0,50 cent",
            "bestelnummer 0201234567",
            "mijn bestelnummer is: 0612345678",
            "Order #0612345678",
            "order no. 0612345678",
            "00123456789",
            "0012345678",
            "factuur 0345123456",
            "NL91 ABNA 0345 5643 00",
            "NL91ABNA0417164300",
            "8712345678906",
            "0123456789012",
            "01-02-2024 12:30",
            "geleverd 01-02-2024 12 uur",
            "2024-02-01 10:15:00",
            "06 12 34 56 7",
            "06123456789",
            "0800-1234",
            "0900 1234567",
            "612345678",
            "1011 AB 10",
            "10.0612345678",
        ],
    )
    def test_are_left_alone(self, written: str) -> None:
        """Prices, dates, order numbers, IBANs and half numbers are no way to reach someone."""
        assert contact_in(written) is None


class TestAnyText:
    @given(st.text(max_size=300))
    def test_gives_a_callable_contact_or_none(self, text: str) -> None:
        """Whatever is typed, the answer can be dialled or written to, or there is none."""
        contact = contact_in(text)

        assert contact is None or re.fullmatch(r"\+[1-9]\d{7,14}|[^@\s]+@[^@\s]+\.[a-zA-Z]+", contact.value)

    @given(st.from_regex(r"[0+() ./\-1-9a@]{0,300}", fullmatch=True))
    def test_gives_a_callable_contact_or_none_among_digits(self, text: str) -> None:
        """Lines full of digits and signs neither hang nor give a number that does not exist."""
        contact = contact_in(text)

        assert contact is None or re.fullmatch(r"\+[1-9]\d{7,14}|[^@\s]+@[^@\s]+\.[a-zA-Z]+", contact.value)

    @given(st.from_regex(r"06[1-58][0-9]{7}", fullmatch=True), st.sampled_from([" ", "-", ".", ""]))
    def test_finds_every_mobile_number(self, number: str, gap: str) -> None:
        """Every Dutch mobile number is found in a sentence, with any customary gap."""
        written = gap.join((number[:2], number[2:6], number[6:]))

        assert phone_in(f"Bel me maar op {written}, dank je.") == f"+31{number[1:]}"
