from __future__ import annotations

from bot.demo.listing import Section
from bot.demo.similar import similar


class TestSimilar:
    def test_the_nearest_comes_first(self, section: Section) -> None:
        """Another light one of the same brand is more alike than an old heavy one."""
        assert similar(section, "air")[0] in ("slim", "kern")
        assert similar(section, "air")[-1] == "oer"

    def test_never_itself_nor_what_is_sold_out(self, section: Section) -> None:
        """Nobody is sent to what cannot be had."""
        assert set(similar(section, "air")) == {"slim", "kern", "oer"}

    def test_a_product_that_just_left_has_no_likes(self, section: Section) -> None:
        """An import may take it away between two reads."""
        assert similar(section, "weg") == ()
