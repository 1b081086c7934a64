from __future__ import annotations

from collections import Counter

from bot.shop.identity import made_id


class TestMadeId:
    def test_is_readable_and_the_same_every_time(self) -> None:
        """An id shows the title, and does not depend on the run."""
        made = [made_id("LG 27GP850-B", ["27", "IPS"], Counter()) for _ in range(2)]

        assert made[0] == made[1]
        assert made[0].startswith("lg-27gp850-b-")

    def test_differs_where_the_cells_differ(self) -> None:
        """Two versions of one title are two products."""
        assert made_id("LG", ["27"], Counter()) != made_id("LG", ["32"], Counter())

    def test_counts_products_that_nothing_tells_apart(self) -> None:
        """The same cells again give an id with a number behind it."""
        seen = Counter[str]()
        first, second = made_id("LG", ["27"], seen), made_id("LG", ["27"], seen)

        assert second == f"{first}-2"

    def test_copes_with_a_title_without_letters(self) -> None:
        """A title in signs still gives an id that can stand in a URL."""
        assert made_id("★★★", [], Counter()).startswith("product-")
