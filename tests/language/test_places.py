"""Categories that are only a place, a comparison or the shopper's own product."""

from __future__ import annotations

import pytest

from bot.language.recognise import everything
from tests.language.shop import vocabulary


def kinds(text: str) -> list[str]:
    """The kinds of categories and things in a text, in order."""
    return [e.kind for e in everything(text, vocabulary()) if e.kind in ("category", "thing")]


class TestApart:
    @pytest.mark.parametrize(
        "text",
        [
            "mijn sokken verdwijnen altijd in de wasmachine",
            "i keep it on top of the washer",
            "het moet naast mijn laptop passen",
            "stiller dan onze wasmachine",
        ],
    )
    def test_a_place_or_a_comparison_is_not_the_topic(self, text: str) -> None:
        """It is named all the same, as any thing."""
        assert "category" not in kinds(text)
        assert "thing" in kinds(text)

    @pytest.mark.parametrize(
        "text",
        [
            "hoeveel kilo gaat er in de wasmachine",
            "zit er een timer in de wasmachine",
            "ik ben geinteresseerd in een laptop",
            "beter dan een laptop?",
            "een laptop met een microfoon",
            "i'd like a laptop",
        ],
    )
    def test_who_asks_after_the_product_itself_means_it(self, text: str) -> None:
        """What is in it, or how much goes in, is asked of the product."""
        assert "category" in kinds(text)

    def test_what_it_is_compared_or_used_with_leaves_the_first(self) -> None:
        """Headphones stay headphones."""
        assert kinds("een koptelefoon die lichter is dan een laptop") == ["category", "thing"]
        assert kinds("werkt een koptelefoon met mijn laptop") == ["category", "thing"]


class TestInPassing:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("de lader van mijn nieuwe laptop is kapot", ["laptop"]),
            ("de deksel van de koffiezetter sluit zo slecht als een deur", []),
            ("de site doet raar op mijn telefoon", []),
            ("i ordered on my phone", []),
            ("nieuwe banden op mijn fiets", ["fiets"]),
            ("garantie op mijn koelkast", ["koelkast"]),
            ("waarom zou ik betalen als ik geen tablet heb", []),
            ("mijn rug doet zeer van het fietsen", []),
            ("een lader voor mijn laptop", ["lader", "laptop"]),
            ("mooie stoelen", ["stoelen"]),
            ("verkopen jullie geen stoelen?", ["stoelen"]),
        ],
    )
    def test_parts_likenesses_and_tools_are_not_sought(self, text: str, named: list[str]) -> None:
        """What they are of may be."""
        found = [text[e.start : e.end] for e in everything(text, vocabulary()) if e.kind in ("category", "thing")]

        assert found == named
