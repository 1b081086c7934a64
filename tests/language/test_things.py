"""Things: kinds of products by their nouns, in any shop."""

from __future__ import annotations

import time

import pytest

from bot.language.pieces import pieces
from bot.language.things import corrected, find_things


def things(text: str) -> list[str]:
    """The things in a text, as they are typed."""
    return [text[e.start : e.end] for e in find_things(pieces(text))]


class TestFindThings:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ik zoek een stofzuiger", ["stofzuiger"]),
            ("hebben jullie wandelschoenen of regenjassen", ["wandelschoenen", "regenjassen"]),
            ("een frigo, ne droogkast en een gsm", ["frigo", "droogkast", "gsm"]),
            ("lampjes voor aan de fiets", ["lampjes", "fiets"]),
            ("do you sell air fryers", ["air fryers"]),
            ("two tv's please", ["tv's"]),
            ("een t-shirt", ["t-shirt"]),
            ("elektrische tandenborstel", ["elektrische tandenborstel"]),
            ("koffie bonen", ["koffie bonen"]),
            ("running shoes size 9", ["running shoes"]),
            ("mattress protector", ["mattress protector"]),
        ],
    )
    def test_knows_plurals_diminutives_flemish_words_and_phrases(self, text: str, expected: list[str]) -> None:
        """Whatever the shop sells, in both languages."""
        assert things(text) == expected

    @pytest.mark.parametrize("text", ["bakfiets", "gaminglaptop", "keukentafel", "schommelstoel", "zomerdekbed"])
    def test_hears_a_thing_at_the_end_of_a_compound(self, text: str) -> None:
        """The compound is the thing, as a whole."""
        assert things(text) == [text]

    @pytest.mark.parametrize(
        "text",
        [
            "de levering was te laat",
            "ik woon in eindhoven",
            "the content is great",
            "daarboven",
            "what is your phone number",
        ],
    )
    def test_leaves_words_that_end_alike(self, text: str) -> None:
        """Not every word that ends in one is a thing."""
        assert things(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("een nieuwe bank", ["bank"]),
            ("bank", ["bank"]),
            ("betalen via mijn bank", []),
            ("i need a watch", ["watch"]),
            ("i watch films", []),
        ],
    )
    def test_needs_a_sign_where_a_word_means_more(self, text: str, expected: list[str]) -> None:
        """A determiner, or nothing else in the message."""
        assert things(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a mattress cover 140x200", ["mattress cover"]),
            ("dishwasher tablets please", ["dishwasher tablets"]),
            ("a cover for a garden chair", ["garden chair"]),
            ("can you deliver a garden chair cover", ["garden chair cover"]),
            ("let the freezer stand for a day", ["freezer"]),
        ],
    )
    def test_hears_what_is_made_for_a_thing(self, text: str, expected: list[str]) -> None:
        """The whole name, not the thing it is for; what a thing does is no part of its name."""
        assert things(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("any trainers in size 9", ["trainers"]),
            ("bread maker", ["bread maker"]),
            ("wool scarves", ["scarves"]),
            ("een matras goed voor mijn rug", ["matras"]),
            ("keep stocking it", []),
        ],
    )
    def test_tells_english_things_from_words_that_mean_more(self, text: str, expected: list[str]) -> None:
        """In either language: a rug is no Dutch back."""
        assert things(text) == expected


class TestCorrected:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("kofiemachine", "koffiemachine"),
            ("wasmasjine", "wasmachine"),
            ("laptpo", "laptop"),
            ("stofzuigr", "stofzuiger"),
            ("televise", "televisie"),
            ("matrassn", "matras"),
        ],
    )
    def test_finds_what_was_meant(self, typed: str, meant: str) -> None:
        """A slip inside a word, swapped or dropped letters."""
        found = corrected(pieces(typed)[0])

        assert found is not None
        assert found.value == meant
        assert found.confidence < 1

    @pytest.mark.parametrize(
        "word", ["printen", "getting", "charged", "wanted", "schandaal", "settings", "lights", "hacken"]
    )
    def test_leaves_other_words(self, word: str) -> None:
        """A verb is no misspelt noun."""
        assert corrected(pieces(word)[0]) is None


class TestSpeed:
    def test_takes_far_less_than_a_millisecond(self) -> None:
        """The lists are read once."""
        text = "ik zoek een goede stofzuiger met snoer voor in mijn nieuwe huis, liefst een stille en niet te duur"
        find_things(pieces(text))
        started = time.process_time()
        for _ in range(200):
            find_things(pieces(text))

        assert (time.process_time() - started) / 200 < 0.002
