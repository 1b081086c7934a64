"""Categories that are meant by a value."""

from __future__ import annotations

from bot.language.entities import Entity
from bot.language.kinds import category_of_values


def value(said: str, *places: tuple[str, str], negated: bool = False) -> Entity:
    """A value that occurs at these places."""
    return Entity("value", {"value": said, "attributes": [list(p) for p in places]}, 0, 5, negated)


TOP_LOADER = value("bovenlader", ("wasmachine", "type"))


class TestCategoryOfValues:
    def test_is_the_only_one_that_has_the_value(self) -> None:
        """Nothing but a washing machine is a top loader."""
        assert category_of_values([value("wit", ("laptop", "kleur"), ("fiets", "kleur")), TOP_LOADER]) == "wasmachine"

    def test_is_not_the_one_that_is_talked_about_already(self) -> None:
        """Then nothing new is named, whatever else is said."""
        latex = value("latex", ("matras", "type"))

        assert category_of_values([latex, TOP_LOADER], "wasmachine") is None
        assert category_of_values([TOP_LOADER], "laptop") == "wasmachine"

    def test_is_not_meant_by_what_is_refused(self) -> None:
        """'Geen bovenlader' asks for none."""
        assert category_of_values([value("bovenlader", ("wasmachine", "type"), negated=True)]) is None

    def test_is_not_meant_by_what_anything_may_be(self) -> None:
        """That only the headphones come in gold does not make gold mean headphones; nor men bicycles."""
        assert category_of_values([value("goud", ("koptelefoon", "kleur"))]) is None
        assert category_of_values([value("heren", ("fiets", "for_whom"))]) is None
