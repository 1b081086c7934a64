"""The keys of evaluation files, from what the pipeline recognises."""

from __future__ import annotations

from typing import Any

import pytest

from bot.judging.labels import labelled, plain
from bot.language.recognise import everything
from tests.language.shop import vocabulary


def entity(kind: str, value: Any, text: str) -> dict[str, Any]:
    """One entity as the pipeline gives it."""
    return {"entity": kind, "value": value, "text": text}


class TestLabelled:
    @pytest.mark.parametrize(
        ("given", "wanted"),
        [
            (entity("category", "laptop", "Laptops"), {"category": ["Laptops"]}),
            (entity("price_max", 700.0, "700 euro"), {"price_max": [700.0]}),
            (
                entity("value", {"value": "zwart", "attributes": [["laptop", "colour"]]}, "zwarte"),
                {"colour": ["zwarte"]},
            ),
            (entity("measure", {"low": 16.0, "unit": "GB", "concept": "ram"}, "16 gb ram"), {"ram": ["16 gb ram"]}),
            (entity("measure", {"about": 14.0, "unit": "inch"}, "14 inch"), {"size": ["14 inch"]}),
            (entity("measure", {"about": 2.0, "unit": "kg"}, "2 kilo"), {"measure": ["2 kilo"]}),
            (entity("wish", {"concept": "weight", "better": "lower"}, "lichter"), {"weight": ["lichter"]}),
            (entity("order_number", "KW-2026-10401", "kw 2026 10401"), {"order_number": ["kw 2026 10401"]}),
            (entity("product_ref", {"index": 2}, "de tweede"), {"product_ref": ["de tweede"]}),
            (entity("language", "nl", ""), {}),
        ],
    )
    def test_names_what_was_recognised(self, given: dict[str, Any], wanted: dict[str, Any]) -> None:
        """Texts as typed, prices as numbers, attributes by their own names."""
        assert labelled([given]) == wanted


class TestOfAnyShop:
    @pytest.mark.parametrize(
        ("given", "wanted"),
        [
            (entity("thing", "stofzuiger", "stofzuigers"), {"category": ["stofzuigers"]}),
            (entity("maker", "miele", "Miele"), {"brand": ["Miele"]}),
            (entity("quantity", 3.0, "drie"), {"quantity": [3.0]}),
            (entity("recipient", "dochter", "dochter"), {"recipient": ["dochter"]}),
            (
                entity("value", {"value": "vouwfiets", "attributes": [["fiets", "type"]]}, "folding bike"),
                {"category": ["folding bike"]},
            ),
        ],
    )
    def test_is_named_as_if_it_were_sold(self, given: dict[str, Any], wanted: dict[str, Any]) -> None:
        """Whoever labels lines does not know what a shop has."""
        assert labelled([given]) == wanted

    def test_a_compound_is_one_category(self) -> None:
        """And "gaming laptop" one too, but not "zwarte laptop"."""
        use = {"value": "gaming", "attributes": [["laptop", "use"]]}
        colour = {"value": "black", "attributes": [["laptop", "colour"]]}
        joined = [
            entity("value", use, "gaming") | {"start": 0, "end": 6},
            entity("category", "laptop", "laptop") | {"start": 6, "end": 12},
        ]
        apart = [
            entity("value", colour, "zwarte") | {"start": 0, "end": 6},
            entity("category", "laptop", "laptop") | {"start": 7, "end": 13},
        ]

        assert labelled(joined) == {"category": ["gaminglaptop"]}
        assert labelled(apart) == {"colour": ["zwarte"], "category": ["laptop"]}


class TestPlain:
    def test_what_occurs_once_stands_by_itself(self) -> None:
        """As in the files of labelled lines."""
        assert plain({"brand": ["A"], "colour": ["b", "c"]}) == {"brand": "A", "colour": ["b", "c"]}


class TestSizes:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [("niet breder dan 75 cm", ["75 cm"]), ("een monitor van 24 of 27 inch", ["24", "27 inch"])],
    )
    def test_are_told_without_what_limits_them(self, text: str, wanted: list[str]) -> None:
        """And each by itself when several will do."""
        assert recognised(text)["size"] == wanted

    def test_the_word_that_names_a_length_belongs_to_it(self) -> None:
        """As people label it."""
        measure = entity("measure", {"about": 90.0, "unit": "cm", "concept": "width"}, "90 cm") | {"start": 0, "end": 5}
        named = entity("attribute", {"attributes": [["matras", "width"]]}, "breed") | {"start": 6, "end": 11}

        assert labelled([measure, named]) == {"size": ["90 cm breed"]}

    def test_a_wish_for_more_is_no_size(self) -> None:
        """The word for it names none."""
        assert "size" not in recognised("iets groter graag")

    def test_what_has_no_text_is_labelled_by_its_value(self) -> None:
        """Kept in a conversation, an entity may have lost it."""
        bare = [{"entity": "category", "value": "laptop"}, {"entity": "brand", "value": "HP"}]

        assert labelled(bare) == {"category": ["laptop"], "brand": ["HP"]}


def recognised(text: str) -> dict[str, list[str | float]]:
    """The labels of what is recognised in a text."""
    found = everything(text, vocabulary())
    return labelled(entity(e.kind, e.value, text[e.start : e.end]) | {"start": e.start, "end": e.end} for e in found)
