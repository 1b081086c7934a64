from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.listing import PAGE, Section, listing
from bot.demo.query import IN_STOCK, Filter, Op, Question, Sort
from tests.demo.shop import feed_of, section_of

BLACK = Filter("colour", Op.IS, ("zwart",))
CHEAP = Filter("price", Op.MAX, (300.0,))


def shown(section: Section, **asked: object) -> list[str]:
    """Ids on the page that was asked for."""
    return list(listing(section, Question(**asked)).ids)  # type: ignore[arg-type] # by name


class TestListing:
    @pytest.mark.parametrize(
        ("sort", "first"), [(Sort.RATING, "air"), (Sort.PRICE_UP, "oer"), (Sort.PRICE_DOWN, "plus")]
    )
    def test_is_in_the_order_asked_for(self, section: Section, sort: Sort, first: str) -> None:
        """Best rated, cheapest or dearest first."""
        assert shown(section, sort=sort)[0] == first

    def test_every_filter_counts(self, section: Section) -> None:
        """Black and in stock are both required."""
        assert shown(section, filters=(BLACK, IN_STOCK)) == ["air", "kern"]

    def test_a_value_is_counted_with_the_other_filters_only(self, section: Section) -> None:
        """Beside the brand that is ticked the others still say what they would give."""
        found = listing(section, Question(filters=(Filter("brand", Op.IS, ("Noor",)), BLACK)))
        brands = next(one for one in section.facets if one.attribute.key == "brand")

        assert dict(zip(brands.values, found.counts["brand"], strict=True)) == {"Noor": 1, "Zuid": 1, "West": 1}

    def test_nothing_left_says_which_filter_to_drop(self, section: Section) -> None:
        """The one that gives most comes first."""
        found = listing(section, Question(filters=(CHEAP, BLACK, IN_STOCK)))

        assert found.total == 0
        assert [(way.dropped, way.count) for way in found.ways] == [(CHEAP, 2), (BLACK, 1)]

    def test_pages_hold_24_and_the_last_one_the_rest(self, tmp_path: Path) -> None:
        """Every product is on exactly one page; beyond the last page is the last page."""
        rows = [f"p{n},T{n},T{n},M{n % 3},{100 + n},4,1,x,1,2,yes,wit,A" for n in range(50)]
        section = section_of(feed_of(tmp_path, *rows))

        pages = [shown(section, page=page) for page in (1, 2, 3)]
        assert [len(page) for page in pages] == [PAGE, PAGE, 2]
        assert len({one for page in pages for one in page}) == 50
        assert listing(section, Question(page=9)).page == 3
