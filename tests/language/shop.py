"""A small catalogue for the tests of this package."""

from __future__ import annotations

from functools import cache

from bot.language.terms import Vocabulary
from bot.shop.ports import Attribute, Category, Kind, Product


def _number(key: str, unit: str, nl: str, en: str) -> Attribute:
    return Attribute(key, Kind.NUMBER, unit, labels={"nl": nl, "en": en})


def _choice(key: str, nl: str, en: str, *values: str) -> Attribute:
    return Attribute(key, Kind.CATEGORY, labels={"nl": nl, "en": en}, values=values)


def _either(key: str, nl: str, en: str) -> Attribute:
    return Attribute(key, Kind.YES_NO, labels={"nl": nl, "en": en})


SCREEN = _number("screen_size", "inch", "schermdiagonaal", "screen size")
COLOUR = _choice("color", "kleur", "colour", "Black", "White", "Black / Red", "Silver")
CATEGORIES = (
    Category(
        "laptop",
        {"nl": "laptop", "en": "laptop"},
        {"nl": ("notebook", "schootcomputer"), "en": ("notebook",)},
        (
            _number("weight", "kg", "gewicht", "weight"),
            _number("ram_gb", "GB", "werkgeheugen", "memory"),
            SCREEN,
            COLOUR,
            _choice("use", "gebruik", "use", "Gaming", "School"),
        ),
    ),
    Category(
        "monitor",
        {"nl": "monitor", "en": "monitor"},
        {"nl": ("beeldscherm", "scherm"), "en": ("screen", "display")},
        (
            _number("refresh_rate", "Hz", "verversingssnelheid", "refresh rate"),
            _choice("panel_type", "paneel", "panel type", "IPS", "VA", "OLED"),
            _choice("resolution", "resolutie", "resolution", "2560,1440", "1920,1080"),
            SCREEN,
        ),
    ),
    Category(
        "headphones",
        {"nl": "koptelefoon", "en": "headphones"},
        {"nl": ("hoofdtelefoon",), "en": ("headphone",)},
        (_either("wireless", "draadloos", "wireless"), _either("microphone", "microfoon", "microphone"), COLOUR),
    ),
    Category(
        "washing_machine",
        {"nl": "wasmachine", "en": "washing machine"},
        {"nl": (), "en": ("washer",)},
        (
            _choice("energy_label", "energielabel", "energy label", "A", "B", "C"),
            _number("noise", "dB", "geluid", "noise"),
        ),
    ),
)
BRANDS = ("Apple", "Samsung", "Lenovo", "HP", "Bang & Olufsen", "Nothing")
PRODUCTS = (
    Product("m1", "monitor", {"en": "Asus TUF Gaming VG27AQ"}, 249.0, {}, "Asus"),
    Product("m2", "monitor", {"en": "Acer Nitro XV272U"}, 229.0, {}, "Acer"),
    *(Product(f"l{i}", "laptop", {"nl": f"{brand} Slim"}, 700.0, {}, brand) for i, brand in enumerate(BRANDS)),
)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this catalogue."""
    return Vocabulary.build(CATEGORIES, PRODUCTS)
