"""The colours of a drawing, from what a product's colour is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

INK, PAPER = "#1b1f3b", "#fbfaf7"
UNKNOWN = "#a9c0ba"
"""Of a product whose colour is not stated, or has a name nobody knows: a hue that claims nothing."""
_WORD = re.compile(r"[^\W\d_]+")
_DARK = 0.3


@dataclass(frozen=True, slots=True)
class Paint:
    """What a drawing is filled with; `#rrggbb` each."""

    body: str
    shade: str
    """Of sides that lie in the shade."""
    second: str
    """The second colour of a product that has two, else its shade."""
    detail: str
    """Lines on the body, light on dark."""


def paint(stated: str = "") -> Paint:
    """The paint of what is called `stated` ("zwart", "dark blue", "wit/goud"), in Dutch or English."""
    found = list(_colours(stated.casefold())) or [UNKNOWN]
    body = found[0]
    shade = _mixed(body, PAPER, 0.25) if luminance(body) < _DARK else _mixed(body, INK, 0.16)
    second = next((colour for colour in found if colour != body), shade)
    return Paint(body, shade, second, _mixed(PAPER, body, 0.2) if luminance(body) < _DARK else INK)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 (black) to 1 (white), as WCAG 2 defines it."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colours(stated: str) -> Iterator[str]:
    amount = 0.0
    for word in _WORD.findall(stated):
        name, own = _without_shade(word)
        if name in _names():
            yield _shaded(_names()[name], own or amount)
            amount = 0.0
        elif not name:
            amount = own


def _without_shade(word: str) -> tuple[str, float]:
    """A colour's name without the shade before it; names that begin like one ("lila") stay whole."""
    if word in _names():
        return word, 0.0
    shade = next((s for s in _shades() if word.startswith(s)), "")
    return word.removeprefix(shade), _shades().get(shade, 0.0)


def _shaded(colour: str, amount: float) -> str:
    return _mixed(colour, PAPER if amount > 0 else INK, abs(amount))


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)


@cache
def _names() -> dict[str, str]:
    return {name: colour for colour, names in _vocabulary()["names"].items() for name in names}


@cache
def _shades() -> dict[str, float]:
    pairs = [(word, amount) for amount, words in _vocabulary()["shades"].items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def _vocabulary() -> Any:
    return yaml.safe_load(files(__package__).joinpath("colours.yml").read_text(encoding="utf-8"))
