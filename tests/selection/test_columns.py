from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bot.selection.columns import columns, ranks
from bot.shop.ports import Attribute, Better, Category, Kind, Product, Value
from tests.selection.laptops import CATEGORY, laptop


class TestColumns:
    def test_hold_every_fact_at_the_place_of_its_product(self) -> None:
        """Numbers, yes and no, values, and what is unknown."""
        view = columns([laptop("a", 500, weight=1.2, touchscreen=True), laptop("b", 600, brand="")], CATEGORY)

        assert view.prices.tolist() == [500.0, 600.0]
        assert view.numbers["touchscreen"][0] == 1.0
        assert np.isnan(view.numbers["weight"][1])
        assert view.codes["brand"].tolist() == [1, 0]
        assert view.values["brand"] == ("Aap",)
        assert list(view.ids) == ["a", "b"]
        assert (view.place("b"), view.place("c")) == (1, None)

    def test_may_be_empty(self) -> None:
        """A category without products has columns without rows."""
        view = columns([], CATEGORY)

        assert view.base.tolist() == []
        assert view.codes["brand"].tolist() == []
        assert view.place("a") is None

    def test_read_products_once_and_keep_none(self) -> None:
        """A catalogue of any size can be streamed through."""

        def streamed() -> Iterator[Product]:
            yield from (laptop(str(n), weight=n / 10) for n in range(5000))

        view = columns(streamed(), CATEGORY)

        assert len(view) == 5000
        assert view.place("4999") == 4999
        assert view.numbers["weight"][4999] == np.float32(499.9)

    def test_take_less_than_a_hundred_bytes_a_product(self) -> None:
        """With eighteen attributes a million products fit beside everything else."""
        numbers = tuple(Attribute(f"n{i}", Kind.NUMBER) for i in range(12))
        values = tuple(Attribute(f"v{i}", Kind.CATEGORY) for i in range(5))
        category = Category("c", {}, {}, (Attribute("price", Kind.NUMBER), *numbers, *values))
        facts: dict[str, Value] = {a.key: 1.5 for a in numbers}
        facts |= {a.key: "x" for a in values}
        products = [Product(f"product-{n:05}", "c", {"nl": "P"}, 9.0, facts) for n in range(2000)]

        assert columns(products, category).nbytes / len(products) < 100

    def test_a_price_cap_holds_for_that_very_price(self) -> None:
        """Both sides are rounded alike."""
        assert (columns([laptop("a", 1299.99)], CATEGORY).prices <= np.float32(1299.99)).all()

    def test_variants_are_known_by_their_parent_else_by_their_name(self) -> None:
        """What the shop says goes before what the titles say."""
        red, blue = replace(laptop("r"), parent="x"), replace(laptop("b"), parent="x")
        same = replace(laptop("s"), titles={"nl": "Zelfde"})

        numbers = columns([red, same, blue, replace(same, id="t"), laptop("u")], CATEGORY).parents.tolist()
        assert numbers == [0, 1, 0, 1, 2]

    def test_codes_grow_with_the_number_of_values(self) -> None:
        """Five hundred brands do not fit in a byte."""
        few, many = ([laptop(str(n), brand=f"M{n}") for n in range(count)] for count in (255, 500))

        assert columns(few, CATEGORY).codes["brand"].dtype == np.uint8
        assert columns(many, CATEGORY).codes["brand"].dtype == np.uint16
        assert columns(many, CATEGORY).codes["brand"].max() == 500

    def test_a_text_where_a_number_belongs_is_unknown(self) -> None:
        """One wrong fact costs that fact alone."""
        assert np.isnan(columns([laptop("a", weight="zwaar")], CATEGORY).numbers["weight"][0])


class TestRanks:
    def test_go_from_worst_to_best(self) -> None:
        """Equal numbers are equally good, the unknown stands in the middle."""
        found = ranks(np.array([3.0, 1.0, np.nan, 2.0, 1.0]), better=Better.LOWER)

        assert found.tolist() == [0.0, 1.0, 0.5, 0.5, 1.0]

    def test_are_best_when_all_are_equal(self) -> None:
        """Nothing is worse than anything."""
        assert ranks(np.array([2.0, 2.0]), better=Better.HIGHER).tolist() == [1.0, 1.0]
