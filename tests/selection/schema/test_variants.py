from __future__ import annotations

from bot.selection.schema.variants import parents, stated_parents
from bot.shop.ports import Attribute, Kind

COLOUR = Attribute("colour", Kind.CATEGORY)
SCREEN = Attribute("screen", Kind.NUMBER)


class TestParents:
    def test_are_shared_by_another_colour(self) -> None:
        """What stands alone has none."""
        found = parents(
            ["E51 Silver", "E51 Blue", "E100 Blue"],
            ["Contoso"] * 3,
            [{"colour": "silver"}, {"colour": "blue"}, {"colour": "blue"}],
            [COLOUR],
        )

        assert found[0] == found[1] != ""
        assert found[2] == ""

    def test_are_not_shared_by_another_brand_or_screen(self) -> None:
        """The same title is not yet the same product."""
        brands = parents(["Pro", "Pro"], ["MSI", "Asus"], [{}, {}], [])
        screens = parents(["Pro", "Pro"], ["MSI", "MSI"], [{"screen": 24.0}, {"screen": 27.0}], [SCREEN])
        unsaid = parents(["Pro", "Pro"], ["MSI", "MSI"], [{"screen": 24.0}, {}], [SCREEN])

        assert brands == screens == unsaid == ["", ""]

    def test_stay_the_same_at_the_next_import(self) -> None:
        """An import without one of them changes nothing for the others."""
        titles = ["E51 Silver", "E51 Blue", "E51 Red"]

        assert parents(titles, [""] * 3, [{}] * 3, [])[0] == parents(titles[:2], [""] * 2, [{}] * 2, [])[0]


class TestStatedParents:
    def test_are_what_the_feed_says(self) -> None:
        """A group of one is no group; a parent that is a row itself belongs to its own group."""
        found = stated_parents(["1", "2", "3", "4"], ["", "1", "1", "9"])

        assert found == ["1", "1", "1", ""]
