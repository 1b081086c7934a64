from __future__ import annotations

import pytest

from bot.language.bare import bare_word, language_asked, only_turns


class TestBareWord:
    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("ja", "yes"), ("jawel", "yes"), ("doe maar", "yes"), ("👍🏽", "good"), ("ok", "good"),
            ("oké prima!", "good"),
            ("👎", "bad"), ("mwah", "shrug"), ("hm", "shrug"), ("welke?", "which"), ("hoezo dan?", "why"),
            ("??", "what"),
            ("wat zei je", "again"), ("terug", "back"), ("laat maar", "drop"), ("nee toch niet", "no"),
            ("ok die wil ik", "take"), ("never mind", "drop"), ("why do you ask", "why"),
        ],
    )  # fmt: skip
    def test_is_known_for_what_it_does(self, text: str, word: str) -> None:
        """However it is written, with what shoppers put around it."""
        assert bare_word(text) == word

    @pytest.mark.parametrize(
        "text", ["zwart", "tot 500", "ja een zwarte", "waarom is deze duurder", "", "bedankt", "ok " * 40]
    )
    def test_a_message_that_says_more_is_none(self, text: str) -> None:
        """A wish behind a yes is a wish."""
        assert bare_word(text) is None


class TestLanguageAsked:
    @pytest.mark.parametrize(
        ("text", "language"), [("can you speak english please", "en"), ("nu weer nederlands graag", "nl")]
    )
    def test_a_message_may_ask_for_a_language_alone(self, text: str, language: str) -> None:
        """In either language."""
        assert language_asked(text) == language

    def test_a_language_in_a_wish_is_not_asked_for(self) -> None:
        """A keyboard may be English."""
        assert language_asked("laptop met engels toetsenbord") is None


class TestOnlyTurns:
    def test_knows_the_words_round_a_kind_of_product(self) -> None:
        """To name a laptop turns, to name a light one wishes."""
        assert only_turns(["nu", "de"])
        assert not only_turns(["een", "lichte"])
