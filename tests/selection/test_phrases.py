from __future__ import annotations

import pytest

from bot.selection.phrases import asked_concept, asked_meaning, asks, is_owned, recipient


class TestAskedMeaning:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("wat is een middenmotor?", "middenmotor"),
            ("leg eens uit wat pocketvering is", "pocketvering"),
            ("wat is VVSS precies?", "VVSS"),
            ("how does noise cancelling work?", "noise cancelling"),
            ("ik zoek een laptop", ""),
        ],
    )
    def test_is_the_words_behind_the_question(self, said: str, meant: str) -> None:
        """As they were written, to be said back."""
        assert asked_meaning(said) == meant


class TestOthers:
    def test_a_guide_is_asked_for(self) -> None:
        """In the words of who does not know yet."""
        assert asks("guide", "waar moet ik op letten bij een matras?")
        assert not asks("guide", "is de eerste stil?")

    def test_whom_it_is_for(self) -> None:
        """Only behind "voor"."""
        assert recipient("cadeau voor mijn moeder", "nl") == "je moeder"
        assert recipient("mijn moeder zegt dat het kan", "nl") == ""

    def test_a_question_without_the_name_of_what_it_asks(self) -> None:
        """How far is the range."""
        assert (asked_concept("hoe ver kom ik ermee?"), asked_concept("hoe zwaar is hij?")) == ("range", "")

    def test_what_one_has_is_told_from_what_one_wants(self) -> None:
        """Who says "mijn wasmachine" is not looking for one."""
        assert is_owned("mijn wasmachine lekt", 5)
        assert not is_owned("een wasmachine graag", 4)
