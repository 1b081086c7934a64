"""Laptops that do not exist, as many as wanted, the same ones each time: what the bench of the selection sells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.shop.ports import Attribute, Better, Category, Kind, Product, Value

SEED = 7
STEP = 10_000
"""Laptops that are drawn at a time, each time from a generator of their own."""
BRANDS = tuple(f"Merk{n:02}" for n in range(24))
COLOURS = ("zwart", "zilver", "grijs", "blauw", "wit", "roze", "groen", "goud")
SYSTEMS = ("Windows 11", "ChromeOS", "macOS", "Linux")
PANELS = ("IPS", "OLED", "VA", "TN", "mini-LED")
GRAPHICS = tuple(f"Graphics {n}" for n in range(40))
SERIES = ("Pluim", "Valk", "Berk", "Duin", "Kiezel", "Storm", "Wad", "Zwaluw", "Linde", "Oever")
USES = ("voor school", "voor thuis", "voor kantoor", "om te gamen", "voor foto en video")
NUMBERS: Mapping[str, tuple[str, Better]] = {
    "price": ("EUR", Better.LOWER),
    "rating": ("", Better.HIGHER),
    "reviews": ("", Better.HIGHER),
    "screen": ("inch", Better.TASTE),
    "weight": ("kg", Better.LOWER),
    "battery": ("hour", Better.HIGHER),
    "ram": ("GB", Better.HIGHER),
    "storage": ("GB", Better.HIGHER),
    "cores": ("", Better.HIGHER),
    "refresh_rate": ("Hz", Better.HIGHER),
}
FLAGS = ("touchscreen", "backlit_keyboard", "fingerprint_reader")
VALUES: Mapping[str, tuple[str, ...]] = {
    "brand": BRANDS,
    "colour": COLOURS,
    "operating_system": SYSTEMS,
    "panel": PANELS,
    "graphics": GRAPHICS,
}
KNOWN = 0.85
"""Share of laptops that state a fact, price and brand aside."""
Column = NDArray[Any]


def category() -> Category:
    """Their category: eighteen attributes."""
    numbers = (Attribute(k, Kind.NUMBER, unit, better, _label(k)) for k, (unit, better) in NUMBERS.items())
    flags = (Attribute(key, Kind.YES_NO, better=Better.HIGHER, labels=_label(key)) for key in FLAGS)
    values = (Attribute(key, Kind.CATEGORY, labels=_label(key), values=named) for key, named in VALUES.items())
    return Category("laptop", _label("laptop"), {"nl": ("laptops",), "en": ("laptops",)}, (*numbers, *flags, *values))


def laptops(count: int) -> Iterator[Product]:
    """The first `count` of them."""
    for start in range(0, count, STEP):
        drawn = _drawn(start // STEP)
        rows = zip(*(column.tolist() for column in drawn.values()), strict=True)
        for place, row in zip(range(start, min(start + STEP, count)), rows, strict=False):
            yield _laptop(place, dict(zip(drawn, row, strict=True)))


def write_csv(path: Path, count: int) -> None:
    """The first `count` of them as a shop would export them."""
    keys = [*NUMBERS, *FLAGS, *VALUES]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "title", "stock", "description", *keys])
        for one in laptops(count):
            told = [_told(one.fact(key)) for key in keys]
            rows.writerow([one.id, one.title("nl"), int(one.in_stock), one.descriptions["nl"], *told])


def _laptop(place: int, drawn: Mapping[str, float]) -> Product:
    named = {key: of[int(drawn[key])] for key, of in VALUES.items()}
    stated: dict[str, Value] = {k: v for k, v in drawn.items() if k in NUMBERS and k != "price" and v == v}
    stated |= {key: bool(drawn[key]) for key in FLAGS if drawn[key] < 2}
    stated |= {key: value for key, value in named.items() if key != "brand"}
    title = f"{named['brand']} {SERIES[place % len(SERIES)]} {place % 997} {drawn['screen']:g} inch {named['colour']}"
    text = f"Een laptop {USES[place % len(USES)]}, met {named['panel']} en {named['graphics']}."
    return Product(
        f"laptop-{place:07}", "laptop", {"nl": title}, drawn["price"], stated, named["brand"],
        in_stock=bool(drawn["stock"]), descriptions={"nl": text},
    )  # fmt: skip


def _drawn(part: int) -> dict[str, Column]:
    """What is drawn of one step of laptops: better ones cost more, and not everything is stated."""
    draw = np.random.default_rng((SEED, part))
    good = draw.random(STEP)
    price = np.round(np.exp(5.6 + 1.9 * good + draw.normal(0, 0.25, STEP)), 2)
    numbers: dict[str, Column] = {
        "rating": np.round(np.clip(draw.normal(3.6 + 0.8 * good, 0.4), 1, 5), 1),
        "reviews": np.round(np.exp(draw.normal(3, 1.5, STEP))),
        "screen": draw.choice([11.6, 13.3, 14.0, 15.6, 16.0, 17.3], STEP, p=[0.08, 0.2, 0.25, 0.3, 0.1, 0.07]),
        "weight": np.round(draw.normal(1.9 - 0.3 * good, 0.35).clip(0.8, 4), 2),
        "battery": np.round(draw.normal(7 + 5 * good, 2).clip(3, 24)),
        "ram": 2.0 ** np.clip(np.round(draw.normal(2.6 + 2.2 * good, 0.7)), 2, 6),
        "storage": 2.0 ** np.clip(np.round(draw.normal(7.4 + 2.4 * good, 0.8)), 6, 12),
        "cores": 2.0 * np.round(draw.normal(2 + 4 * good, 1).clip(1, 12)),
        "refresh_rate": draw.choice([60.0, 90.0, 120.0, 144.0, 165.0], STEP, p=[0.6, 0.1, 0.15, 0.1, 0.05]),
    }
    for column in numbers.values():
        column[draw.random(STEP) > KNOWN] = np.nan
    # A third flag is one that is not stated.
    flags = {key: draw.choice(3, STEP, p=[0.5, 0.35, 0.15]) for key in FLAGS}
    values = {key: (len(named) * draw.random(STEP) ** 1.6).astype(np.intp) for key, named in VALUES.items()}
    return {"price": price, **numbers, **flags, **values, "stock": draw.random(STEP) < 0.93}


def _label(key: str) -> dict[str, str]:
    return dict.fromkeys(("nl", "en"), key.replace("_", " "))


def _told(value: Value | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)
