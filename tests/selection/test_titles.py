from __future__ import annotations

import pytest

from bot.selection.titles import Titles
from bot.shop.ports import Product


def product(title: str, brand: str = "Noordik") -> Product:
    """A product whose id is its title."""
    return Product(title, "laptop", {"nl": title}, 500.0, {}, brand)


TITLES = Titles.build(
    [product("Noordik Pluimgras 14"), product("Noordik Pluimgras 11"), product("Noordik Valkenier 14")]
)


class TestFind:
    @pytest.mark.parametrize(
        ("said", "found"),
        [
            ("de Pluimgras 14 of de Valkenier?", ["Noordik Pluimgras 14", "Noordik Valkenier 14"]),
            ("hoe zwaar is de pluimgras 11", ["Noordik Pluimgras 11"]),
            ("de Pluimgras", []),
            ("een laptop van 14 inch", []),
        ],
    )
    def test_a_product_is_named_without_its_brand(self, said: str, found: list[str]) -> None:
        """Only when one product is called so."""
        assert [name for _, name in TITLES.find(said)] == found

    def test_of_several_the_one_on_show_is_meant(self) -> None:
        """Who sees one of the family means that one."""
        assert TITLES.find("de Pluimgras", shown=["Noordik Pluimgras 11"]) == [(3, "Noordik Pluimgras 11")]

    def test_a_common_word_names_nothing(self) -> None:
        """A product called "Groot" is not meant by every "groot"."""
        assert Titles.build([product("Noordik Groot 14")]).find("ik wil een groot scherm") == []
