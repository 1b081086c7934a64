from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.demo.facets import MOST_OPTIONS, Facet, Shape, holds
from bot.demo.listing import Section
from bot.demo.query import IN_STOCK, Filter, Op
from tests.demo.shop import feed_of, section_of


def facet(section: Section, key: str) -> Facet:
    """The filter for an attribute."""
    return next(one for one in section.facets if one.attribute.key == key)


def ids(section: Section, asked: Filter) -> set[str]:
    """The products that meet a filter."""
    return {section.columns.ids[place] for place in np.flatnonzero(holds(asked, section.columns))}


class TestFacets:
    def test_price_and_brand_come_first(self, section: Section) -> None:
        """Then the category's own attributes; a rating is for ordering."""
        keys = [one.attribute.key for one in section.facets]

        assert keys[:2] == ["price", "brand"]
        assert {"weight", "ports", "wireless", "colour", "energy_label"} <= set(keys)
        assert "rating" not in keys

    def test_each_kind_has_its_shape(self, section: Section) -> None:
        """An amount is typed, values are ticked, yes or no is a switch."""
        shapes = {key: facet(section, key).shape for key in ("price", "brand", "wireless", "ports")}

        assert shapes == {
            "price": Shape.AMOUNT,
            "brand": Shape.CHOICE,
            "wireless": Shape.SWITCH,
            "ports": Shape.CHOICE,
        }

    def test_many_numbers_become_round_steps(self, tmp_path: Path) -> None:
        """Nobody chooses from a hundred weights."""
        rows = [f"p{n},T{n},T{n},M,{100 + n},4,1,x,{1 + n / 37},2,yes,wit,A" for n in range(100)]

        found = facet(section_of(feed_of(tmp_path, *rows)), "weight")
        assert found.shape is Shape.STEPS
        assert list(found.values) == sorted(found.values)
        assert all(float(f"{value:.2g}") == value for value in found.values)

    def test_values_that_differ_in_case_are_one(self, section: Section) -> None:
        """Those written "Zwart" and "zwart" are ticked together, and "zwart / rood" counts for zwart."""
        values = [str(value) for value in facet(section, "colour").values]

        assert len([value for value in values if value.casefold() == "zwart"]) == 1
        assert ids(section, Filter("colour", Op.IS, ("zwart",))) == {"air", "plus", "kern"}

    def test_what_all_products_share_is_no_filter(self, tmp_path: Path) -> None:
        """It would change nothing."""
        rows = [f"p{n},T{n},T{n},M,{100 + n},4,1,x,1,2,yes,wit,A" for n in range(9)]

        assert [one.attribute.key for one in section_of(feed_of(tmp_path, *rows)).facets] == ["price"]

    def test_an_endless_choice_is_cut(self, tmp_path: Path) -> None:
        """A feed with hundreds of brands still gives a page."""
        rows = [f"p{n},T{n},T{n},Merk{n},{100 + n},4,1,x,1,2,yes,wit,A" for n in range(300)]

        assert len(facet(section_of(feed_of(tmp_path, *rows)), "brand").values) <= MOST_OPTIONS


class TestHolds:
    def test_bounds_include_themselves(self, section: Section) -> None:
        """A cap of 649 includes what costs 649."""
        assert ids(section, Filter("price", Op.MAX, (649.0,))) == {"air", "slim", "oer"}
        assert ids(section, Filter("price", Op.MIN, (649.0,))) == {"air", "plus", "kern"}

    def test_what_is_unknown_does_not_meet_a_filter(self, section: Section) -> None:
        """The one without an energy label is not among A to G."""
        assert "oer" not in ids(section, Filter("energy_label", Op.IS, tuple("ABCDEFG")))

    def test_stock_is_a_filter_too(self, section: Section) -> None:
        """What is sold out is left out."""
        assert ids(section, IN_STOCK) == {"air", "slim", "oer", "kern"}

    def test_a_value_nobody_has_gives_nothing(self, section: Section) -> None:
        """It is not taken for another one."""
        assert ids(section, Filter("colour", Op.IS, ("paars",))) == set()
