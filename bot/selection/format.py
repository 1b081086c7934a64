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
_CLEAR = 3
"""Letters of the shortest value that tells by itself what it is of."""


def price(euro: float, language: str) -> str:
    """`euro` with cents: "€ 1.299,00" in Dutch, "€1,299.00" in English."""
    return str(_words()["price"][language]).format(_marked(f"{euro:,.2f}", language))


def spoken_price(euro: float, language: str) -> str:
    """The same within a sentence, where whole euros have no cents: "€ 600"."""
    return price(euro, language).removesuffix(f"{_words()['decimal'][language]}00")


def let_go(label: str, language: str) -> str:
    """What a shopper says who lets go of a wish: "prijs maakt niet uit"."""
    return str(_words()["let_go"][language]).format(label)


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
    """What is wished, as a salesperson sums it up: "prijs tot € 700", "minstens 16 GB", "zwart", "microfoon"."""
    named = _named(attribute, language)
    if wished.value is None:
        return f"{named} {_words()['directions'][wished.op][language]}"
    if isinstance(wished.value, bool):
        return named if wished.value else f"{named}: {value(attribute, False, language)}"
    given = wished.value if isinstance(wished.value, tuple) else (wished.value,)
    said = str(_words()["between"][language]).join(_spoken(attribute, one, language) for one in given)
    bounds = _words()["prices" if attribute.unit == "EUR" else "wishes"]
    told = str(bounds[wished.op][language]).format(said)
    leads = named.split()[-1] in _words()["leading"]
    return told if _speaks_for_itself(given) and not leads else f"{named} {told}"


def wishes(attribute: Attribute, wished: Sequence[Constraint], language: str) -> tuple[str, ...]:
    """All that is wished of one attribute; a lower and an upper bound as one: "prijs € 200 tot € 300"."""
    bounds = {c.op: c.value for c in wished if isinstance(c.value, float)}
    if len(wished) == len(bounds) == 2 and bounds.keys() == {"ge", "le"}:
        ends = (_spoken(attribute, bounds[op], language) for op in ("ge", "le"))
        return (f"{_named(attribute, language)} {str(_words()['wishes']['within'][language]).format(*ends)}",)
    return tuple(wish(attribute, c, language) for c in wished)


def _named(attribute: Attribute, language: str) -> str:
    return (attribute.labels.get(language) or attribute.key).partition(" (")[0].lower()


def _spoken(attribute: Attribute, stated: Value, language: str) -> str:
    if attribute.unit == "EUR" and isinstance(stated, int | float):
        return spoken_price(stated, language)
    return value(attribute, stated, language)


def _speaks_for_itself(given: Sequence[Value]) -> bool:
    """Whether values need no name before them: "zwart" does not, "A" and "geen" do."""
    return all(isinstance(v, str) and len(v) >= _CLEAR and v not in _words()["absent"] for v in given)


def _measure(attribute: Attribute, number: float, language: str) -> str:
    if attribute.key in _words()["calendar"]:
        return f"{number:.0f}"
    number, unit = _scaled(number, attribute.unit)
    digits = _marked(f"{round(number, _MOST_DECIMALS):,.{_decimals(number)}f}", language)
    word = str(_words()["units"].get(unit, {}).get(language, unit))
    word = _words()["single"][language].get(word, word) if number == 1 else word
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
