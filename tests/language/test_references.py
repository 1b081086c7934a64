"""References: which of the products shown is meant."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.references import points_by_brand
from tests.language.shop import vocabulary


def referred(text: str) -> list[Any]:
    """Values of the references in a text."""
    return [e.value for e in vocabulary().find(text) if e.kind == "product_ref"]


class TestReferences:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("die tweede", {"index": 2}),
            ("de eerste graag", {"index": 1}),
            ("tweede", {"index": 2}),
            ("the last one", {"index": -1}),
            ("nummer 3", {"index": 3}),
            ("option two", {"index": 2}),
            ("de 2e", {"index": 2}),
            ("deze", {"this": True}),
            ("how heavy is this one", {"this": True}),
            ("die goedkoopste", {"best": "price", "better": "lower"}),
            ("de duurdere van de 2", {"best": "price", "better": "higher"}),
            ("the lighter one", {"best": "weight", "better": "lower"}),
            ("is de VG27AQ leverbaar?", {"id": "m1"}),
        ],
    )
    def test_points_at_one(self, text: str, value: object) -> None:
        """By rank, by number, by place, by what it is best at, or by its type number."""
        assert value in referred(text)
        assert len(referred(text)) == 1

    def test_points_at_two(self) -> None:
        """A comparison names both."""
        assert referred("verschil tussen de eerste en de derde") == [{"index": 1}, {"index": 3}]

    @pytest.mark.parametrize(
        "text", ["de eerste keer", "deze week", "second hand laptop", "de goedkoopste laptop", "de hoogste stand"]
    )
    def test_points_at_none(self, text: str) -> None:
        """Times and wishes are no products."""
        assert referred(text) == []


class TestSituations:
    @pytest.mark.parametrize("text", ["dit is belachelijk", "this is ridiculous", "dat werkt niet"])
    def test_what_is_said_of_the_situation_names_no_product(self, text: str) -> None:
        """Anger is not about a card."""
        assert referred(text) == []


class TestByBrand:
    @pytest.mark.parametrize(
        ("text", "pointed"), [("liever die van HP", True), ("that HP", True), ("iets van HP", False)]
    )
    def test_a_brand_may_stand_for_a_product(self, text: str, pointed: bool) -> None:
        """When a word points at one."""
        brand = next(e for e in vocabulary().find(text) if e.kind == "brand")

        assert points_by_brand(text, brand) is pointed


class TestAdverbs:
    @pytest.mark.parametrize(
        ("text", "count"), [("neem de eerst", 1), ("die moet eerst weg", 0), ("die eerst bestellen", 0)]
    )
    def test_eerst_is_a_rank_only_at_the_end(self, text: str, count: int) -> None:
        """Else it says when."""
        assert len([e for e in vocabulary().find(text) if e.kind == "product_ref" and "index" in str(e.value)]) == count


class TestBeforeANumber:
    def test_the_best_of_those_on_show_in_pieces(self) -> None:
        """Who says how many still points."""
        assert referred("zet die goedkoopste 2x in mijn mandje") == [{"best": "price", "better": "lower"}]
