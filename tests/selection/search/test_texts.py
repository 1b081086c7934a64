from __future__ import annotations

from bot.selection.search import product_texts
from bot.shop.ports import Attribute, Category, Kind, Product

COLOUR = Attribute("colour", Kind.CATEGORY, values=("zwart",), value_labels={"zwart": {"en": "black"}})
CATEGORY = Category("hoes", {"nl": "hoes", "en": "sleeve"}, {"nl": ("hoezen",)}, (COLOUR,), plurals={"nl": "hoezen"})


class TestProductTexts:
    """Products as texts by field."""

    def test_says_a_product_in_every_name(self) -> None:
        """Title, what comes with it, names of its category and of its values in both languages."""
        titles = {"nl": "Lumo hoes voor laptop", "en": "Lumo sleeve for laptop"}
        (text,) = product_texts([Product("h", "hoes", titles, 9.0, {"colour": "zwart"}, brand="Lumo")], CATEGORY)

        assert text["title"] == "Lumo hoes Lumo sleeve"
        assert text["extras"] == "laptop laptop"
        assert set(text["category"].split()) == {"hoes", "sleeve", "hoezen"}
        assert text["values"] == "zwart black"
        assert text["brand"] == "Lumo"
