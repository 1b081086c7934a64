from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.language.entities import Entity
from bot.selection.wishes import is_critique, wishes
from bot.shop.ports import Attribute, Better, Kind, Meaning
from tests.selection.laptops import CATEGORY


def read(*entities: Entity) -> list[tuple[str, str, Any, bool]]:
    """The wishes in these entities, without source and turn."""
    return [(c.attribute, c.op, c.value, c.hard) for c in wishes(entities, CATEGORY)]


def measure(unit: str, at: int = 0, **numbers: float) -> Entity:
    """An amount at this place of the text."""
    return Entity("measure", {"low": None, "high": None, "about": None, **numbers, "unit": unit}, at, at + 5)


def adjective(concept: str, better: str, degree: str = "positive", *, negated: bool = False) -> Entity:
    """A wish by an adjective."""
    return Entity("wish", {"concept": concept, "better": better, "degree": degree}, 0, 5, negated)


def named(key: str, at: int = 0, *, negated: bool = False) -> Entity:
    """An attribute by its name at this place of the text; that of another category stands first."""
    return Entity("attribute", {"attributes": [["muis", key], ["laptop", key]]}, at, at + 8, negated)


class TestPrices:
    @pytest.mark.parametrize(
        ("kind", "op", "hard"), [("price_max", "le", True), ("price_min", "ge", True), ("price_around", "about", False)]
    )
    def test_are_musts_unless_they_are_rough(self, kind: str, op: str, hard: bool) -> None:
        """'Onder de 700' is a must, "rond de 700" a wish."""
        assert read(Entity(kind, 700.0, 0, 3)) == [("price", op, 700.0, hard)]


class TestMeasures:
    def test_are_about_the_attribute_of_their_unit(self) -> None:
        """Kilos are the weight, hours the battery."""
        assert read(measure("kg", high=1.5)) == [("weight", "le", 1.5, True)]
        assert read(measure("hour", low=8)) == [("battery", "ge", 8.0, True)]

    @pytest.mark.parametrize(("number", "key"), [(16, "ram"), (512, "storage"), (32, "ram"), (256, "storage")])
    def test_are_about_the_nearest_values_when_several_have_the_unit(self, number: float, key: str) -> None:
        """16 GB is memory, 512 GB is storage."""
        assert read(measure("GB", low=number)) == [(key, "ge", number, True)]

    def test_are_about_the_attribute_that_is_named_beside_them(self) -> None:
        """'Minstens 128 GB werkgeheugen' is memory all the same."""
        assert read(measure("GB", 0, low=128), named("ram", 8)) == [("ram", "ge", 128.0, True)]

    def test_may_carry_what_they_are_of(self) -> None:
        """'Met 512 GB aan geheugen', when the amount was read with its name."""
        said = {"low": 512.0, "high": None, "about": None, "unit": "GB", "concept": "ram"}

        assert read(Entity("measure", said, 0, 24)) == [("ram", "ge", 512.0, True)]

    def test_leave_a_name_to_the_measure_that_is_nearer(self) -> None:
        """'32 GB werkgeheugen en 1 TB': the second is storage."""
        found = read(measure("GB", 0, low=32), named("ram", 6), measure("GB", 25, low=1000))

        assert found == [("ram", "ge", 32.0, True), ("storage", "ge", 1000.0, True)]

    def test_ignore_a_name_far_away(self) -> None:
        """A name elsewhere in the message is about something else."""
        assert read(measure("GB", 0, low=512), named("ram", 80)) == [("storage", "ge", 512.0, True)]

    def test_without_a_bound_ask_at_least_that_or_about_that(self) -> None:
        """'16 GB' may be more, "1,5 kilo" less, "14 inch" neither."""
        assert read(measure("GB", about=16)) == [("ram", "ge", 16.0, True)]
        assert read(measure("kg", about=1.5)) == [("weight", "le", 1.5, True)]
        assert read(measure("inch", about=14)) == [("screen", "about", 14.0, True)]

    def test_between_two_numbers_are_two_bounds(self) -> None:
        """'Tussen 13 en 15 inch'."""
        assert read(measure("inch", low=13, high=15)) == [("screen", "ge", 13.0, True), ("screen", "le", 15.0, True)]

    def test_in_another_unit_of_length_are_converted(self) -> None:
        """A screen of 35.56 centimetres is one of 14 inches."""
        [(key, op, value, _)] = read(measure("cm", about=35.56))

        assert (key, op, value) == ("screen", "about", pytest.approx(14.0))

    def test_of_a_unit_that_nothing_has_are_no_wish(self) -> None:
        """Nobody invents an attribute."""
        assert read(measure("rpm", low=1400)) == []


class TestValues:
    def test_of_one_attribute_are_alternatives(self) -> None:
        """'Aap of Beer' takes either."""
        assert read(Entity("brand", "Aap", 0, 3), Entity("brand", "Beer", 7, 11)) == [
            ("brand", "in", ("Aap", "Beer"), True)
        ]

    def test_are_a_feature_where_there_is_no_such_value(self) -> None:
        """'Draadloos' is a value of mice and a feature of headphones."""
        said = {"value": "Wireless", "attributes": [["mouse", "x"]], "features": [["laptop", "touchscreen"]]}

        assert read(Entity("value", {**said, "lacking": False}, 0, 4)) == [("touchscreen", "eq", True, True)]
        assert read(Entity("value", {**said, "lacking": True}, 0, 4)) == [("touchscreen", "eq", False, True)]

    def test_refused_and_wished_stand_apart(self) -> None:
        """'Niet wit maar zwart'."""
        places = [["laptop", "colour"]]
        white = Entity("value", {"value": "wit", "attributes": places}, 5, 8, negated=True)
        black = Entity("value", {"value": "zwart", "attributes": places}, 14, 19)

        assert read(white, black) == [("colour", "notin", ("wit",), True), ("colour", "in", ("zwart",), True)]

    def test_of_an_energy_label_may_be_the_least(self) -> None:
        """'Label B of beter' is A or B."""
        said = {"value": "B", "attributes": [["laptop", "energielabel"]], "or_better": True}
        graded = replace(CATEGORY, attributes=(Attribute("energielabel", Kind.CATEGORY, values=("B", "A")),))

        [wish] = wishes([Entity("value", said, 0, 17)], graded)
        assert (wish.attribute, wish.op, wish.value) == ("energielabel", "in", ("A", "B"))

    def test_of_another_category_are_no_wish(self) -> None:
        """A mouse has other colours."""
        assert read(Entity("value", {"value": "wit", "attributes": [["muis", "kleur"]]}, 0, 3)) == []


class TestFeatures:
    def test_are_musts_by_their_name(self) -> None:
        """'Met aanraakscherm' and "zonder aanraakscherm"."""
        assert read(named("touchscreen")) == [("touchscreen", "eq", True, True)]
        assert read(named("touchscreen", negated=True)) == [("touchscreen", "eq", False, True)]

    def test_may_stand_beside_an_amount(self) -> None:
        """'14 inch met aanraakscherm' is two musts."""
        assert [key for key, *_ in read(measure("inch", 0, about=14), named("touchscreen", 12))] == [
            "screen",
            "touchscreen",
        ]

    def test_are_not_numbers(self) -> None:
        """Naming the battery asks nothing of it."""
        assert read(named("battery")) == []


class TestAdjectives:
    def test_begin_where_the_shop_says(self) -> None:
        """A light laptop weighs at most 1.5 kg in this shop."""
        assert read(adjective("weight", "lower")) == [("weight", "le", 1.5, False)]

    def test_begin_where_the_shop_says_of_that_very_word(self) -> None:
        """'Snel' and "krachtig" may begin elsewhere, and "snel" may be a few minutes."""
        words = (Meaning("snel", "nl", "ge", 8.0), Meaning("krachtig", "nl", "ge", 10.0))
        cores = Attribute("cores", Kind.NUMBER, better=Better.HIGHER, words=words)
        minutes = Attribute("start", Kind.NUMBER, better=Better.LOWER, words=(Meaning("snel", "nl", "le", 0.26),))

        [powerful] = wishes([adjective("power", "higher")], replace(CATEGORY, attributes=(cores,)))
        [fast] = wishes([adjective("performance", "higher")], replace(CATEGORY, attributes=(minutes,)))
        [fastest] = wishes(
            [adjective("performance", "higher", "superlative")], replace(CATEGORY, attributes=(minutes,))
        )
        assert (powerful.op, powerful.value) == ("ge", 10.0)
        assert (fast.op, fast.value) == ("le", 0.26)
        assert (fastest.op, fastest.value) == ("lower", None)

    def test_begin_at_the_best_third_where_nobody_said(self) -> None:
        """A heavy one, and one with a long battery life."""
        assert read(adjective("weight", "higher")) == [("weight", "ge", 1.9, False)]
        assert read(adjective("battery", "higher")) == [("battery", "ge", 10, False)]

    def test_turn_round_when_they_are_denied(self) -> None:
        """'Niet te zwaar' is light."""
        assert read(adjective("weight", "higher", negated=True)) == [("weight", "le", 1.5, False)]

    def test_find_what_a_general_word_stands_for(self) -> None:
        """'Groot' is the screen of a laptop, "snel" its memory."""
        assert read(adjective("size", "higher")) == [("screen", "ge", 15.6, False)]
        assert read(adjective("performance", "higher")) == [("ram", "ge", 16, False)]

    def test_in_the_superlative_are_a_direction(self) -> None:
        """'De lichtste' has no bound."""
        assert read(adjective("weight", "lower", "superlative")) == [("weight", "lower", None, False)]

    def test_of_a_feature_ask_the_feature(self) -> None:
        """A yes or no has no degrees."""
        assert read(adjective("touchscreen", "higher")) == [("touchscreen", "eq", True, True)]

    def test_of_something_that_the_category_lacks_are_no_wish(self) -> None:
        """A laptop has no suction."""
        assert read(adjective("suction", "higher")) == []

    def test_in_the_comparative_are_critiques(self) -> None:
        """'Lichter' is about what is on show."""
        assert is_critique(adjective("weight", "lower", "comparative"))
        assert not is_critique(adjective("weight", "lower"))
        assert not is_critique(named("weight"))
