from __future__ import annotations

from bot.demo.listing import Section
from bot.demo.similar import similar
from bot.shop.ports import Product


def product(section: Section, product_id: str) -> Product:
    """One of the five."""
    return section.columns.products[section.columns.places[product_id]]


class TestSimilar:
    def test_the_nearest_comes_first(self, section: Section) -> None:
        """Another light one of the same brand is more alike than an old heavy one."""
        assert similar(section, product(section, "air"))[0].id in ("slim", "kern")
        assert similar(section, product(section, "air"))[-1].id == "oer"

    def test_never_itself_nor_what_is_sold_out(self, section: Section) -> None:
        """Nobody is sent to what cannot be had."""
        found = {one.id for one in similar(section, product(section, "air"))}

        assert found == {"slim", "kern", "oer"}

    def test_a_product_that_just_left_has_no_likes(self, section: Section) -> None:
        """An import may take it away between two reads."""
        assert similar(section, Product("weg", "laptop", {"nl": "Weg"}, 1.0, {})) == ()
