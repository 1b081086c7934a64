from __future__ import annotations

import pytest

from bot.selection.search import ShopSearch, TextIndex, product_texts
from bot.shop.ports import Category, Product


def category(key: str, *names: str) -> Category:
    """A category without attributes."""
    return Category(key, {"nl": key, "en": key}, {"nl": names}, ())


def product(key: str, title: str, kind: str, description: str = "") -> Product:
    """A product of a kind."""
    return Product(key, kind, {"nl": title}, 10.0, {}, brand="Lumo", descriptions={"nl": description})


HOES, LAPTOP, WAS = category("hoes", "hoezen"), category("laptop", "laptops"), category("wasmachine", "wasmachines")
PRODUCTS = {
    "hoes": [
        product("h1", "Lumo Laptophoes Vilt", "hoes"),
        product("h2", "Lumo Hoes voor tablet", "hoes"),
    ],
    "laptop": [
        product("l1", "Lumo Pluim 14 met rugzak", "laptop", "Werkt meteen."),
        product("l2", "Lumo Zwaluw 15", "laptop", "Past in elke reistas."),
    ],
    "wasmachine": [product("w1", "Lumo Trommel 7", "wasmachine", "Voor de was van een gezin.")],
}


def shop(products: dict[str, list[Product]] = PRODUCTS) -> ShopSearch:
    """The search over the products."""
    made = {c.key: TextIndex.build(product_texts(products[c.key], c)) for c in (HOES, LAPTOP, WAS)}
    return ShopSearch((HOES, LAPTOP, WAS), lambda c: made[c.key])


def found(phrase: str) -> tuple[str, list[str], str]:
    """How sure it is, ids, and how it was read."""
    result = shop().find(phrase)
    return (
        (result.how, [PRODUCTS[result.category.key][i].id for i in result.places], result.meant)
        if result
        else ("", [], "")
    )


class TestFind:
    """Things asked for by words."""

    @pytest.mark.parametrize(
        ("phrase", "how", "first"),
        [
            ("laptophoezen", "named", "h1"),
            ("hoes voor een laptop", "named", "h1"),
            ("tablethoes", "named", "h2"),
            ("laptop", "named", "l2"),
            ("laptop met rugzak", "named", "l1"),
            ("zilveren laptophoes", "partly", "h1"),
            ("reistas", "described", "l2"),
            ("rugzak", "described", "l1"),
        ],
    )
    def test_says_how_sure_it_is(self, phrase: str, how: str, first: str) -> None:
        """Called so, of that kind but not all of it, or only spoken of: in the right category."""
        assert found(phrase)[0] == how
        assert found(phrase)[1][0] == first

    def test_tells_how_a_misspelt_word_was_read(self) -> None:
        """A correction is told, and made only where nothing has the word as it stands."""
        assert found("laptophoesz") == ("named", ["h1"], "laptophoes")
        assert found("laptophoes")[2] == ""

    def test_a_correction_goes_before_half_an_answer(self) -> None:
        """A misspelt name is read as the name, though its other words fit something as they stand."""
        assert found("zwalu 15")[0::2] == ("named", "zwaluw 15")

    @pytest.mark.parametrize("phrase", ["", "de", "14", "🚲", "wasdroger", "laptoptafel", "x" * 3_000, "\x00"])
    def test_finds_nothing_that_is_not_there(self, phrase: str) -> None:
        """No words, a bare number, what is not sold and what only half of is: nothing."""
        assert shop().find(phrase) is None

    def test_an_empty_shop_has_nothing(self) -> None:
        """Categories without products find nothing."""
        assert shop({"hoes": [], "laptop": [], "wasmachine": []}).find("hoes") is None
        assert ShopSearch((), lambda c: TextIndex.build(())).find("hoes") is None


class TestNamed:
    """Products by their name."""

    @pytest.mark.parametrize("text", ["lumo zwaluw", "lumo zwalu 15", "de Lumo Zwaluw 15"])
    def test_a_name_is_found(self, text: str) -> None:
        """Two words or more of it, a slip allowed."""
        result = shop().named(text)

        assert result is not None
        assert (result.category.key, result.places) == ("laptop", (1,))

    @pytest.mark.parametrize("text", ["lumo", "zwaluw rood", "past in elke reistas", ""])
    def test_anything_else_is_no_name(self, text: str) -> None:
        """One word, a word too many, a description and nothing are no names."""
        assert shop().named(text) is None


class TestNearestKinds:
    """What comes near a thing that is not sold."""

    @pytest.mark.parametrize(
        ("thing", "near"), [("wasdroger", ["wasmachine"]), ("laptoptafel", ["laptop"]), ("stofzuiger", []), ("", [])]
    )
    def test_shares_a_word_with_it(self, thing: str, near: list[str]) -> None:
        """Kinds of which the name has a word of it."""
        assert [c.key for c in shop().nearest_kinds(thing)] == near
