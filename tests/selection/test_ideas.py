from __future__ import annotations

from dataclasses import replace

from bot.selection.columns import Columns, columns
from bot.selection.ideas import Lead, affordable, dealt, ideas, leads, serves
from bot.selection.state import Constraint, Op
from bot.shop.ports import Attribute, Kind, Need, Preference, Product
from tests.selection.laptops import CATEGORY, laptop

RATED = replace(CATEGORY, attributes=(*CATEGORY.attributes, Attribute("rating", Kind.NUMBER)))


def view(*products: Product) -> Columns:
    """The columns of rated products."""
    return columns(products, RATED)


class TestIdeas:
    def test_the_best_rated_of_each_group_within_the_budget(self) -> None:
        """One of each, the best first; sold out and too dear ones are left out."""
        some = view(laptop("a", 90, rating=4.1), laptop("dear", 300, rating=5.0))
        others = view(laptop("b", 80, rating=4.6), laptop("gone", 80, in_stock=False, rating=4.9))
        cap = Constraint("price", "le", 100.0, True, "price_max", 0)

        assert ideas([some, others], [cap]) == ("b", "a")

    def test_without_a_rating_a_product_comes_last(self) -> None:
        """Unknown is not good."""
        assert ideas([columns([laptop("a")], CATEGORY), view(laptop("b", rating=3.0))], ()) == ("b", "a")

    def test_without_a_budget_are_within_reach(self) -> None:
        """Nobody who looks round is shown the dearest of all, however good it is."""
        shelf = view(*(laptop(str(price), price, rating=price / 1000) for price in (200, 400, 600, 800, 3000)))

        assert ideas([shelf], ()) == ("600",)

    def test_for_a_present_are_small_and_the_smallest_first(self) -> None:
        """While nobody has said what it may cost."""
        dear = view(*(laptop(f"dear{price}", price, rating=4.0) for price in (900, 1000, 1100)))
        cheap = view(*(laptop(f"cheap{price}", price, rating=3.0) for price in (50, 60, 70)))

        assert ideas([dear, cheap], (), small=True) == ("cheap50", "dear900")


TRAVEL = Need("travel", {"nl": "Onderweg"}, {"nl": ("in de trein",)}, require=(Preference("weight", "le", 1.5),))
BAGS = replace(CATEGORY, key="tas", labels={"nl": "koffietas", "en": "coffee bag"})
TRAVELLED = replace(CATEGORY, needs=(TRAVEL,))


class TestLeads:
    def test_go_where_a_need_is_told(self) -> None:
        """Whatever else is named in passing."""
        assert leads("iets voor in de trein, met koffie", [BAGS, TRAVELLED]) == (Lead(TRAVELLED, ("travel",)),)

    def test_go_where_somebody_loves_what_it_is_for(self) -> None:
        """Where no need is told; short words say nothing."""
        assert leads("hij houdt van koffie", [BAGS, TRAVELLED]) == (Lead(BAGS),)
        assert leads("hij houdt van een tas", [BAGS, TRAVELLED]) == ()

    def test_leave_out_what_is_known_to_be_unfit(self) -> None:
        """A minimum that is not stated may be met."""
        lead = Lead(TRAVELLED, ("travel",))

        assert serves(laptop("light", weight=1.2), lead)
        assert not serves(laptop("heavy", weight=2.4), lead)
        assert serves(replace(laptop("unknown"), facts={}), lead)


class TestDealt:
    def test_takes_the_best_of_each_in_turn(self) -> None:
        """One of each kind before a second of any, and never more than asked for."""
        a, b, c, d = (laptop(name) for name in "abcd")

        assert dealt([(a, b), (), (c, d)]) == (a, c, b)
        assert dealt([]) == ()


OPS: tuple[Op, ...] = ("about", "le")


class TestAffordable:
    def test_is_near_an_amount_that_was_only_mentioned(self) -> None:
        """An amount with "rond" may be passed by a quarter, one with "tot" by nothing."""
        about, most = (Constraint("price", op, 100.0, False, "price", 0) for op in OPS)

        assert affordable(laptop("a", 120), [about])
        assert not affordable(laptop("b", 200), [about])
        assert not affordable(laptop("c", 101), [most])
