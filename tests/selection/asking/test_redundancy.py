from __future__ import annotations

import numpy as np

from bot.selection.asking.redundancy import Redundancy
from bot.selection.columns import columns
from tests.selection.laptops import CATEGORY, laptop

CHANCE = np.random.default_rng(3)
VIEW = columns(
    [
        laptop(str(i), float(CHANCE.integers(300, 900)), ram=2 ** (i % 4 + 2), storage=2 ** (i % 4 + 6), weight=1.0)
        for i in range(200)
    ],
    CATEGORY,
)


class TestRedundancy:
    def test_is_found_where_one_follows_from_the_other(self) -> None:
        """Who knows the memory knows the storage here."""
        assert Redundancy(VIEW).is_told_by("storage", "ram")

    def test_is_not_found_by_chance_nor_without_facts(self) -> None:
        """A price tells nothing of memory; nothing tells of what never differs, is unknown, or is no attribute."""
        told = Redundancy(VIEW)

        assert not told.is_told_by("ram", "price")
        assert not told.is_told_by("weight", "price")
        assert not told.is_told_by("battery", "price")
        assert not told.is_told_by("need", "price")
