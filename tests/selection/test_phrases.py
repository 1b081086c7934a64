from __future__ import annotations

import pytest

from bot.selection.phrases import (
    asked_concept,
    asked_meaning,
    asks,
    counted,
    is_owned,
    is_taken_back,
    leaves_open,
    recipient,
    uninflected,
    wants_feature,
)


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

    @pytest.mark.parametrize(
        ("said", "open_"),
        [
            ("kleur maakt niet uit", True),
            ("maakt het merk niet uit", True),
            ("prijs boeit niet", True),
            ("geluid is niet zo belangrijk", True),
            ("the brand isn't that important", True),
            ("de kleur is belangrijk", False),
            ("een zwarte graag", False),
        ],
    )
    def test_what_does_not_count(self, said: str, open_: bool) -> None:
        """With something named in between or before."""
        assert leaves_open(said) is open_

    @pytest.mark.parametrize(
        ("said", "places"),
        [("de eerste twee", (1, 2)), ("the first 3", (1, 2, 3)), ("1 en 3", (1, 3)), ("de eerste", ())],
    )
    def test_counting_what_is_on_show(self, said: str, places: tuple[int, ...]) -> None:
        """From one."""
        assert counted(said) == places

    def test_what_is_taken_back_stands_right_before(self) -> None:
        """A "toch niet" elsewhere in the sentence takes nothing back."""
        assert is_taken_back("toch niet zwart", 10)
        assert not is_taken_back("toch niet te duur, zwart", 19)

    def test_a_feature_is_wished_at_the_start(self) -> None:
        """In the middle of a question it is asked after."""
        assert wants_feature("en met maalwerk?")
        assert not wants_feature("is dat met maalwerk?")

    def test_a_comparative_behind_a_verb(self) -> None:
        """Without its ending."""
        assert (uninflected("lichtere"), uninflected("groter scherm")) == ("lichter", "groter scherm")
