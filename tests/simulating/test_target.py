from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.selection.state import Constraint, Option, Question
from bot.simulating.chance import Chance
from bot.simulating.ports import Offer
from bot.simulating.reading import holds
from bot.simulating.slips import Manner
from bot.simulating.target import TargetShopper, popularity, variants
from bot.simulating.told import human
from tests.simulating.lamps import CATEGORY, LAMPS, STOCK, lamp

CERTAIN = Manner(noise=0.0, dont_care=0.0)
COLOUR = Question(
    "colour", tuple(Option((Constraint("colour", "in", (v,), False, "answer", 0),)) for v in ("wit", "rood"))
)


def shopper(number: int, manner: Manner = CERTAIN, luck: int = 0) -> TargetShopper:
    """Who wants the lamp of this number."""
    product = LAMPS[number - 1]
    return TargetShopper(product, frozenset({product.id}), STOCK, manner, Chance(7, luck))


class TestOpening:
    def test_what_is_volunteered_is_true(self) -> None:
        """One or two musts that the wanted product meets, whatever the luck."""
        for luck in range(200):
            said = shopper(1 + luck % 12, luck=luck).opening()

            assert 1 <= len(said) <= 2
            assert all(wish.hard and holds(wish, LAMPS[luck % 12]) for wish in said)


class TestAnswer:
    def test_is_true_of_the_product(self) -> None:
        """Lamp 5 is red, lamp 4 is white; of lamp 3, which is black, neither is true."""
        assert [shopper(n).answer(COLOUR) for n in (5, 4, 3)] == [1, 0, None]

    def test_who_does_not_care_has_none(self) -> None:
        """`maakt niet uit` to everything."""
        assert shopper(5, Manner(dont_care=1.0)).answer(COLOUR) is None

    def test_a_slip_is_wrong_unless_the_truth_is_asked_for(self) -> None:
        """The oracle asks for the truth."""
        slipping = shopper(5, Manner(noise=1.0, dont_care=0.0))

        assert slipping.answer(COLOUR) == 0
        assert slipping.answer(COLOUR, truthful=True) == 1

    def test_a_use_is_the_one_that_the_product_serves(self) -> None:
        """A lamp that serves none of them is wanted for something else."""
        question = Question("need", (Option(need="reading"), Option(need="mood")))

        assert [shopper(n).answer(question) for n in (9, 2, 5)] == [0, 1, None]

    def test_nothing_asked_is_nothing_said(self) -> None:
        """The visit is over."""
        assert shopper(5).reply(Offer(("lamp-5",))) is None


class TestVariants:
    def test_have_the_same_parent(self) -> None:
        """What the shop calls variants counts as found; without a parent the name tells."""
        family = tuple(replace(lamp(n), parent="p") for n in (1, 2))
        twin = replace(lamp(3), id="twin")

        assert variants(family[0], (*family, lamp(3))) == {"lamp-1", "lamp-2"}
        assert variants(lamp(3), (*LAMPS, twin)) == {"lamp-3", "twin"}


class TestPopularity:
    def test_the_first_is_wanted_most(self) -> None:
        """By Zipf, and alike when that is asked for."""
        zipf = popularity(STOCK)

        assert zipf[0] / zipf[1] == pytest.approx(2**0.7)
        assert np.allclose(popularity(STOCK, uniform=True), 1 / 12)

    def test_nobody_wants_what_is_sold_out(self) -> None:
        """It cannot be bought."""
        stock = replace(STOCK, products=(replace(LAMPS[0], in_stock=False), *LAMPS[1:]))

        assert popularity(stock)[0] == 0
        assert stock.category is CATEGORY


class TestHuman:
    @pytest.mark.parametrize(
        ("amount", "up", "down"), [(649.0, 650, 600), (12.99, 15, 10), (1230.0, 1500, 1000), (5.0, 5, 5)]
    )
    def test_is_what_people_say(self, amount: float, up: float, down: float) -> None:
        """Two figures, the second a nought or a five."""
        assert human(amount) == up
        assert human(amount, up=False) == down
