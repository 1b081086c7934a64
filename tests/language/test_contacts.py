"""Where somebody can be reached, found in legible text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.clean import legible
from bot.language.contacts import contact_points, find_contacts


def points_in(text: str) -> list[tuple[str, str]]:
    """Kind and value of every contact point, in order."""
    return [(point.kind, point.value) for point in contact_points(legible(text))]


def phone_in(text: str) -> str | None:
    """The first telephone number found in `text`."""
    return next((value for kind, value in points_in(text) if kind == "phone"), None)


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
            "06 / 1234 5678",
            "06/12345678",
            "06\u20131234 5678",
            "06\u221212345678",
            "06 1234  5678",
            "06  -  12345678",
            "(06) - 12345678",
            "(+31) 6 12345678",
            "06\n12345678",
            "06\u200b12345678",
            "\u202a06 12345678\u202c",
            "0\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
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
            ("+49 (0)151 12345678", "+4915112345678"),
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
            ("'jan@example.nl'", "jan@example.nl"),
            ("jan@\u200bexample.nl", "jan@example.nl"),
            ("\uff4a\uff41\uff4e\uff20example.nl", "jan@example.nl"),
            ("0612345678.jan@example.nl", "0612345678.jan@example.nl"),
            ("0612345678@example.nl", "0612345678@example.nl"),
        ],
    )
    def test_an_address_is_found(self, written: str, expected: str) -> None:
        """An address keeps its name as typed and gets its domain in lower case."""
        assert points_in(written) == [("email", expected)]

    def test_all_ways_are_given_in_order(self) -> None:
        """Whoever names two ways can be reached in both."""
        ways = [("phone", "+31612345678"), ("email", "jan@example.nl")]

        assert points_in("bel 0612345678 of mail jan@example.nl") == ways
        assert points_in("mail jan@example.nl of bel 0612345678") == ways[::-1]

    @pytest.mark.parametrize("written", ["jan@", "@example.nl", "jan@example", "a@b@c.nl", "jan @ huis"])
    def test_half_an_address_is_none(self, written: str) -> None:
        """What cannot be written to is not taken for an address."""
        assert points_in(written) == []


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
            "06-11-2026 12 uur",
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
        assert points_in(written) == []


class TestAnyText:
    @given(st.text(max_size=300) | st.from_regex(r"[0+() ./\-1-9a@]{0,300}", fullmatch=True))
    def test_gives_what_can_be_dialled_or_written_to(self, text: str) -> None:
        """Whatever is typed, also lines full of digits and signs, no number comes of it that does not exist."""
        form = re.compile(r"\+[1-9][0-9]{7,14}|[^@\s]+@[^@\s]+\.[a-zA-Z]+")

        assert [value for _, value in points_in(text) if not form.fullmatch(value)] == []

    @given(st.from_regex(r"06[1-58][0-9]{7}", fullmatch=True), st.sampled_from([" ", "-", ".", ""]))
    def test_finds_every_mobile_number(self, number: str, gap: str) -> None:
        """Every Dutch mobile number is found in a sentence, with any customary gap."""
        written = gap.join((number[:2], number[2:6], number[6:]))

        assert phone_in(f"Bel me maar op {written}, dank je.") == f"+31{number[1:]}"


class TestEntities:
    def test_are_the_same_contact_points_as_typed(self) -> None:
        """What the call-back form would take is an entity, without signs."""
        found = find_contacts("bel (06) / 1234 5678 of mail Jan@Example.NL")

        assert [(e.kind, e.value) for e in found] == [("phone", "0612345678"), ("email", "jan@example.nl")]

    @pytest.mark.parametrize("typed", ["KW-2026-10417", "kw 2026 10417", "Kw-2026 10417", "kw2026-10417"])
    def test_an_order_number_of_letters_year_and_digits_needs_no_word_before_it(self, typed: str) -> None:
        """However its parts are parted, and however it is written."""
        found = find_contacts(f"waar blijft {typed}?")

        assert [e.kind for e in found] == ["order_number"]
        assert re.sub(r"[^A-Z0-9]", "", str(found[0].value)) == "KW202610417"

    @pytest.mark.parametrize(
        ("text", "code"), [("postcode 2000", "2000"), ("postcode: B-9000", "9000"), ("B-1000", "1000")]
    )
    def test_a_belgian_postcode_is_one_when_it_is_said_to_be(self, text: str, code: str) -> None:
        """Four digits alone may be anything."""
        assert [(e.kind, e.value) for e in find_contacts(text)] == [("postcode", code)]
        assert find_contacts("ik zoek iets van 2000 euro") == []

    def test_an_order_number_like_a_phone_number_is_an_order_number(self) -> None:
        """What the shopper calls it decides."""
        found = find_contacts("bestelnummer 0612345678")

        assert [(e.kind, e.value) for e in found] == [("order_number", "0612345678")]
