"""Wishes: more or less of something, and what turns them round."""

from __future__ import annotations

import pytest

from bot.language.pieces import pieces
from bot.language.recognise import recognise
from bot.language.wishes import find_wishes
from tests.language.shop import vocabulary


class TestWishes:
    @pytest.mark.parametrize(
        ("text", "concept", "better", "degree"),
        [
            ("een lichte", "weight", "lower", "positive"),
            ("something lighter", "weight", "lower", "comparative"),
            ("te duur", "price", "lower", "comparative"),
            ("too expensive", "price", "lower", "comparative"),
            ("niet te zwaar", "weight", "lower", "positive"),
            ("not too expensive", "price", "lower", "positive"),
            ("minder zwaar", "weight", "lower", "comparative"),
            ("zo licht mogelijk", "weight", "lower", "superlative"),
            ("as cheap as possible", "price", "lower", "superlative"),
            ("meest betaalbare", "price", "lower", "superlative"),
            ("iets luxers", "price", "higher", "comparative"),
            ("meer geheugen", "ram", "higher", "comparative"),
            ("lage prijs", "price", "lower", "positive"),
            ("met een betere accu", "battery", "higher", "comparative"),
            ("een groter scherm", "screen_size", "higher", "comparative"),
            ("een grotere", "size", "higher", "comparative"),
            ("goedkooper", "price", "lower", "comparative"),
            ("iets voordeligers", "price", "lower", "comparative"),
            ("te weinig geheugen", "ram", "higher", "comparative"),
            ("de prijs mag hoger", "price", "higher", "comparative"),
            ("lager in prijs", "price", "lower", "comparative"),
            ("a smaller one", "size", "lower", "comparative"),
            ("mag iets smaller", "width", "lower", "comparative"),
            ("smaller dan deze", "width", "lower", "comparative"),
            ("te breed", "width", "lower", "comparative"),
            ("niet te diep", "depth", "lower", "positive"),
            ("budget laptop", "price", "lower", "positive"),
        ],
    )
    def test_asks_for_less_or_more(self, text: str, concept: str, better: str, degree: str) -> None:
        """Adjectives and quantities in both languages, with their degree."""
        wishes = [e.value for e in vocabulary().find(text) if e.kind == "wish"]

        assert wishes == [{"concept": concept, "better": better, "degree": degree}]

    def test_is_not_about_the_service(self) -> None:
        """A quick answer is no fast product."""
        assert [e for e in vocabulary().find("wat een snelle reactie") if e.kind == "wish"] == []

    @pytest.mark.parametrize("text", ["mijn budget is op", "hoe zwaar is die", "smoothies", "draaibaar", "ruimte"])
    def test_asks_for_nothing(self, text: str) -> None:
        """Nouns, questions and words that are merely alike."""
        assert [e for e in vocabulary().find(text) if e.kind == "wish"] == []

    def test_asks_for_a_big_product_rather_than_for_its_size(self) -> None:
        """A big screen is a monitor, unless something has it."""
        kinds = [e.kind for e in vocabulary().find("ik zoek een groot scherm")]
        part = [e.kind for e in vocabulary().find("laptop met een groot scherm")]

        assert kinds == ["wish", "category"]
        assert part == ["category", "wish"]


class TestHaste:
    def test_haste_is_no_wish(self) -> None:
        """Who needs one quickly need not want a fast one."""
        found = vocabulary().find("ik heb snel een nieuwe laptop nodig")

        assert [e.kind for e in found] == ["category"]


class TestAsPossible:
    @pytest.mark.parametrize("text", ["zo laag mogelijk geluid", "geluid zo laag mogelijk"])
    def test_is_of_what_is_named(self, text: str) -> None:
        """Before or behind it."""
        wishes = [e.value for e in find_wishes(pieces(text), frozenset())]

        assert {"concept": "noise", "better": "lower", "degree": "superlative"} in wishes


class TestOfSurroundings:
    @pytest.mark.parametrize(
        "text", ["de vloer is dun", "my kitchen is very small", "onze buren zijn stil", "for a flat, please"]
    )
    def test_what_is_said_of_the_house_is_no_wish(self, text: str) -> None:
        """Nobody asks for a thin product so."""
        assert [e for e in recognise(text, vocabulary()) if e.kind == "wish"] == []

    @pytest.mark.parametrize("text", ["hij is te groot", "i want a flat monitor", "het scherm is te klein"])
    def test_what_is_said_of_the_product_is(self, text: str) -> None:
        """As before."""
        assert [e for e in recognise(text, vocabulary()) if e.kind == "wish"]
