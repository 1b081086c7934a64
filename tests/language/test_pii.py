"""Redaction: personal data leaves, the rest stays."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.nl import bsn

from bot.handoff.contact import contact_in
from bot.language.clean import clean
from bot.language.pii import redact

PERSONAL = {
    "mail jan.de-vries+x@voorbeeld.co.nl even": "mail <email> even",
    "bel 06-12345678 of (020) 123 45 67": "bel <phone> of <phone>",
    "+31 6 1234 5678": "<phone>",
    "06 / 1234 5678 bellen": "<phone> bellen",
    "06/12345678 bellen": "<phone> bellen",
    "06 - 12 34 56 78 bellen": "<phone> bellen",
    "06\u20131234 5678 bellen": "<phone> bellen",
    "06 1234  5678 bellen": "<phone> bellen",
    "0475/12.34.56 bellen": "<phone> bellen",
    "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18 bellen": "<phone> bellen",
    "06\u200b12345678 bellen": "<phone> bellen",
    "06\n12345678 bellen": "<phone> bellen",
    "jan@\u200bvoorbeeld.nl": "<email>",
    "o'neill@voorbeeld.nl": "<email>",
    "jan@voorbeeld.nl- graag": "<email>- graag",
    "0612345678 12 uur mag": "<phone> 12 uur mag",
    "bestelnummer 0612345678": "bestelnummer <phone>",
    "06 12 34 56 7": "<phone>",
    "020-1134567 of 0201134567 12 uur": "<phone> of <phone> 12 uur",
    "0470 12 34 56": "<phone>",
    "NL91 ABNA 0417 1643 00 graag snel": "<iban> graag snel",
    "iban be68539007547034": "iban <iban>",
    "bsn 111222333": "bsn <bsn>",
    "kaart 4111 1111 1111 1111": "kaart <card>",
    "nr 12 4111111111111111 en 06 12345678": "nr 12 <card> en <phone>",
    "Kerkstraat 12a, 1234 AB Utrecht": "<address>, <postcode> Utrecht",
    "I live at 12 Baker Street": "I live at <address>",
    "mijn postcode is 1234ab": "mijn postcode is <postcode>",
    "ik woon op 1234 ab": "ik woon op <postcode>",
    "1011 AB": "<postcode>",
    "Ik heet Jan de Vries en zoek een laptop": "Ik heet <name> en zoek een laptop",
    "my name is John Smith.": "my name is <name>.",
    "groetjes, Piet": "groetjes, <name>",
    "jan punt bakker apenstaartje voorbeeld punt nl graag": "<email> graag",
    "mail naar jan (at) voorbeeld.nl": "mail naar <email>",
    "jan at voorbeeld dot com": "<email>",
    "jan @ voorbeeld . com": "<email>",
    "app me op 612345678": "app me op <phone>",
    "NL91.ABNA.0417.1643.00": "<iban>",
    "nl91-abna-0417-1643-00 ok": "<iban> ok",
    "rijksregisternummer 85.07.30-033.28": "rijksregisternummer <bsn>",
    "geboren op 12-03-1984": "geboren op <birthdate>",
    "geboortedatum: 3 mei 1990": "geboortedatum: <birthdate>",
    "ik woon op Markt 5": "ik woon op <address>",
    "adres: Oude Delft 23 B": "adres: <address>",
    "kerkstraat 12 bus 3": "<address>",
    "postcode 9000 gent": "postcode <postcode> gent",
    "hoi, met Karin": "hoi, met <name>",
}
IMPERSONAL = [
    "laptop van 1299 euro",
    "€ 1.299,00",
    "RTX4070 165Hz 2560x1440",
    "bestelling 12345678",
    "order 01234567",
    "EAN 8712345678906",
    "ean 0123456789012",
    "geleverd 06-11-2026 tussen 12:30 en 17:00",
    "06-11-2026 12 uur",
    "eerst dit\ndan dat",
    "order 2026-0415",
    "model 4500 AB",
    "budget 3000 EU",
    "1440 hz",
    "onderweg 2 dagen",
    "ik ben op zoek naar een laptop",
    "groetjes",
    "gamepad 3",
    "3SABCD123456789",
    "bestelling 612345678",
    "KW-2026-10417",
    "ordernummer B-5521",
    "order 2231 if it isn't too late",
    "look at bol.com",
    "geleverd op 12-03-2026",
    "we wonen op 2 hoog",
    "ik woon op de 3e verdieping",
    "Ik ben Nederlander",
]
GAPS = st.sampled_from(
    [
        "",
        " ",
        "  ",
        ".",
        "/",
        " / ",
        "-",
        " - ",
        "\u2011",
        "\u2013",
        " \u2014 ",
        "\u2212",
        "\u200b",
        "\u00a0",
        "\u202f",
        "\n",
    ]
)
INVISIBLE = st.sampled_from(["", "", "", "\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u202a"])
DUTCH = st.sampled_from(["06", "(06)", "020", "(0118)", "0475", "+31 (0)6", "+31(0) 6", "+316", "(+31) 6", "0031 6"])
ABROAD = st.sampled_from(["02", "+32 (0)475", "0032 2", "+49 (0)151", "+1 (212)", "0049 151", "6", "0", "+"])
LEADS = st.sampled_from(
    ["bel me op ", "Mijn nummer is:", "tel.", "tel/", "mail ", "graag na 12 uur, ", "ik heet Order "]
)
OTHERS = st.sampled_from(["(", "€ ", "bestelnummer ", "06-11-2026 ", "2560x1440 ", "12", ", ", " ", "'", "<"])


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A phone number as people write it, now and then with a digit too few or too many."""
    digits = draw(st.text(st.sampled_from("0123456789"), min_size=6, max_size=10))
    return draw(DUTCH | ABROAD) + "".join(draw(GAPS) + digit for digit in digits)


@st.composite
def emails(draw: st.DrawFn) -> str:
    """An e-mail address in the characters that mail allows."""
    name = draw(st.text(st.sampled_from("abJZ019._%+'-"), min_size=1, max_size=9))
    host = draw(st.sampled_from(["voorbeeld.nl", "Post.Voorbeeld.NL", "a-b.co.uk", "1.be", "x_y.nl", "é.nl"]))
    return f"{name}@{host}"


@st.composite
def hidden(draw: st.DrawFn, written: st.SearchStrategy[str]) -> str:
    """The same, some of it in full width or with what nobody sees in it."""
    wide = draw(st.booleans())
    shown = (chr(ord(c) + 0xFEE0) if wide and "!" <= c <= "~" else c for c in draw(written))
    return "".join(draw(INVISIBLE) + c for c in shown)


MESSAGES = st.lists(
    hidden(phones())
    | phones()
    | hidden(emails())
    | emails()
    | LEADS
    | OTHERS
    | st.sampled_from([*PERSONAL, *IMPERSONAL]),
    max_size=6,
).flatmap(lambda parts: st.sampled_from(["", " ", ", "]).map(lambda between: between.join(parts)))
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

    @given(
        MESSAGES | st.text(max_size=80) | st.lists(st.sampled_from([*PERSONAL, *IMPERSONAL]), max_size=4).map(" ".join)
    )
    def test_changes_nothing_more_the_second_time(self, text: str) -> None:
        """Marks are not data."""
        once = redact(text)

        assert redact(once) == once

    @given(MESSAGES)
    def test_leaves_nothing_that_the_call_back_form_would_take(self, text: str) -> None:
        """Who can be called back from a message cannot be called from the analysts' copy of it."""
        assert contact_in(redact(clean(text, max_chars=2000))) is None
        assert contact_in(clean(redact(text), max_chars=2000)) is None

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


NAMES = ("Jan", "Sanne de Boer", "Ahmed El Amrani", "Karin van den Berg", "Zbyszek", "J. de Wit", "Anne-Fleur")
STREETS = ("Dorpsstraat", "Lange Nieuwstraat", "Kerkweg", "Prinsengracht", "Stationsplein")
MOBILES = ("06{0}{1}", "06-{0}{1}", "06 {0} {1}", "+316{0}{1}", "0031 6 {0} {1}", "+31 (0)6 {0}{1}", "06.{0}.{1}")
LETTERS = ("AB", "KX", "ZT", "LM")


def generated(kind: str, chance: Random) -> str:
    """A piece of personal data of a kind, as somebody could have it, in a message of a shopper."""
    four, other = chance.randint(1000, 9999), chance.randint(1000, 9999)
    match kind:
        case "phone":
            return f"bel me maar op {chance.choice(MOBILES).format(four, other)} na vijven"
        case "email":
            return (
                f"stuur het naar k.{chance.choice('abcxyz')}{four}@{chance.choice(['voorbeeld.nl', 'mail.co.uk'])} aub"
            )
        case "iban":
            account = f"{chance.choice(['INGB', 'RABO', 'ABNA'])}{four:010d}"
            check = iban.calc_check_digits(f"NL00{account}")
            written = f"NL{check}{account}"
            return f"terug op {chance.choice([written, iban.format(written), written.lower()])} graag"
        case "bsn":
            return (
                f"mijn bsn is {next(n for n in range(10**8 + four * 10_000, 10**9) if bsn.is_valid(f'{n:09d}')):09d} ok"
            )
        case "card":
            start = f"4{four}{other}{four}{chance.randint(10, 99)}"
            return f"de kaart {start}{luhn.calc_check_digit(start)} werkt niet"
        case "address":
            return (
                f"bezorgen op {chance.choice(STREETS)} {chance.randint(1, 399)}{chance.choice(['', 'a', ' B'])} graag"
            )
        case "postcode":
            return (
                f"postcode {four}{chance.choice(['', ' '])}{chance.choice(LETTERS)} huisnummer {chance.randint(1, 99)}"
            )
        case _:
            said = chance.choice(["ik heet {}", "hoi, met {}", "mijn naam is {}", "dit is {}.", "Groetjes, {}"])
            return said.format(chance.choice(NAMES))


class TestRecall:
    @pytest.mark.parametrize("kind", ["phone", "email", "iban", "bsn", "card", "address", "postcode", "name"])
    def test_finds_nearly_all_that_is_generated(self, kind: str) -> None:
        """Of three hundred pieces of each kind at most three are left."""
        chance = Random(20261122)  # noqa: S311  # the same cases each time
        left = [text for text in (generated(kind, chance) for _ in range(300)) if f"<{kind}>" not in redact(text)]

        assert len(left) <= 3, left

    def test_takes_hardly_anything_out_of_what_names_nobody(self) -> None:
        """Of the products, prices and sizes of two thousand made-up messages not one in two hundred is touched."""
        chance = Random(7)  # noqa: S311  # the same cases each time
        things = ["laptop", "Sony WH-1000XM5", "RTX 4070", "matras 140x200", "EAN 8712345678906", "fiets 28 inch"]
        said = [
            "is de {t} van {n} euro nog leverbaar",
            "{t} of toch die andere, max {n}",
            "order {o}: waar blijft mijn {t}",
        ]
        texts = [
            chance.choice(said).format(
                t=chance.choice(things), n=chance.randint(5, 4999), o=chance.randint(10**7, 10**8 - 1)
            )
            for _ in range(2000)
        ]

        assert sum(redact(text) != text for text in texts) <= 10


class TestOwnOrders:
    def test_the_numbers_of_the_shops_own_orders_stay(self) -> None:
        """A shop whose order numbers look like a citizen's number says what they look like."""
        number = "111222333"

        assert redact(f"waar is {number}") == "waar is <bsn>"
        assert redact(f"waar is {number}", re.compile(r"\b\d{9}\b")) == f"waar is {number}"

    def test_what_only_holds_such_a_number_does_not(self) -> None:
        """A phone number is no order because eight of its digits could be one."""
        assert redact("06 12345678", re.compile(r"\b\d{8}\b")) == "<phone>"
