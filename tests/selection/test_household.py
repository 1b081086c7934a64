from __future__ import annotations

import pytest

from bot.selection.household import Household, household, needs
from bot.shop.ports import Attribute, Category, Kind
from tests.selection.laptops import CATEGORY

DIVORCED = "Ik ben nu in mijn eentje, want ik ben net gescheiden. Maar in het weekend zijn de kinderen bij mij."
WASHING = Category("wasmachine", {}, {}, (Attribute("load", Kind.NUMBER, "kg"),))
BED = Category("matras", {}, {}, (Attribute("bed", Kind.CATEGORY, values=("eenpersoons", "tweepersoons")),))


class TestHousehold:
    @pytest.mark.parametrize(
        ("said", "people", "sort"),
        [
            (DIVORCED, 3, "weekend"),
            ("wasmachine voor een gezin van vier", 4, "people"),
            ("we zijn met z'n drieën", 3, "people"),
            ("ik woon alleen", 1, "one"),
            ("I live alone", 1, "one"),
            ("a family of five", 5, "people"),
            ("wij hebben kinderen", 4, "family"),
        ],
    )
    def test_is_read_from_how_people_say_it(self, said: str, people: int, sort: str) -> None:
        """In both languages."""
        assert household(said) == Household(people, sort)

    @pytest.mark.parametrize("said", ["een lichte laptop", "2 jaar garantie", "de eerste", "500"])
    def test_nothing_is_made_of_other_messages(self, said: str) -> None:
        """A number is no household."""
        assert household(said) is None


class TestNeeds:
    def test_more_people_need_more_room_for_laundry(self) -> None:
        """Softly: what does not meet it is only further down."""
        four = needs(Household(4, "people"), WASHING)

        assert [(c.attribute, c.op, c.value, c.hard) for c in four] == [("load", "ge", 8.0, False)]

    def test_one_with_children_at_weekends_needs_neither_the_smallest_nor_the_largest(self) -> None:
        """Room for the weekend, without half empty drums all week."""
        found = household(DIVORCED)

        assert found is not None
        assert {c.op: c.value for c in needs(found, WASHING)} == {"ge": 7.0, "le": 9.0}

    def test_two_sleep_in_a_bed_for_two(self) -> None:
        """By the values that the shop has."""
        assert [c.value for c in needs(Household(2, "people"), BED)] == [("tweepersoons",)]

    def test_where_no_rule_of_thumb_is_known_nothing_is_wished(self) -> None:
        """A laptop is the same for everybody."""
        assert needs(Household(4, "people"), CATEGORY) == ()
