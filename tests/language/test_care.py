"""What short messages say around an order."""

from __future__ import annotations

import pytest

from bot.language.care import is_no, is_partly, is_yes, quantity_in, says, stars_in


class TestYesAndNo:
    @pytest.mark.parametrize("text", ["ja", "Ja, graag!", "yes please", "Doe maar", "ja hoor", "oké", "Ja, alles"])
    def test_a_yes_is_a_whole_message(self, text: str) -> None:
        """In both languages."""
        assert is_yes(text)
        assert not is_no(text)

    @pytest.mark.parametrize("text", ["nee", "Laat maar", "never mind", "stop", "Nee, laat maar", "liever niet"])
    def test_a_no_is_too(self, text: str) -> None:
        """Calling it off as well."""
        assert is_no(text)
        assert not is_yes(text)

    @pytest.mark.parametrize("text", ["ja maar niet vandaag", "ja, voor een deel", "ik ga ja", "", "nee de tweede"])
    def test_what_says_more_is_neither(self, text: str) -> None:
        """A write asks for a plain yes."""
        assert not is_yes(text)
        assert not is_no(text)


class TestPartly:
    @pytest.mark.parametrize(
        "text", ["Ja, voor een deel", "deels", "nog niet alles", "only a part, it's missing one", "de helft"]
    )
    def test_is_understood(self, text: str) -> None:
        """The answer that an earlier assistant took for a yes."""
        assert is_partly(text)

    @pytest.mark.parametrize("text", ["ja", "alles is er", "het maakt een groot deel van de dag nogal veel geluid"])
    def test_is_not_heard_everywhere(self, text: str) -> None:
        """A long message with such a word in it is about something else."""
        assert not is_partly(text)


class TestQuantity:
    @pytest.mark.parametrize(
        ("text", "pieces"),
        [("doe er twee", 2), ("2x deze", 2), ("geef me er 3", 3), ("I'll take two", 2), ("doe maar deze", 1), ("", 1)],
    )
    def test_is_read(self, text: str, pieces: int) -> None:
        """One when nothing is said."""
        assert quantity_in(text) == pieces

    @pytest.mark.parametrize("text", ["de tweede", "een laptop van 15 inch", "doe er 99"])
    def test_is_no_ordinal_and_no_size(self, text: str) -> None:
        """And never more than a person carries."""
        assert quantity_in(text) in (1, 20)


class TestStars:
    @pytest.mark.parametrize(
        ("text", "score"),
        [("4 sterren", (4, 5)), ("5 stars!", (5, 5)), ("een 8", (8, 10)), ("7/10", (7, 10)), ("9", (9, 10))],
    )
    def test_are_read_with_their_scale(self, text: str, score: tuple[int, int]) -> None:
        """Stars are of five, a figure of ten."""
        assert stars_in(text) == score

    @pytest.mark.parametrize("text", ["goed geholpen", "12/10", "ik heb 3 laptops gekocht in 2020", ""])
    def test_no_score_is_none(self, text: str) -> None:
        """Nothing is made of other numbers."""
        assert stars_in(text) is None


class TestSays:
    def test_knows_the_subject_of_a_question(self) -> None:
        """By whole words."""
        assert says("payment", "Hoe kan ik betalen?")
        assert not says("payment", "onbetaalbaar")
