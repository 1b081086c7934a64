"""What a choice teaches the journey: facts and wishes only, the musts first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.happened import NeedTold, ProductChosen
from actions.verdicts import at_sight, chosen
from bot.selection.state import Constraint, State
from bot.shop.memory import MemoryCatalogue
from bot.shop.ports import Category, Product


@pytest.fixture(scope="module")
def laptops(catalogue: MemoryCatalogue) -> Category:
    """The demo's laptops."""
    return next(c for c in catalogue.categories() if c.key == "laptop")


@pytest.fixture(scope="module")
def laptop(catalogue: MemoryCatalogue) -> Product:
    """One of them."""
    return next(iter(catalogue.products("laptop")))


def bound(key: str, op: str, value: float, *, hard: bool = False) -> Constraint:
    """A wish for a number."""
    return Constraint(key, op, value, hard, "measure", 1)  # type: ignore[arg-type]  # the tests name real ones


class TestChosen:
    def test_tells_what_spoke_for_it_and_what_against(self, laptop: Product, laptops: Category) -> None:
        """A must before a mere wish, each attribute once."""
        wishes = (
            bound("weight", "le", 99.0),
            bound("price", "le", laptop.price, hard=True),
            bound("ram", "ge", 4096.0),
        )
        state = State("laptop", wishes, shown=("other", laptop.id), need_kind="explicit")

        (told,) = chosen(laptop, laptops, state, cheaper_was_enough=True)

        assert isinstance(told, ProductChosen)
        assert told.reasons[0] == "price"
        assert set(told.reasons) <= {"price", "weight"}
        assert (told.price_cents, told.rank, told.cheaper_was_enough) == (round(laptop.price * 100), 2, True)
        assert set(told.missed).isdisjoint(told.reasons)

    def test_at_the_bound_is_met_and_below_it_missed(self, laptop: Product, laptops: Category) -> None:
        """To the cent."""
        dear = State("laptop", (bound("price", "le", laptop.price - 0.01, hard=True),), need_kind="explicit")
        fair = State("laptop", (bound("price", "le", laptop.price, hard=True),), need_kind="explicit")

        (missed,), (met,) = (chosen(laptop, laptops, s, cheaper_was_enough=False) for s in (dear, fair))

        assert isinstance(missed, ProductChosen)
        assert isinstance(met, ProductChosen)
        assert (missed.reasons, missed.missed) == ((), ("price",))
        assert (met.reasons, met.missed) == (("price",), ())

    def test_elsewhere_than_among_the_shown_has_no_rank(self, laptop: Product, laptops: Category) -> None:
        """As on its own page."""
        told = chosen(laptop, laptops, State("laptop"), cheaper_was_enough=False)[-1]

        assert isinstance(told, ProductChosen)
        assert told.rank == 0

    def test_without_a_wish_is_told_to_be_an_impulse_once(self, laptop: Product, laptops: Category) -> None:
        """Before the choice itself; not again when it is known."""
        first = chosen(laptop, laptops, State("laptop"), cheaper_was_enough=False)
        again = chosen(laptop, laptops, State("laptop", need_kind="impulse"), cheaper_was_enough=False)

        assert [type(told) for told in first] == [NeedTold, ProductChosen]
        assert first[0] == NeedTold("impulse", "laptop")
        assert [type(told) for told in again] == [ProductChosen]


class TestAtSight:
    def test_is_before_any_need(self) -> None:
        """A wish, a need or a search makes it a choice like any other."""
        seen = State("laptop")

        assert at_sight(seen)
        assert not at_sight(replace(seen, needs=("school",)))
        assert not at_sight(replace(seen, constraints=(bound("price", "le", 500.0),)))
        assert not at_sight(replace(seen, need_kind="latent"))
