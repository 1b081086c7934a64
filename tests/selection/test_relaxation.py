"""Relaxation: what to give up when nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.selection.columns import columns
from bot.selection.relaxation import MOST_MUSTS, Relaxation, at_odds, contradictions, relaxations
from bot.selection.state import Constraint, Op, State, Wanted
from bot.shop.ports import Product, Value
from tests.selection.laptops import CATEGORY, laptop


def must(attribute: str, op: Op, value: Wanted, turn: int = 0) -> Constraint:
    """A must of a shopper."""
    return Constraint(attribute, op, value, True, "measure", turn)


def relaxed(products: Sequence[Product], *musts: Constraint, rejected: tuple[str, ...] = ()) -> tuple[Relaxation, ...]:
    """What can be given up among `products`."""
    state = State(category="laptop", constraints=musts, rejected=rejected)
    return relaxations(columns(products, CATEGORY), CATEGORY, state)


class TestRelaxations:
    """What is offered when nothing fits."""

    def test_nothing_is_given_up_when_something_fits(self) -> None:
        """A product that meets every must leaves nothing to relax."""
        assert relaxed([laptop("a", 500.0, ram=16.0)], must("price", "le", 600.0), must("ram", "ge", 16.0)) == ()

    def test_each_way_out_has_the_value_that_would_do(self) -> None:
        """32 GB for 849, or 16 GB within the budget."""
        shop = [laptop("big", 848.99, ram=32.0), laptop("dear", 990.0, ram=32.0), laptop("small", 500.0, ram=16.0)]

        found = relaxed(shop, must("price", "le", 700.0), must("ram", "ge", 32.0))

        assert {(r.give_up[0].attribute, r.nearest, r.count) for r in found} == {
            ("price", (848.99,), 2),
            ("ram", (16.0,), 1),
        }

    def test_the_price_is_given_up_last(self) -> None:
        """As far off in the screen as in the price, the screen comes first."""
        shop = [laptop("a", 600.0, screen=14.0), laptop("b", 500.0, screen=15.0)]

        found = relaxed(shop, must("price", "le", 500.0), must("screen", "le", 14.0))

        assert [r.give_up[0].attribute for r in found] == ["screen", "price"]

    def test_what_was_said_first_is_given_up_last(self) -> None:
        """Of two musts as far off, the later one goes first."""
        shop = [laptop("a", ram=8.0, storage=512.0), laptop("b", ram=16.0, storage=504.0)]

        found = relaxed(shop, must("storage", "ge", 512.0, 1), must("ram", "ge", 16.0, 2))

        assert [r.give_up[0].attribute for r in found] == ["ram", "storage"]

    def test_a_set_is_never_larger_than_it_must_be(self) -> None:
        """When one will do, two are not given up."""
        shop = [laptop("a", 900.0, ram=32.0), laptop("b", 900.0, ram=8.0)]

        found = relaxed(shop, must("price", "le", 700.0), must("ram", "ge", 16.0))

        assert [[c.attribute for c in r.give_up] for r in found] == [["price"]]

    def test_sold_out_and_rejected_products_are_no_way_out(self) -> None:
        """What cannot be sent, or was refused, is not offered."""
        shop = [laptop("gone", 710.0, in_stock=False), laptop("refused", 720.0), laptop("left", 800.0)]

        found = relaxed(shop, must("price", "le", 700.0), rejected=("refused", "not there at all"))

        assert [(r.nearest, r.count) for r in found] == [((800.0,), 1)]

    def test_below_is_strict(self) -> None:
        """Cheaper than 500 is not 500: that is what has to be given up."""
        found = relaxed([laptop("a", 500.0)], must("price", "lower", 500.0))

        assert found[0].nearest == (500.0,)

    def test_about_has_room(self) -> None:
        """About 15 inch is met by 15.4 and not by 16."""
        about = must("screen", "about", 15.0)

        assert relaxed([laptop("a", screen=15.4)], about) == ()
        assert relaxed([laptop("a", screen=16.0)], about)[0].nearest == (16.0,)

    def test_values_are_told_by_what_there_is(self) -> None:
        """A colour, a refused brand and a yes or no are given up with what the nearest has instead."""
        shop = [laptop("a", brand="Beer", colour="wit / rood", touchscreen=False)]
        musts = (must("colour", "in", ("zwart",)), must("brand", "notin", ("Beer",)), must("touchscreen", "eq", True))

        assert relaxed(shop, *musts)[0].nearest == ("wit / rood", "Beer", False)

    def test_unknown_is_not_met_and_has_no_value(self) -> None:
        """Who wants a touchscreen is not sent one of which nobody knows; a refusal it does meet."""
        shop = [laptop("a")]

        assert relaxed(shop, must("touchscreen", "eq", True))[0].nearest == (None,)
        assert relaxed(shop, must("weight", "le", 1.0))[0].nearest == (None,)
        assert relaxed(shop, must("colour", "notin", ("zwart",))) == ()

    def test_an_attribute_the_category_lacks_can_be_given_up(self) -> None:
        """Nothing is known of it of any product."""
        assert relaxed([laptop("a")], must("wings", "ge", 2.0))[0].nearest == (None,)

    def test_one_product_or_none(self) -> None:
        """With one product it is the way out, with none there is none."""
        assert [r.count for r in relaxed([laptop("a", 900.0)], must("price", "le", 700.0))] == [1]
        assert relaxed([], must("price", "le", 700.0)) == ()

    def test_the_same_must_said_twice_is_one(self) -> None:
        """It is not given up twice."""
        twice = must("price", "le", 700.0)

        assert relaxed([laptop("a", 900.0)], twice, twice)[0].give_up == (twice,)

    def test_more_musts_than_are_weighed_still_give_true_answers(self) -> None:
        """Beyond sixteen the price stands: what is offered is within it."""
        refused = [must("brand", "notin", (f"merk {n}",)) for n in range(MOST_MUSTS)]
        shop = [laptop("dear", 900.0), laptop("cheap", 500.0, brand="merk 3")]

        found = relaxed(shop, must("price", "le", 700.0), *refused)

        assert [(r.give_up[0].value, r.nearest) for r in found] == [(("merk 3",), ("merk 3",))]


class TestContradictions:
    """Wishes that nothing can meet."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (must("price", "ge", 1000.0), must("price", "le", 500.0)),
            (must("price", "le", 500.0), must("price", "higher", 500.0)),
            (must("touchscreen", "eq", True), must("touchscreen", "eq", False)),
            (must("brand", "in", ("Aap",)), must("brand", "notin", ("aap",))),
        ],
    )
    def test_what_excludes_itself_is_seen(self, one: Constraint, other: Constraint) -> None:
        """Whatever the shop sells, these two cannot both be met."""
        assert contradictions(State(constraints=(one, other))) == ((one, other),)

    def test_a_range_is_no_contradiction(self) -> None:
        """From 500 to 500 is a wish that can be met, and so is one of two brands."""
        musts = (
            must("price", "ge", 500.0), must("price", "le", 500.0),
            must("brand", "in", ("Aap", "Beer")), must("brand", "notin", ("Beer",)), must("ram", "ge", 900.0),
        )  # fmt: skip

        assert contradictions(State(constraints=musts)) == ()


class TestAtOdds:
    """What does not go together."""

    def test_musts_that_are_not_in_the_way_are_left_out(self) -> None:
        """Only price and memory clash; the brand has nothing to do with it."""
        shop = [laptop("big", 900.0, ram=32.0), laptop("small", 500.0, ram=16.0)]
        price, ram, brand = must("price", "le", 700.0), must("ram", "ge", 32.0), must("brand", "in", ("Aap",))

        found = relaxed(shop, price, brand, ram)

        assert at_odds(State(constraints=(price, brand, ram)), found) == (price, ram)


NUMBERS = {"price": (300.0, 499.99, 500.0, 700.0, 1299.99), "weight": (0.9, 1.1, 1.5, 2.2), "ram": (4.0, 8.0, 32.0)}
VALUES = {"brand": ("Aap", "Beer"), "colour": ("zwart", "wit / rood", "rood")}


@st.composite
def products(draw: st.DrawFn) -> list[Product]:
    """Up to a dozen laptops, some facts missing, some sold out."""
    made = []
    for at in range(draw(st.integers(1, 12))):
        facts: dict[str, Value] = {}
        for key in ("weight", "ram"):
            if draw(st.booleans()):
                facts[key] = draw(st.sampled_from(NUMBERS[key]))
        if draw(st.booleans()):
            facts["colour"] = draw(st.sampled_from(VALUES["colour"]))
        if draw(st.booleans()):
            facts["touchscreen"] = draw(st.booleans())
        price, brand = draw(st.sampled_from(NUMBERS["price"])), draw(st.sampled_from(("", *VALUES["brand"])))
        made.append(laptop(str(at), price, brand=brand, in_stock=draw(st.integers(0, 4)) > 0, **facts))
    return made


@st.composite
def musts(draw: st.DrawFn) -> Constraint:
    """A must of any kind."""
    key = draw(st.sampled_from((*NUMBERS, *VALUES, "touchscreen")))
    turn = draw(st.integers(0, 3))
    if key == "touchscreen":
        return must(key, "eq", draw(st.booleans()), turn)
    if key in VALUES:
        values = draw(st.lists(st.sampled_from(VALUES[key]), min_size=1, max_size=2, unique=True))
        return must(key, draw(st.sampled_from(("in", "notin"))), tuple(values), turn)
    op = draw(st.sampled_from([o for o in get_args(Op) if o not in ("in", "notin")]))
    return must(key, op, draw(st.sampled_from(NUMBERS[key])), turn)


def is_met(product: Product, wish: Constraint) -> bool:
    """The same judgement, written down once more and plainly."""
    stated = product.price if wish.attribute == "price" else product.facts.get(wish.attribute)
    if wish.attribute == "brand":
        stated = product.brand or None
    if isinstance(wish.value, tuple):
        own = {stated, *str(stated).split(" / ")} if stated is not None else set()
        return bool(own & set(wish.value)) is not (wish.op == "notin")
    if stated is None:
        return False
    number, bound = float(stated), float(wish.value or 0)
    return {
        "le": number <= bound,
        "ge": number >= bound,
        "lower": number < bound,
        "higher": number > bound,
        "eq": number == bound,
        "about": abs(number - bound) <= 0.1 * bound,
    }[wish.op]


def brute_force(shop: Sequence[Product], wishes: Sequence[Constraint]) -> dict[frozenset[Constraint], set[str]]:
    """Every subset of musts, smallest first: those whose absence makes something fit, with what then fits."""
    found: dict[frozenset[Constraint], set[str]] = {}
    different = list(dict.fromkeys(wishes))
    for size in range(len(different) + 1):
        for dropped in map(frozenset, combinations(different, size)):
            if any(smaller <= dropped for smaller in found):
                continue
            kept = [c for c in different if c not in dropped]
            if fitting := {p.id for p in shop if p.in_stock and all(is_met(p, c) for c in kept)}:
                found[dropped] = fitting
    return found


class TestAgainstBruteForce:
    """Equal to trying every subset of the musts."""

    @settings(max_examples=1000, deadline=None)
    @given(products(), st.lists(musts(), min_size=1, max_size=7))
    def test_sets_counts_and_nearest_are_exact(self, shop: list[Product], wished: list[Constraint]) -> None:
        """The same sets with the same products, and nothing fits better than what is called the nearest."""
        expected = brute_force(shop, wished)
        expected.pop(frozenset(), None)

        found = relaxed(shop, *wished)

        assert {frozenset(r.give_up): r.count for r in found} == {s: len(p) for s, p in expected.items()}
        for relaxation in found:
            nearest = shop[relaxation.place]
            assert nearest.id in expected[frozenset(relaxation.give_up)]
            for wish, value in zip(relaxation.give_up, relaxation.nearest, strict=True):
                assert value == (nearest.fact(wish.attribute))
            if len(relaxation.give_up) == 1 and relaxation.give_up[0].op in ("le", "lower"):
                key = relaxation.give_up[0].attribute
                stated = [p.fact(key) for p in shop if p.id in expected[frozenset(relaxation.give_up)]]
                known = [float(v) for v in stated if isinstance(v, int | float)]
                assert relaxation.nearest[0] == (min(known) if known else None)
        assert np.all(np.diff([r.cost for r in found]) >= 0)
