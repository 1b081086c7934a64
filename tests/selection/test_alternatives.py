"""Alternatives for a product that cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.selection.alternatives import alternatives
from bot.selection.columns import columns
from bot.selection.state import Constraint, State
from bot.shop.ports import Product
from tests.selection.laptops import CATEGORY, laptop

WANTED = laptop("wanted", 500.0, ram=16.0, weight=1.2, in_stock=False)


def instead(others: Sequence[Product], *wishes: Constraint, rejected: tuple[str, ...] = ()) -> list[str]:
    """Ids of what can be had instead of `WANTED`."""
    view = columns([WANTED, *others], CATEGORY)
    state = State(category="laptop", constraints=wishes, rejected=rejected)
    return [view.ids[place] for place in alternatives(view, CATEGORY, state, 0)]


class TestAlternatives:
    """In stock, as dear, for the same."""

    def test_the_most_alike_comes_first(self) -> None:
        """By what is known of them."""
        shop = [laptop("heavy", 500.0, ram=16.0, weight=2.4), laptop("alike", 510.0, ram=16.0, weight=1.2)]

        assert instead(shop) == ["alike", "heavy"]

    def test_within_fifteen_percent_and_in_stock(self) -> None:
        """575 is an alternative for 500, 576 is not."""
        shop = [
            laptop("in", 575.0),
            laptop("dear", 576.0),
            laptop("cheap", 424.0),
            laptop("gone", 500.0, in_stock=False),
        ]

        assert instead(shop) == ["in"]

    def test_what_it_did_the_alternative_does(self) -> None:
        """It met the wish for 16 GB; the one for a touchscreen it never met."""
        ram = Constraint("ram", "ge", 16.0, False, "wish", 1)
        touch = Constraint("touchscreen", "eq", True, True, "wish", 1)
        shop = [laptop("less", 500.0, ram=8.0), laptop("as much", 500.0, ram=16.0), laptop("unknown", 500.0)]

        assert instead(shop, ram, touch) == ["as much"]

    def test_refused_ones_stay_away(self) -> None:
        """What was set aside does not come back."""
        assert instead([laptop("refused"), laptop("other")], rejected=("refused",)) == ["other"]

    def test_of_variants_one_is_given_and_three_at_most(self) -> None:
        """Not three colours of one laptop."""
        variants = [replace(laptop(f"v{n}"), parent="v") for n in range(3)]

        found = instead([*variants, *(laptop(f"o{n}") for n in range(5))])

        assert found == ["v0", "o0", "o1"]

    def test_alone_it_has_no_alternative(self) -> None:
        """Nothing is made up."""
        assert instead([]) == []
