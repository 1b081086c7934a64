from __future__ import annotations

from collections import Counter

from bot.selection.schema.attributes import answerable_by_values, brand_attribute, number_attribute, quantiles
from bot.selection.schema.overrides import AttributeOverride
from bot.shop.ports import Better


class TestNumberAttribute:
    def test_is_called_and_directed_as_its_concept(self) -> None:
        """Lower prices are better, in euro."""
        price = number_attribute("price", [10.0, 20.0], 2)

        assert (price.labels["nl"], price.unit, price.better, price.coverage) == ("prijs", "EUR", Better.LOWER, 1.0)

    def test_has_what_the_shop_says(self) -> None:
        """Buckets, who can answer, and how near a miss may be."""
        given = AttributeOverride(buckets=(500.0, 750.0), answerable=0.9, tolerance=0.05)
        price = number_attribute("price", [10.0], 1, given)

        assert (price.buckets, price.answerable, price.tolerance) == ((500.0, 750.0), 0.9, 0.05)


class TestBrandAttribute:
    def test_has_the_commonest_first(self) -> None:
        """Products without a brand count for the coverage."""
        brand = brand_attribute(["b", "a", "a", ""])

        assert (brand.values, brand.coverage) == (("a", "b"), 0.75)


class TestAnswerableByValues:
    def test_is_none_of_what_can_be_chosen_from(self) -> None:
        """Few values, or many of which a few are common."""
        assert answerable_by_values(Counter({str(i): 1 for i in range(100)})) is None
        assert answerable_by_values(Counter({"0": 500, **{str(i): 1 for i in range(1, 400)}})) is None

    def test_is_nought_of_what_is_scattered(self) -> None:
        """Five hundred values of which none is common."""
        assert answerable_by_values(Counter({str(i): 1 for i in range(500)})) == 0.0


class TestQuantiles:
    def test_are_seven_that_occur(self) -> None:
        """From the least to the most; none of nothing."""
        assert quantiles(list(range(13))) == (0, 2, 4, 6, 8, 10, 12)
        assert quantiles([]) == ()
