"""Mentions: how many, for whom, what for, in which size and colour."""

from __future__ import annotations

from time import process_time

import pytest

from bot.language.mentions import find_mentions, find_pointed
from bot.language.pieces import pieces
from bot.language.recognise import everything
from bot.language.things import find_things
from tests.language.shop import vocabulary


def said(text: str, kind: str) -> list[object]:
    """What is said of a kind."""
    return [e.value for e in find_mentions(text, find_things(pieces(text))) if e.kind == kind]


class TestQuantity:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("doe er maar 3", 3.0),
            ("twee stuks graag", 2.0),
            ("drie zwarte stoelen", 3.0),
            ("20 tenten", 20.0),
            ("make it 4 please", 4.0),
            ("2x", 2.0),
        ],
    )
    def test_counts_pieces(self, text: str, expected: float) -> None:
        """By digits or words, before what is counted or behind a verb."""
        assert said(text, "quantity") == [expected]

    @pytest.mark.parametrize(
        "text", ["maat 42", "onder de 100", "the fridge", "een stoel", "goede schoenen", "1,5 liter"]
    )
    def test_is_no_other_number(self, text: str) -> None:
        """A size, a price or a word before a plural counts nothing."""
        assert said(text, "quantity") == []


class TestSize:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("schoenen maat 42", ["maat 42"]),
            ("eu 38 / uk 5", ["eu 38", "uk 5"]),
            ("een trui in xl", ["xl"]),
            ("matras 80x160", ["80x160"]),
            ("90 x 200 cm", ["90 x 200 cm"]),
            ("size m", ["size m"]),
        ],
    )
    def test_is_heard_as_it_is_typed(self, text: str, expected: list[str]) -> None:
        """Of clothes, shoes and beds."""
        assert said(text, "size") == expected


class TestPointed:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("die stofzuiger graag", ["die stofzuiger"]),
            ("how heavy is that red tent", ["that red tent"]),
            ("the blue one please", ["the blue one"]),
            ("doe die linkse maar", ["die linkse"]),
            ("ik zoek een tent", []),
        ],
    )
    def test_is_a_product_by_what_it_is(self, text: str, expected: list[str]) -> None:
        """A demonstrative and a noun or an adjective."""
        assert [e.value for e in find_pointed(text, find_things(pieces(text)))] == expected


class TestOthers:
    @pytest.mark.parametrize(
        ("text", "kind", "expected"),
        [
            ("voor mijn dochter van 7", "recipient", ["dochter van 7"]),
            ("something for my nan", "recipient", ["nan"]),
            ("cadeau voor m'n oude vader", "recipient", ["vader"]),
            ("laptop om te gamen", "use", ["gamen"]),
            ("voor op kantoor", "use", ["kantoor"]),
            ("for school", "use", ["school"]),
            ("een donkergroene of liever bordeaux", "colour", ["donkergroene", "bordeaux"]),
            ("licht blauw", "colour", ["licht blauw"]),
        ],
    )
    def test_are_heard_as_they_are_typed(self, text: str, kind: str, expected: list[str]) -> None:
        """Whom it is for, what for, and which colour."""
        assert said(text, kind) == expected


def told(kind: str, text: str) -> list[str]:
    """What is told of a kind in a text, as typed."""
    return [text[e.start : e.end] for e in everything(text, vocabulary()) if e.kind == kind]


class TestWhatItIsFor:
    @pytest.mark.parametrize(
        ("text", "use"),
        [
            ("een lamp voor de veranda", "veranda"),
            ("a lamp for my cosy attic, please", "cosy attic"),
            ("iets om muziek te mixen", "mixen"),
            ("headphones to swim with", "swim"),
        ],
    )
    def test_is_the_noun_or_the_verb(self, text: str, use: str) -> None:
        """Any that stands behind "voor" or "om te", without its article."""
        assert told("use", text) == [use]

    @pytest.mark.parametrize(
        "text", ["wat kost het om de stoel terug te sturen", "de stoel komt voor dinsdag", "voor de hulp"]
    )
    def test_what_is_done_with_anything_is_no_use(self, text: str) -> None:
        """Nor is a day, or help."""
        assert told("use", text) == []


class TestLongRows:
    def test_a_row_of_small_words_takes_no_time(self) -> None:
        """However often it is said whose it is."""
        begun = process_time()
        everything("iets voor " + "mijn " * 300 + "1", vocabulary())

        assert process_time() - begun < 1.0


class TestSizesAndNumbers:
    @pytest.mark.parametrize(
        ("text", "size"),
        [("schoenen in een 44", "44"), ("ik draag een S", "S"), ("the shirt in medium please", "medium")],
    )
    def test_a_size_by_itself(self, text: str, size: str) -> None:
        """Where it is worn."""
        assert told("size", text) == [size]

    @pytest.mark.parametrize(
        ("text", "count"), [("doe er nog 3 van", ["3"]), ("powerbank x4", ["4"]), ("3x gebeld", [])]
    )
    def test_how_many(self, text: str, count: list[str]) -> None:
        """Of products, and not how often."""
        assert told("quantity", text) == count
