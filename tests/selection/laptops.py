"""A small category for the tests of the judgement."""

from __future__ import annotations

from bot.shop.ports import Attribute, Better, Category, Kind, Meaning, Product, Value

CATEGORY = Category(
    "laptop",
    {"nl": "laptop", "en": "laptop"},
    {"nl": ("laptops",), "en": ("laptops",)},
    (
        Attribute("price", Kind.NUMBER, "EUR", Better.LOWER, quantiles=(300, 450, 600, 750, 900, 1200, 2000)),
        Attribute("brand", Kind.CATEGORY, values=("Aap", "Beer")),
        Attribute(
            "weight",
            Kind.NUMBER,
            "kg",
            Better.LOWER,
            {"nl": "gewicht", "en": "weight"},
            quantiles=(1.0, 1.2, 1.3, 1.6, 1.9, 2.2, 3.0),
            words=(Meaning("licht", "nl", "le", 1.5),),
        ),
        Attribute("battery", Kind.NUMBER, "hour", Better.HIGHER, quantiles=(4, 6, 7, 8, 10, 12, 18)),
        Attribute("ram", Kind.NUMBER, "GB", Better.HIGHER, quantiles=(4, 8, 8, 16, 16, 32, 64)),
        Attribute("storage", Kind.NUMBER, "GB", Better.HIGHER, quantiles=(64, 128, 256, 512, 512, 1000, 2000)),
        Attribute("screen", Kind.NUMBER, "inch", quantiles=(11, 13, 14, 15, 15.6, 16, 17.3)),
        Attribute("touchscreen", Kind.YES_NO),
        Attribute("colour", Kind.CATEGORY, values=("zwart", "wit / rood"), value_labels={"zwart": {"en": "black"}}),
        Attribute("notes", Kind.TEXT),
    ),
)


def laptop(
    product_id: str, price: float = 500.0, *, brand: str = "Aap", in_stock: bool = True, **facts: Value
) -> Product:
    """A laptop that states only these facts."""
    return Product(product_id, "laptop", {"nl": product_id}, price, facts, brand, in_stock=in_stock)
