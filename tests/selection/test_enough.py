"""The cheaper product that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.selection.columns import columns
from bot.selection.enough import enough
from bot.selection.state import Constraint, Op, State, Wanted
from bot.shop.ports import Attribute, Better, Category, Kind, Need, Preference, Product
from tests.selection.laptops import CATEGORY, laptop

RATED = replace(CATEGORY, attributes=(*CATEGORY.attributes, Attribute("rating", Kind.NUMBER, "", Better.HIGHER)))


def wish(attribute: str, op: Op, value: Wanted, *, hard: bool = False) -> Constraint:
    """A wish of a shopper."""
    return Constraint(attribute, op, value, hard, "wish", 1)


def cheaper(
    shop: Sequence[Product], *wishes: Constraint, category: Category = CATEGORY, shown: Sequence[int] = (), **kept: str
) -> str | None:
    """Id of what is enough instead of the first of `shop`."""
    state = State(category="laptop", constraints=wishes, needs=tuple(kept.get("needs", "").split()),
                  rejected=tuple(kept.get("rejected", "").split()), words=kept.get("words", ""))  # fmt: skip
    view = columns(shop, category)
    place = enough(view, category, state, 0, shown)
    return None if place is None else view.ids[place]


RAM = wish("ram", "ge", 16.0, hard=True)


class TestEnough:
    """Honest advice: not more than is needed."""

    def test_a_clearly_cheaper_one_that_does_it_all_is_named(self) -> None:
        """600 does what 900 does, as far as was asked."""
        shop = [laptop("dear", 900.0, ram=32.0), laptop("cheap", 600.0, ram=16.0), laptop("short", 500.0, ram=8.0)]

        assert cheaper(shop, RAM) == "cheap"

    def test_a_few_euros_are_not_worth_it(self) -> None:
        """Less than a tenth is no difference."""
        assert cheaper([laptop("dear", 900.0, ram=16.0), laptop("cheap", 850.0, ram=16.0)], RAM) is None

    def test_what_does_not_state_it_is_not_enough(self) -> None:
        """Unknown is not as well."""
        assert cheaper([laptop("dear", 900.0, ram=16.0), laptop("who knows", 400.0)], RAM) is None

    def test_a_soft_wish_and_the_minimum_of_a_need_count_too(self) -> None:
        """Light was wished, and for school 8 GB is needed."""
        school = Need("school", {"nl": "School"}, {}, (), (Preference("ram", "ge", 8.0),))
        category = replace(CATEGORY, needs=(school,))
        light = wish("weight", "le", 1.5)
        shop = [
            laptop("dear", 900.0, weight=1.2, ram=8.0),
            laptop("heavy", 500.0, weight=1.9, ram=8.0),
            laptop("little memory", 500.0, weight=1.2, ram=4.0),
        ]

        assert cheaper(shop, light, category=category, needs="school") is None
        assert (
            cheaper([*shop, laptop("fine", 600.0, weight=1.4, ram=8.0)], light, category=category, needs="school")
            == "fine"
        )

    def test_what_the_dear_one_misses_need_not_be_met_but_no_worse(self) -> None:
        """Neither has 64 GB; the cheaper one may not have less."""
        much = wish("ram", "ge", 64.0)
        shop = [laptop("dear", 900.0, ram=32.0), laptop("less", 500.0, ram=16.0), laptop("as much", 600.0, ram=32.0)]

        assert cheaper(shop, much) == "as much"

    def test_a_superlative_is_not_given_up(self) -> None:
        """The lightest was asked for."""
        shop = [laptop("dear", 900.0, weight=1.0), laptop("heavier", 500.0, weight=1.1)]

        assert cheaper(shop, wish("weight", "lower", None)) is None
        assert cheaper([*shop, laptop("as light", 600.0, weight=1.0)], wish("weight", "lower", None)) == "as light"

    def test_without_a_wish_nothing_is_enough(self) -> None:
        """Who asked nothing but a price was not told what it has to do; words cannot be checked."""
        shop = [laptop("dear", 900.0, ram=16.0), laptop("cheap", 500.0, ram=16.0)]

        assert cheaper(shop, wish("price", "le", 1000.0, hard=True)) is None
        assert cheaper(shop, RAM, words="stevig") is None

    def test_sold_out_refused_and_variants_are_left_out(self) -> None:
        """What cannot be sent, was set aside, or is the same in another colour."""
        shop = [
            replace(laptop("dear", 900.0, ram=16.0), parent="x"),
            laptop("gone", 500.0, ram=16.0, in_stock=False),
            laptop("refused", 500.0, ram=16.0),
            replace(laptop("variant", 500.0, ram=16.0), parent="x"),
        ]

        assert cheaper(shop, RAM, rejected="refused") is None

    def test_what_is_rated_clearly_less_is_not_as_good(self) -> None:
        """Half a star is a reason to pay more."""
        shop = [laptop("dear", 900.0, ram=16.0, rating=4.6), laptop("bad", 500.0, ram=16.0, rating=4.0)]

        assert cheaper(shop, RAM, category=RATED) is None
        assert cheaper([*shop, laptop("good", 600.0, ram=16.0, rating=4.4)], RAM, category=RATED) == "good"

    def test_what_is_on_show_goes_first(self) -> None:
        """A shopper is not led away from what is on the screen."""
        shop = [laptop("dear", 900.0, ram=16.0), laptop("cheapest", 400.0, ram=16.0), laptop("shown", 600.0, ram=16.0)]

        assert cheaper(shop, RAM, shown=(0, 2)) == "shown"

    def test_one_product_has_no_cheaper_one(self) -> None:
        """Nor one without a price."""
        assert cheaper([laptop("a", ram=16.0)], RAM) is None
        assert cheaper([laptop("a", float("nan"), ram=16.0), laptop("b", 1.0, ram=16.0)], RAM) is None
