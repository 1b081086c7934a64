"""Which drawing a product gets: a template for its category, and measures and shapes from its facts.

The canvas of every template is 240 by 240.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.demo.paint import Paint, paint
from bot.shop.ports import Product, Value

GENERAL = "general"
Measures = Mapping[str, Value]
_COLOURS = ("colour", "color", "kleur", "colours", "colors")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A template and what it is filled with."""

    template: str
    """Name of an SVG template, without its ending."""
    paint: Paint
    measures: Measures


def drawing_of(product: Product) -> Drawing:
    """The drawing of a product; a category without a template of its own gets the general one."""
    measure = _MEASURES.get(product.category)
    colour = _first(product, _COLOURS) or _shapes().get(product.category, {}).get("colour")
    return Drawing(
        template=product.category if measure else GENERAL,
        paint=paint(colour if isinstance(colour, str) else ""),
        measures=measure(product) if measure else _general(product),
    )


def _laptop(product: Product) -> Measures:
    inches = _number(product, ("screen",), default=14, least=10, most=18.4)
    return {
        "width": 110 + (inches - 10) * 8,
        "touch": _is(product, "touchscreen"),
        "gaming": _is(product, "dedicated_graphics"),
        "system": str(product.fact("operating_system") or "").casefold().partition(" ")[0],
    }


def _headphones(product: Product) -> Measures:
    wireless = product.fact("wireless")
    return {
        "shape": _shape(product),
        "wire": wireless is False or wireless == "no",
        "quiet": _is(product, "noise_cancelling"),
        "sport": _is(product, "waterproof"),
    }


def _washing_machine(product: Product) -> Measures:
    kilos = _number(product, ("capacity", "load", "vulgewicht", "inhoud"), default=8, least=5, most=12)
    return {
        "shape": _shape(product),
        "door": 25 + (kilos - 5) * 2.4,
        "width": 36 + _number(product, ("width", "breedte"), default=60, least=38, most=70) * 1.15,
        "spin": (_number(product, ("spin", "toerental", "rpm"), default=1400, least=800, most=1800) - 1200) / 8,
        "steam": _is(product, "steam", "stoom"),
        "app": _is(product, "app", "wifi", "smart"),
        "dryer": _is(product, "dryer", "droger", "was_droog"),
    }


def _coffee_machine(product: Product) -> Measures:
    litres = _number(product, ("water_tank", "tank", "capacity"), default=1.5, least=0.5, most=3)
    return {
        "shape": _shape(product),
        "milk": _is(product, "milk_frother") or _says(product, ("melkkan", "melkslang", "milk jug", "milk tube")),
        "tank": 26 + litres * 8,
        "grinder": _is(product, "grinder", "maalwerk", "molen"),
    }


def _bicycle(product: Product) -> Measures:
    shape = _shape(product)
    inches = _number(product, ("wheel", "wielmaat", "wiel"), default=16 if shape == "child" else 28, least=12, most=29)
    return {
        "shape": shape,
        "wheel": 18 + (inches - 12) * 1.45 if shape == "child" else 42.0,
        "battery": _has_battery(product),
        "crate": shape == "transport" or _is(product, "crate", "krat"),
        "low_step": _is(product, "low_step", "lage_instap") or _says(product, ("lage instap", "low step", "dames")),
    }


def _mattress(product: Product) -> Measures:
    height = _number(product, ("height", "thickness", "hoogte", "dikte"), default=22, least=10, most=36)
    width = _number(product, ("width", "breedte", "size", "maat"), default=140, least=70, most=200)
    return {
        "height": 26 + (height - 10) * 2.2,
        "width": 84 + (width - 70) * 0.62,
        "shape": _shape(product),
        "zones": int(_number(product, ("zones",), default=3, least=1, most=9)),
    }


def _general(product: Product) -> Measures:
    """A parcel; categories differ in its proportions, always the same way."""
    drawn = zlib.crc32(product.category.encode())
    return {"width": 88 + drawn % 5 * 12, "height": 64 + drawn // 5 % 5 * 14}


_MEASURES: Mapping[str, Callable[[Product], Measures]] = {
    "laptop": _laptop,
    "koptelefoon": _headphones,
    "wasmachine": _washing_machine,
    "koffiemachine": _coffee_machine,
    "fiets": _bicycle,
    "matras": _mattress,
}


def _first(product: Product, names: Iterable[str]) -> Value | None:
    """The first fact whose key is one of `names`, or else begins with one."""
    wanted = tuple(names)
    exact = (product.facts.get(name) for name in wanted)
    begun = (value for name in wanted for key, value in product.facts.items() if key.startswith(f"{name}_"))
    return next((value for value in (*exact, *begun) if value is not None), None)


def _number(product: Product, names: Iterable[str], *, default: float, least: float, most: float) -> float:
    """The number in a fact, kept within what can be drawn; of "140x200" the first."""
    stated = _first(product, names)
    if isinstance(stated, str):
        found = re.search(r"\d+(?:[.,]\d+)?", stated)
        stated = float(found[0].replace(",", ".")) if found else None
    return default if stated is None or isinstance(stated, bool) else min(max(float(stated), least), most)


def _is(product: Product, *names: str) -> bool:
    return _first(product, names) is True


def _says(product: Product, words: Iterable[str]) -> bool:
    said = " ".join(value.casefold() for value in product.facts.values() if isinstance(value, str))
    return any(re.search(rf"\b{re.escape(word)}", said) for word in words)


def _has_battery(product: Product) -> bool:
    electric = _is(product, "electric", "elektrisch", "e_bike") or _says(product, ("elektr", "electr", "e-bike"))
    return electric or isinstance(_first(product, ("battery", "accu", "range", "actieradius")), float)


def _shape(product: Product) -> str:
    """The shape that the facts of a product name, else the last one of its category."""
    known = _shapes()[product.category]
    said = " ".join(str(product.facts.get(key, "")) for key in known["facts"]).casefold()
    found = (shape for shape, words in known["shapes"].items() if any(word in said for word in words))
    return str(next(found, list(known["shapes"])[-1]))


@cache
def _shapes() -> Any:
    return yaml.safe_load(files(__package__).joinpath("shapes.yml").read_text(encoding="utf-8"))
