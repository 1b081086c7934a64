"""Order numbers and postcodes as shoppers type them, brought to one form."""

from __future__ import annotations

import re

SHORTEST = 5
"""Digits that are enough to name an order: "10417"."""
_DUTCH = re.compile(r"([1-9]\d{3})([A-Z]{2})")
_BELGIAN = re.compile(r"B?([1-9]\d{3})")


def compact(written: str) -> str:
    """Letters and digits only, in capitals: "kw 2026-10417" is "KW202610417"."""
    return re.sub(r"[^A-Z0-9]", "", written.upper())


def same_number(typed: str, number: str) -> bool:
    """Whether `typed` names the order `number`: in full, or by its end when that is digits enough."""
    short, full = compact(typed), compact(number)
    parts = re.fullmatch(rf"([A-Z]*)(\d{{{SHORTEST},}})", short)
    return short == full or bool(parts and full.startswith(parts[1]) and full.endswith(parts[2]))


def subject(typed: str) -> str:
    """What attempts at an order are counted under: the same for every way to write its number."""
    return re.sub(r"\D", "", typed)[-SHORTEST:] or compact(typed)


def postcode(typed: str) -> str:
    """A Dutch postcode as "1234AB", a Belgian one as "2000"; what is neither only compact."""
    written = compact(typed)
    if dutch := _DUTCH.fullmatch(written):
        return dutch[1] + dutch[2]
    belgian = _BELGIAN.fullmatch(written)
    return belgian[1] if belgian else written


def is_postcode(typed: str) -> bool:
    """Whether it has the form of a Dutch or a Belgian postcode."""
    return bool(_DUTCH.fullmatch(compact(typed)) or _BELGIAN.fullmatch(compact(typed)))
