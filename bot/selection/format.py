"""Prices and values as people write them, by language; the words are in `format.yml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.selection.state import Constraint
from bot.shop.ports import Attribute, Value

_MOST_DECIMALS = 2


def price(euro: float, language: str) -> str:
    """`euro` with cents: "€ 1.299,00" in Dutch, "€1,299.00" in English."""
    return str(_words()["price"][language]).format(_marked(f"{euro:,.2f}", language))


def value(attribute: Attribute, stated: Value | None, language: str) -> str:
    """What is stated of the attribute, with its unit: "1,3 kg", "144 Hz", "ja"; None is "onbekend"."""
    if stated is None:
        return str(_words()["unknown"][language])
    if isinstance(stated, bool):
        return str(_words()["yes" if stated else "no"][language])
    if isinstance(stated, str):
        return attribute.value_labels.get(stated, {}).get(language) or _resolution(stated)
    return price(stated, language) if attribute.unit == "EUR" else _measure(attribute, stated, language)


def wish(attribute: Attribute, wished: Constraint, language: str) -> str:
    """What is wished of the attribute, with its name: "prijs tot € 700,00", "kleur zwart", "microfoon: ja"."""
    named = (attribute.labels.get(language) or attribute.key).lower()
    if wished.value is None:
        return f"{named} {_words()['directions'][wished.op][language]}"
    if isinstance(wished.value, bool):
        return f"{named}: {value(attribute, wished.value, language)}"
    given = wished.value if isinstance(wished.value, tuple) else (wished.value,)
    said = str(_words()["between"][language]).join(value(attribute, one, language) for one in given)
    return f"{named} {str(_words()['wishes'][wished.op][language]).format(said)}"


def wishes(attribute: Attribute, wished: Sequence[Constraint], language: str) -> tuple[str, ...]:
    """All that is wished of one attribute; a lower and an upper bound as one: "prijs € 200,00 tot € 300,00"."""
    bounds = {c.op: c.value for c in wished if isinstance(c.value, float)}
    if len(wished) == len(bounds) == 2 and bounds.keys() == {"ge", "le"}:
        named = (attribute.labels.get(language) or attribute.key).lower()
        ends = (value(attribute, bounds[op], language) for op in ("ge", "le"))
        return (f"{named} {str(_words()['wishes']['within'][language]).format(*ends)}",)
    return tuple(wish(attribute, c, language) for c in wished)


def _measure(attribute: Attribute, number: float, language: str) -> str:
    if attribute.key in _words()["calendar"]:
        return f"{number:.0f}"
    number, unit = _scaled(number, attribute.unit)
    digits = _marked(f"{round(number, _MOST_DECIMALS):,.{_decimals(number)}f}", language)
    word = str(_words()["units"].get(unit, {}).get(language, unit))
    return f"{digits}{'' if word in _words()['joined'] else ' '}{word}".strip()


def _resolution(stated: str) -> str:
    """A value as it is stated; "1920,1080" and "1920x1080" as people write a resolution."""
    sides = re.fullmatch(r"(\d{3,4})\s*[,x]\s*(\d{3,4})", stated)
    return f"{sides[1]} × {sides[2]}" if sides else stated


def _scaled(number: float, unit: str) -> tuple[float, str]:
    small, large = _words()["small"].get(unit), _words()["large"].get(unit)
    if small and 0 < abs(number) < 1:
        return number * small["factor"], small["unit"]
    if large and abs(number) >= large["factor"]:
        return number / large["factor"], large["unit"]
    return number, unit


def _decimals(number: float) -> int:
    text = f"{number:.{_MOST_DECIMALS}f}".rstrip("0")
    return len(text.partition(".")[2])


def _marked(digits: str, language: str) -> str:
    """`digits` in English notation with the marks of the language."""
    words = _words()
    return digits.translate(str.maketrans({",": words["thousands"][language], ".": words["decimal"][language]}))


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("format.yml").read_text(encoding="utf-8"))
