from __future__ import annotations

from bot.selection.state import Constraint, State
from bot.selection.telling import reasons, scope
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
