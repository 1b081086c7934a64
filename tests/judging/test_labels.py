"""The keys of evaluation files, from what the pipeline recognises."""

from __future__ import annotations

from typing import Any

import pytest

from bot.judging.labels import labelled, plain


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
            (entity("order_number", "KW-2026-10401", "kw 2026 10401"), {"order_number": ["KW-2026-10401"]}),
            (entity("product_ref", {"index": 2}, "de tweede"), {"product_ref": ["de tweede"]}),
            (entity("language", "nl", ""), {}),
        ],
    )
    def test_names_what_was_recognised(self, given: dict[str, Any], wanted: dict[str, Any]) -> None:
        """Texts as typed, prices as numbers, attributes by their own names."""
        assert labelled([given]) == wanted


class TestPlain:
    def test_what_occurs_once_stands_by_itself(self) -> None:
        """As in the files of labelled lines."""
        assert plain({"brand": ["A"], "colour": ["b", "c"]}) == {"brand": "A", "colour": ["b", "c"]}
