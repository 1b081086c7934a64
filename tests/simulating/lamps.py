"""Twelve lamps: a shop small enough to know by heart."""

from __future__ import annotations

from bot.shop.ports import Attribute, Better, Category, Kind, Need, Preference, Product
from bot.simulating.stock import Stock

COLOURS = ("zwart", "wit", "rood")


def lamp(number: int, **changed: object) -> Product:
    """The lamp of this number: the higher, the dearer and the brighter; every third has the same colour."""
    facts = {"lumen": 100.0 * number, "dimmable": number % 2 == 0, "colour": COLOURS[number % 3]}
    title = {"nl": f"Lamp {number}"}
    return Product(f"lamp-{number}", "lamp", title, 10.0 * number, {**facts, **changed}, brand="Gloed")  # type: ignore[dict-item]  # facts of tests


LAMPS = tuple(lamp(number) for number in range(1, 13))
CATEGORY = Category(
    key="lamp",
    labels={"nl": "lamp", "en": "lamp"},
    synonyms={"nl": ("lampje",)},
    attributes=(
        Attribute("price", Kind.NUMBER, "EUR", Better.LOWER, {"nl": "prijs"}),
        Attribute("lumen", Kind.NUMBER, "lm", Better.HIGHER, {"nl": "lichtopbrengst"}),
        Attribute("dimmable", Kind.YES_NO, labels={"nl": "dimbaar"}),
        Attribute("colour", Kind.CATEGORY, labels={"nl": "kleur"}, values=COLOURS),
    ),
    needs=(
        Need("reading", {"nl": "Lezen"}, {}, prefer=(Preference("lumen", "ge", 800.0),)),
        Need("mood", {"nl": "Sfeer"}, {}, prefer=(Preference("lumen", "le", 300.0),)),
    ),
)
STOCK = Stock(CATEGORY, LAMPS, "lampen")
