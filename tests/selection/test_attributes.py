from __future__ import annotations

from dataclasses import replace

from bot.selection.attributes import direction, for_concept, for_unit, keys_for
from bot.shop.ports import Attribute, Better, Kind, Meaning
from tests.selection.laptops import CATEGORY


class TestKeysFor:
    def test_finds_a_key_by_its_name_and_by_its_concept(self) -> None:
        """Whatever a shop calls its column."""
        assert keys_for("weight", ["colour", "gewicht_kg"]) == ["gewicht_kg"]
        assert keys_for("colour", ["colour", "gewicht_kg"]) == ["colour"]

    def test_puts_what_a_general_word_likeliest_means_first(self) -> None:
        """'Groot' is a screen before it is a capacity."""
        assert keys_for("size", ["capacity", "screen"]) == ["screen", "capacity"]


class TestForConcept:
    def test_takes_the_word_of_the_shop_before_its_own(self) -> None:
        """Where the shop says what "snel" means, that is what it means."""
        battery = CATEGORY.attribute("battery")
        assert battery is not None
        odd = replace(battery, words=(Meaning("snel", "nl", "ge", 9.0),))
        category = replace(CATEGORY, attributes=(*CATEGORY.attributes, replace(odd, key="hours")))

        assert for_concept("performance", category) == replace(odd, key="hours")
        assert for_concept("performance", CATEGORY) == CATEGORY.attribute("ram")

    def test_finds_nothing_where_there_is_nothing(self) -> None:
        """A laptop has no suction."""
        assert for_concept("suction", CATEGORY) is None


class TestDirection:
    def test_is_turned_where_the_word_of_the_shop_is(self) -> None:
        """A fast programme takes few hours, a slow one many; what nobody said is as it was asked."""
        programme = Attribute("programme", Kind.NUMBER, "hour", words=(Meaning("snel", "nl", "le", 0.3),))

        assert direction(programme, "performance", Better.HIGHER) is Better.LOWER
        assert direction(programme, "performance", Better.LOWER) is Better.HIGHER
        assert direction(programme, "length", Better.LOWER) is Better.LOWER


class TestForUnit:
    def test_prefers_what_is_named(self) -> None:
        """Named beside the number, else nearest in size."""
        assert for_unit("GB", 512, CATEGORY) == CATEGORY.attribute("storage")
        assert for_unit("GB", 512, CATEGORY, named=["ram"]) == CATEGORY.attribute("ram")
        assert for_unit("rpm", 1400, CATEGORY) is None
