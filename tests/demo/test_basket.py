from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.basket import LONGEST, MOST_LINES, MOST_OF_ONE, Basket, BasketFull, Line, read, written


def full() -> Basket:
    """Twenty different products."""
    return Basket(tuple(Line(f"p{n}", 1) for n in range(MOST_LINES)))


class TestBasket:
    def test_the_same_again_is_one_more(self) -> None:
        """A product has one line."""
        assert Basket().added("a").added("b").added("a") == Basket((Line("a", 2), Line("b", 1)))

    def test_nobody_gets_more_than_99_of_one(self) -> None:
        """However often it is added."""
        assert Basket((Line("a", MOST_OF_ONE),)).added("a").count() == MOST_OF_ONE

    def test_none_of_it_takes_it_out(self) -> None:
        """So does taking out what is not there."""
        assert Basket((Line("a", 2),)).with_quantity("a", 0) == Basket()
        assert Basket().with_quantity("b", 0) == Basket()

    def test_a_full_basket_says_so(self) -> None:
        """What is in it can still be changed."""
        with pytest.raises(BasketFull):
            full().added("one more")
        assert full().added("p3").count() == MOST_LINES + 1

    def test_ids_too_long_for_a_cookie_are_refused(self) -> None:
        """A browser would drop the whole basket without a word."""
        with pytest.raises(BasketFull):
            Basket().added("x" * LONGEST)


class TestCookie:
    @given(st.lists(st.tuples(st.text(max_size=40), st.integers(1, 99)), max_size=12, unique_by=lambda line: line[0]))
    def test_what_was_written_is_read(self, lines: list[tuple[str, int]]) -> None:
        """Whatever the ids of a feed look like."""
        basket = Basket(tuple(Line(*line) for line in lines if line[0] and line[0] < "\ud800"))

        assert read(written(basket)) == basket

    @pytest.mark.parametrize(
        "cookie", ["", "|", "a", "a:", "a:0", "a:-1", "a:100", "a:1.5", ":3", "a:b:c", "%:1", "%ff:1", "a b:1", "<x>:1"]
    )
    def test_what_is_no_line_is_left_out(self, cookie: str) -> None:
        """A tampered cookie is an empty basket."""
        assert read(cookie) == Basket()

    def test_a_huge_cookie_gives_an_ordinary_basket(self) -> None:
        """At most twenty lines, at most 99 each, and no more text than was allowed."""
        basket = read("|".join(f"p{n % 40}:99" for n in range(100_000)))

        assert len(basket.lines) == MOST_LINES
        assert max(line.quantity for line in basket.lines) == MOST_OF_ONE

    @given(st.text(max_size=300))
    def test_reading_never_grows_a_cookie(self, cookie: str) -> None:
        """Whatever is sent, what would be sent back fits."""
        assert len(written(read(cookie))) <= LONGEST
