from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from hypothesis import given
from hypothesis import strategies as st

from bot.selection.columns import columns
from bot.selection.reasons import fits
from bot.selection.shortlist import Picks, shortlist
from bot.selection.state import Constraint, State
from bot.shop.ports import Product
from tests.selection.laptops import CATEGORY, laptop

UNITS = {a.key: a.unit for a in CATEGORY.attributes}


def must(attribute: str, op: str, value: object) -> Constraint:
    """A hard constraint."""
    return Constraint(attribute, op, value, True, "test", 1)  # type: ignore[arg-type]


def wish(attribute: str, op: str, value: object) -> Constraint:
    """A soft constraint."""
    return Constraint(attribute, op, value, False, "test", 1)  # type: ignore[arg-type]


def chosen(products: list[Product], *wishes: Constraint, rejected: tuple[str, ...] = (), k: int = 3) -> Picks:
    """The shortlist for these wishes."""
    return shortlist(columns(products, CATEGORY), CATEGORY, State("laptop", wishes, rejected=rejected), k)


def ids(found: Picks) -> list[str]:
    """Ids on the list, in their order."""
    return list(found.ids)


class TestMusts:
    def test_are_met_by_all_that_is_shown(self) -> None:
        """A product over budget is not shown while others fit."""
        found = chosen([laptop("dear", 900), laptop("cheap", 400), laptop("edge", 500)], must("price", "le", 500.0))

        assert (set(ids(found)), found.fits_all, found.missed) == ({"cheap", "edge"}, True, ())

    def test_are_not_met_by_what_is_unknown(self) -> None:
        """A product that does not state its weight is not called light."""
        found = chosen([laptop("unknown"), laptop("light", weight=1.2)], must("weight", "le", 1.5))

        assert ids(found) == ["light"]

    def test_that_refuse_a_value_are_met_by_not_naming_it(self) -> None:
        """'Geen Aap' leaves products without a brand in."""
        found = chosen([laptop("a", brand="Aap"), laptop("none", brand="")], must("brand", "notin", ("aap",)))

        assert ids(found) == ["none"]

    def test_about_a_value_are_met_by_a_part_of_it(self) -> None:
        """'Wit / rood' is red too."""
        products = [laptop("a", colour="wit / rood"), laptop("b", colour="zwart")]

        assert ids(chosen(products, must("colour", "in", ("Rood",)))) == ["a"]

    def test_about_inches_leave_half_an_inch(self) -> None:
        """14 inch is 13.5 to 14.5."""
        products = [laptop(str(size), screen=size) for size in (13.3, 13.5, 14.0, 14.5, 15.0)]

        assert set(ids(chosen(products, must("screen", "about", 14.0)))) == {"13.5", "14.0", "14.5"}

    def test_that_nothing_meets_give_the_nearest_and_say_so(self) -> None:
        """Fewest musts broken, then least far off; what is missed is named."""
        products = [
            laptop("far", 900, weight=1.2),
            laptop("near", 560, weight=1.2),
            laptop("both", 700, weight=2.0),
        ]
        found = chosen(products, must("price", "le", 500.0), must("weight", "le", 1.5), k=2)

        assert (ids(found), found.fits_all, found.missed) == (["near", "far"], False, ("price",))

    def test_on_an_attribute_that_no_product_has_are_missed(self) -> None:
        """Nothing is promised of what the shop does not state."""
        found = chosen([laptop("a")], must("suction", "ge", 100.0))

        assert (found.fits_all, found.missed) == (False, ("suction",))

    @given(st.data())
    def test_are_never_broken_without_saying_so(self, data: st.DataObject) -> None:
        """Whatever the products and the wishes: what fits all breaks no must, and a sold-out one is never first."""
        products = data.draw(PRODUCTS)
        wishes = tuple(data.draw(st.lists(CONSTRAINTS, max_size=4)))
        found = chosen(products, *wishes, rejected=("0",))
        musts = [c for c in wishes if c.hard]
        by_id = {p.id: p for p in products}
        broken = {
            c.attribute
            for p in map(by_id.get, found.ids)
            if p
            for c in musts
            if fits(p, c, UNITS.get(c.attribute, "")) is not True
        }

        assert broken - {c.attribute for c in musts if c.value is None} == (
            set() if found.fits_all else set(found.missed)
        )
        assert "0" not in ids(found)
        assert len(ids(found)) == len(set(ids(found))) <= 3
        assert all(by_id[i].in_stock for i in found.ids[:1])


class TestWishes:
    def test_order_what_fits(self) -> None:
        """A lighter one comes first for who wants a light one, and nothing is left out."""
        products = [laptop("heavy", weight=2.4), laptop("light", weight=1.2), laptop("middle", weight=1.8)]

        assert ids(chosen(products, wish("weight", "le", 1.3))) == ["light", "middle", "heavy"]

    def test_neither_punish_nor_reward_the_unknown(self) -> None:
        """A product without a weight stands between a light and a heavy one."""
        products = [laptop("heavy", weight=3.0), laptop("unknown"), laptop("light", weight=1.2)]

        assert ids(chosen(products, wish("weight", "le", 1.3))) == ["light", "unknown", "heavy"]

    def test_in_the_superlative_decide(self) -> None:
        """Who asks for the cheapest gets the cheapest first, however good another is."""
        products = [
            laptop("good", 500, rating=5.0, weight=1.0, battery=18, ram=64),
            laptop("cheap", 499, weight=2.9, battery=4),
        ]

        assert ids(chosen(products, wish("price", "lower", None)))[0] == "cheap"

    def test_without_any_show_good_ones_for_little_money(self) -> None:
        """Better in everything comes first."""
        products = [laptop("worse", 900, weight=2.0, battery=5), laptop("better", 500, weight=1.2, battery=12)]

        assert ids(chosen(products))[0] == "better"


class TestStock:
    def test_comes_first(self) -> None:
        """A sold-out product stands behind one that can be sent, and only where there is room."""
        products = [laptop("gone", 300, in_stock=False), laptop("here", 500)]

        assert ids(chosen(products)) == ["here", "gone"]
        assert ids(chosen(products, k=1)) == ["here"]

    def test_decides_whether_anything_fits(self) -> None:
        """When only a sold-out product fits, the nearest in stock is shown, and said to miss something."""
        found = chosen([laptop("gone", 300, in_stock=False), laptop("here", 500)], must("price", "le", 400.0))

        assert (ids(found), found.fits_all, found.missed) == (["here"], False, ("price",))

    def test_of_nothing_shows_nothing(self) -> None:
        """A category that is sold out has no shortlist."""
        assert ids(chosen([laptop("gone", in_stock=False)])) == []


class TestVariants:
    def test_count_together_for_what_is_shown(self) -> None:
        """A chair in four colours is likelier the one than a chair in one, and the best of the four is shown."""
        single = [laptop(f"single{i}", 500) for i in range(3)]
        colours = [replace(laptop(f"colour{i}", 500 + i), parent="chair") for i in range(4)]

        assert ids(chosen([*single, *colours]))[0] == "colour0"
        assert sum(i.startswith("colour") for i in ids(chosen([*single, *colours]))) == 1

    def test_that_are_sold_out_do_not_count(self) -> None:
        """One that is left counts for one, and is the one shown."""
        single = [laptop(f"single{i}", 500) for i in range(3)]
        gone = [replace(laptop(f"gone{i}", 500, in_stock=False), parent="chair") for i in range(3)]
        left = replace(laptop("left", 500), parent="chair")

        assert ids(chosen([*single, *gone, left])) == ["single0", "single1", "single2"]


class TestVariety:
    ALIKE: ClassVar[dict[str, Any]] = {"weight": 1.2, "battery": 10, "ram": 16, "storage": 512, "screen": 14}

    def test_shows_different_products(self) -> None:
        """Of two that are alike, one makes way for another sort that fits as well."""
        products = [
            laptop("a", 500, colour="zwart", **self.ALIKE),
            laptop("b", 500, colour="zwart", **self.ALIKE),
            laptop("c", 500, brand="Beer", colour="rood", **{**self.ALIKE, "screen": 15}),
        ]

        assert "c" in ids(chosen(products, k=2))

    def test_is_never_worth_a_better_fit(self) -> None:
        """Two alike that are as light as wished go before another sort that is not."""
        products = [
            laptop("a", 500, **self.ALIKE),
            laptop("b", 500, **self.ALIKE),
            laptop("heavy", 500, brand="Beer", weight=2.6, battery=18, ram=64, storage=2000, screen=15),
        ]

        assert set(ids(chosen(products, wish("weight", "le", 1.3), k=2))) == {"a", "b"}

    def test_shows_one_product_of_a_name(self) -> None:
        """Two offers of one model do not fill the list."""
        twin = Product("twin", "laptop", {"nl": "a"}, 501, {}, "Aap")

        assert ids(chosen([laptop("a"), twin, laptop("other", 900)], k=2)) == ["a", "other"]


class TestPlaces:
    def test_are_those_of_the_products_in_the_columns(self) -> None:
        """Who keeps the columns need not look the ids up."""
        view = columns([laptop("a", weight=2.0), laptop("b", weight=1.0)], CATEGORY)
        found = shortlist(view, CATEGORY, State("laptop", (must("weight", "le", 1.5),)))

        assert (found.places, found.ids) == ((1,), ("b",))


PRICES = st.sampled_from([299.99, 300.0, 649.0, 649.01, 1e6])
WEIGHTS = st.sampled_from([0.9, 1.2, 1.5, 1.5000001, 2.4])
COLOURS = st.sampled_from(["zwart", "wit / rood", "rood"])
FACTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"weight": WEIGHTS, "colour": COLOURS, "touchscreen": st.booleans()}
)
ROWS = st.tuples(PRICES, st.sampled_from(["Aap", "Beer", ""]), st.booleans(), FACTS)
PRODUCTS = st.lists(ROWS, max_size=8).map(
    lambda rows: [
        laptop(str(i), price, brand=brand, in_stock=stock, **facts)
        for i, (price, brand, stock, facts) in enumerate(rows)
    ]
)
NUMERIC = st.sampled_from(["le", "ge", "eq", "about", "lower", "higher"])
BOUNDS = st.tuples(st.just("price"), NUMERIC, PRICES) | st.tuples(st.just("weight"), NUMERIC, WEIGHTS)
NAMED = st.sampled_from(["in", "notin"])
CHOICES = st.tuples(st.just("brand"), NAMED, st.just(("Aap",))) | st.tuples(
    st.just("colour"), NAMED, st.just(("rood",))
)
FEATURES = st.tuples(st.just("touchscreen"), st.just("eq"), st.booleans())
CONSTRAINTS = st.tuples(BOUNDS | CHOICES | FEATURES, st.booleans()).map(
    lambda made: must(*made[0]) if made[1] else wish(*made[0])
)
