from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.address import addressed, all_addressed, formal, speaks_to_shopper

LINES = (Path(__file__).parent / "address_said.tsv").read_text(encoding="utf-8").splitlines()[1:]
PAIRS = [line.split("\t") for line in LINES]


class TestFormal:
    @pytest.mark.parametrize(("familiar", "polite"), PAIRS)
    def test_says_what_a_dutch_seller_would(self, familiar: str, polite: str) -> None:
        """A reviewed list of what is tricky: verbs behind and before, owners, orders, quotations."""
        assert formal(familiar) == polite

    @pytest.mark.parametrize("polite", [polite for _, polite in PAIRS])
    def test_leaves_what_is_polite_already(self, polite: str) -> None:
        """A shop may write "u" itself."""
        assert formal(polite) == polite

    def test_leaves_the_names_it_is_told_of(self) -> None:
        """A book may be called so."""
        said = formal("Je hebt “Jij” en Zeg maar Je in je mandje.", ("Zeg maar Je",))

        assert said == "U hebt “Jij” en Zeg maar Je in uw mandje."

    @given(st.text(alphabet=st.sampled_from("jeou wat{}“”.,?hb’ikz"), max_size=60))
    def test_never_fails_and_says_it_once(self, text: str) -> None:
        """Whatever a shop writes."""
        assert formal(formal(text)) == formal(text)


class TestAddressed:
    def test_a_shop_that_says_je_gets_its_texts_as_they_are(self) -> None:
        """Nothing is read or changed."""
        assert addressed("Wat zoek je?", "je") == "Wat zoek je?"
        assert all_addressed({"a": "Wat zoek je?"}, "u") == {"a": "Wat zoekt u?"}


class TestSpeaksToShopper:
    def test_tells_whether_anything_would_change(self) -> None:
        """A name without "je" need not be guarded."""
        assert speaks_to_shopper("Kies Je kleur")
        assert not speaks_to_shopper("Merel Mini")
