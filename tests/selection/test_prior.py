from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.selection.columns import columns
from bot.selection.prior import on_scale, scale_of
from bot.shop.ports import Attribute, Better, Category, Kind, Product
from tests.selection.laptops import laptop


def base(*products: Product, **directions: Better) -> list[float]:
    """The prior of products that state these attributes beside their price."""
    attributes = tuple(Attribute(key, Kind.NUMBER, better=better) for key, better in directions.items())
    price = Attribute("price", Kind.NUMBER, better=Better.LOWER)
    return [float(x) for x in columns(products, Category("laptop", {}, {}, (price, *attributes))).base]


class TestPrior:
    def test_better_and_cheaper_is_likelier(self) -> None:
        """Where a direction is clear it counts; where it is taste it does not."""
        light, heavy = laptop("a", weight=1.0), laptop("b", weight=2.0)

        better, worse = base(light, heavy, weight=Better.LOWER)
        assert better > worse + 0.5
        cheap, dear = base(laptop("a", 300), laptop("b", 900))
        assert cheap > dear + 0.5
        one, other = base(light, heavy, weight=Better.TASTE)
        assert one == pytest.approx(other, abs=0.2)

    def test_what_sells_is_likelier(self) -> None:
        """The surest column that tells it counts, and its direction is no quality."""
        slow, quick = base(laptop("a", sales=3), laptop("b", sales=300), sales=Better.HIGHER)

        assert quick == pytest.approx(slow + 0.5)

    def test_a_rating_by_few_proves_little(self) -> None:
        """One five-star opinion does not beat four and a half of two hundred."""
        rated = [laptop("a", rating=5.0, reviews=1), laptop("b", rating=4.5, reviews=200), laptop("c", rating=2.0)]
        rated = [replace(p, facts={**p.facts, "rank": 1.0}) for p in rated]

        one, many, _ = base(*rated, rating=Better.HIGHER, reviews=Better.HIGHER)
        assert many > one

    def test_without_sales_the_order_of_the_shop_counts_a_little(self) -> None:
        """A shop puts its best foot forward, but any wish outweighs it."""
        first, *_, last = base(*(laptop(str(n)) for n in range(9)))

        assert 0 < first - last <= 0.11

    def test_the_unknown_is_neither_good_nor_bad(self) -> None:
        """It stands between the best and the worst."""
        worst, unknown, best = base(laptop("a", ram=4), laptop("b"), laptop("c", ram=64), ram=Better.HIGHER)

        assert worst < unknown < best

    def test_stays_modest(self) -> None:
        """Best in every respect against worst in every respect is a factor of e^2.5 and no more."""
        best = laptop("a", 100, rating=5.0, reviews=900, ram=64)
        worst = laptop("b", 900, rating=1.0, reviews=1, ram=4)

        high, low = base(best, worst, rating=Better.HIGHER, reviews=Better.HIGHER, ram=Better.HIGHER)
        assert 1.0 < high - low <= 2.5


class TestScale:
    def test_keeps_a_long_column_in_few_steps(self) -> None:
        """Ranks by the scale are those by counting, within a step."""
        column = np.arange(10_000, dtype=np.float32)

        assert len(scale_of(column)) == 256
        assert on_scale(column, scale_of(column)) == pytest.approx(column / 9999, abs=1 / 256)

    def test_of_one_value_ranks_all_in_the_middle(self) -> None:
        """Nothing is better than anything."""
        column = np.array([3.0, 3.0, np.nan], dtype=np.float32)

        assert on_scale(column, scale_of(column)).tolist() == [0.5, 0.5, 0.5]
