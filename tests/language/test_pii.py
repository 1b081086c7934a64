"""Redaction: personal data leaves, the rest stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
