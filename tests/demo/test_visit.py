from __future__ import annotations

from bot.demo.basket import Basket, Line
from bot.demo.visit import Visit, category_path, drawing_path, product_path


def visit(language: str = "nl", *lines: Line, parameters: tuple[tuple[str, str], ...] = ()) -> Visit:
    """A visit to a list in a shop whose own language is Dutch."""
    return Visit("/c/laptop", parameters, language, "nl", Basket(lines))


class TestLinks:
    def test_keep_another_language_only(self) -> None:
        """The shop's own language leaves the address clean."""
        assert visit("nl").link("/p/a") == "/p/a"
        assert visit("en").link("/p/a", [("x", "1")]) == "/p/a?x=1&lang=en"

    def test_the_other_language_keeps_the_question(self) -> None:
        """Who switches sees the same list."""
        asked = visit("en", parameters=(("colour.is", "wit"), ("lang", "en")))

        assert asked.in_language("nl") == "/c/laptop?colour.is=wit&lang=nl"

    def test_any_id_and_any_key_has_an_address(self) -> None:
        """Those of a feed may hold slashes, spaces and question marks."""
        assert product_path("a/b ?") == "/p/a%2Fb%20%3F"
        assert drawing_path("a/b") == "/img/a%2Fb.svg"
        assert category_path("a&b") == "/c/a%26b"


class TestBasketText:
    def test_is_what_the_widget_reads(self) -> None:
        """`id:quantity`, with a space between; an id with a space cannot be told."""
        assert visit("nl", Line("a", 2), Line("b c", 1), Line("d", 1)).basket_text() == "a:2 d:1"
