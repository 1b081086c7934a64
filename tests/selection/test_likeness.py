"""How like each product is to one of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.selection.columns import columns
from bot.selection.likeness import like, spread
from bot.shop.ports import Attribute, Kind, Product
from tests.selection.laptops import CATEGORY, laptop

ALONE = replace(CATEGORY, attributes=(Attribute("weight", Kind.NUMBER, "kg"), Attribute("brand", Kind.CATEGORY)))


def alike(*shop: Product) -> list[float]:
    """Likeness of each to the first, in weight and brand."""
    return [round(float(n), 3) for n in like(columns(shop, ALONE), 0, category=ALONE)]


class TestLike:
    """Zero to one, one for the product itself."""

    def test_near_in_number_and_equal_in_value_is_like(self) -> None:
        """The nearer and the more alike, the higher."""
        found = alike(
            laptop("a", weight=1.0), laptop("same", weight=1.0), laptop("near", weight=1.2),
            laptop("other brand", weight=1.0, brand="Beer"), laptop("far", weight=3.0, brand="Beer"),
        )  # fmt: skip

        assert found[:2] == [1.0, 1.0]
        assert found[1] > found[2] > found[4]
        assert found[3:] == [0.5, 0.0]

    def test_unknown_is_neither_like_nor_unlike(self) -> None:
        """It counts for half."""
        assert alike(laptop("a", weight=1.0), laptop("b", brand="", weight=1.0), laptop("c")) == [1.0, 0.75, 0.75]

    def test_what_is_unknown_of_the_one_itself_does_not_count(self) -> None:
        """Nothing can be like what nobody knows."""
        assert alike(laptop("a"), laptop("b", weight=1.0), laptop("c", brand="Beer")) == [1.0, 1.0, 0.0]

    def test_of_a_product_that_states_nothing_everything_is_as_like(self) -> None:
        """Half, and itself wholly."""
        assert alike(laptop("a", brand=""), laptop("b", weight=1.0)) == [1.0, 0.5]

    def test_one_product_is_like_itself(self) -> None:
        """Also when it is the only one."""
        assert alike(laptop("a", weight=1.0)) == [1.0]

    def test_what_nobody_can_answer_counts_for_nothing(self) -> None:
        """Likeness goes by what shoppers know of, and not twice by what is the same."""
        unasked = (replace(ALONE.attributes[0], answerable=0.0), replace(ALONE.attributes[1], answerable=0.9))
        doubled = (replace(ALONE.attributes[0], same_as="brand"), ALONE.attributes[1])
        shop = [laptop("a", weight=1.0), laptop("b", weight=9.0)]

        for attributes in (unasked, doubled):
            category = replace(ALONE, attributes=attributes)
            assert like(columns(shop, category), 0, category=category).tolist() == [1.0, 1.0]

    def test_without_a_category_every_column_counts(self) -> None:
        """As the belief asks it."""
        view = columns([laptop("a", weight=1.0), laptop("b", brand="Beer", weight=1.0)], ALONE)

        assert like(view, 0).tolist() == [1.0, 0.5]
        assert like(view, 0).dtype == np.float32


class TestSpread:
    """How much numbers differ."""

    @pytest.mark.parametrize(
        ("column", "expected"),
        [([1, 2, 3, 4, 5], 2.0), ([1, 1, 1, 1, 1, 9], 8.0), ([3, 3], 1.0), ([np.nan, np.nan], 1.0), ([], 1.0)],
    )
    def test_by_the_middle_half_then_by_all(self, column: list[float], expected: float) -> None:
        """Never zero, so that it can be divided by."""
        assert spread(np.array(column, dtype=np.float32)) == expected
