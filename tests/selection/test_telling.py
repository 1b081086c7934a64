from __future__ import annotations

from dataclasses import replace

from bot.selection.state import Constraint, State
from bot.selection.telling import reasons, scope
from bot.shop.ports import Need, Preference
from tests.selection.laptops import CATEGORY, laptop


def wish(attribute: str, op: str, value: object) -> Constraint:
    """A must."""
    return Constraint(attribute, op, value, True, "measure", 0)  # type: ignore[arg-type]


class TestReasons:
    def test_met_missed_and_unknown_wishes_are_told_apart(self) -> None:
        """And nothing that was not wished or compared."""
        state = State(constraints=(wish("weight", "le", 1.5), wish("price", "le", 400.0), wish("ram", "ge", 16.0)))
        told = reasons(product := laptop("a", 500.0, weight=1.2), [product], CATEGORY, state, "nl")

        assert told == (
            "Past bij je wens: gewicht hooguit 1,5 kg",
            "Past niet bij je wens: price tot € 400",
            "Niet vermeld, dus onbekend: ram minstens 16 GB",
        )

    def test_how_it_stands_beside_the_others(self) -> None:
        """Best and weakest with the fact itself."""
        pair = [laptop("a", 500.0, weight=1.2), laptop("b", 400.0, weight=1.6)]

        assert reasons(pair[0], pair, CATEGORY, State(), "nl") == (
            "Van deze het sterkst in: gewicht (1,2 kg)",
            "Van deze het minst in: price (€ 500,00)",
        )

    def test_with_nothing_wished_and_nothing_beside_it_what_is_known(self) -> None:
        """No reason is made up."""
        only = laptop("a", weight=1.2)

        assert reasons(only, [only], CATEGORY, State(), "en")[0].startswith(
            "What we know: price €500.00, weight 1.2 kg"
        )


class TestScope:
    def test_numbers_values_and_yes_or_no(self) -> None:
        """What there is to choose from, in words."""
        told = [scope(a, "nl") for key in ("weight", "colour", "touchscreen") if (a := CATEGORY.attribute(key))]

        assert told == ["van 1 kg tot 3 kg", "zwart, wit / rood", "wel of niet"]


class TestNeeds:
    """What a need asks, in the shop's own words."""

    def test_what_serves_it_and_what_falls_short(self) -> None:
        """For school: light; too little memory; how long it lasts nobody knows."""
        school = Need(
            "school",
            {"nl": "School of studie", "en": "School"},
            {},
            (Preference("weight", "le", 1.6), Preference("battery", "ge", 8.0), Preference("touchscreen", "eq", True)),
            (Preference("ram", "ge", 8.0),),
        )
        category = replace(CATEGORY, needs=(school,))
        product = laptop("a", weight=1.3, ram=4.0, touchscreen=True)
        state = State(category="laptop", needs=("school", "forgotten"))

        assert reasons(product, [product], category, state, "nl") == (
            "Voor school of studie: licht (1,3 kg), touchscreen",
            "Minder geschikt voor school of studie: ram (4 GB)",
            "Niet vermeld, dus onbekend: battery",
        )

    def test_an_answer_is_told_as_one(self) -> None:
        """Its bounds are not two wishes; what lies past the better one is no miss."""
        low = Constraint("screen", "ge", 14.0, False, "answer", 1)
        high = Constraint("screen", "le", 16.0, False, "answer", 1)
        product = laptop("a", screen=15.6)

        told = reasons(product, [product], CATEGORY, State(constraints=(low, high)), "nl")

        assert told == ("Past bij je wens: screen 14 inch tot 16 inch",)
