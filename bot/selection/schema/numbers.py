"""Numbers as shops write them: decimals with a point or a comma, thousands, euro signs."""

from __future__ import annotations

import re
from collections.abc import Iterable

DIGITS = r"[-+]?\d+(?:[.,'\u2019\u00a0\u202f]\d+)*"
"""A number with all its marks, as it stands in a text."""

_TOKEN = re.compile(DIGITS)
_SPACES = re.compile(r"['\u2019\u00a0\u202f]")
_CURRENCY = re.compile(r"€|(?<![^\W\d])eur(?:os?)?(?![^\W\d])", re.IGNORECASE)
_LONGEST = 30
_ROUND_PRICE = re.compile(r"(?<=\d)[.,]\s*[-\u2013\u2014=]+\s*$")
_SPACED_THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def decimal_marks(cells: Iterable[str]) -> str:
    """The decimal marks that `cells` prove: `""`, `"."`, `","` or `",."`; "1.299" alone proves nothing."""
    found = {_proof(token) for cell in cells for token in _TOKEN.findall(cell)}
    return "".join(sorted(found - {""}))


def number(text: str, marks: str = "") -> float | None:
    """`text` as a number, or None when it is not one, whole.

    `marks` are the decimal marks that are known to be used; the other one then only parts thousands.
    When none is known, a group of three digits is thousands and anything else decimals.
    """
    plain = _SPACES.sub("", text.strip())
    if not _TOKEN.fullmatch(plain):
        return None
    used = {c for c in plain if c in ".,"}
    if len(plain) > _LONGEST:
        return None
    if len(used) == 2:
        return _both(plain)
    return _one_mark(plain, used.pop(), marks) if used else float(plain)


def price(text: str, marks: str = "") -> float | None:
    """`text` as an amount in euro: "€ 1.299,-", "649.00EUR", "1 299,00"; None when it is not one.

    Where both decimal marks are used, a group of three digits is thousands: hardly a price has three decimals.
    """
    bare = _CURRENCY.sub("", text).strip()
    return number(_SPACED_THOUSANDS.sub("", _ROUND_PRICE.sub("", bare)), marks if len(marks) < 2 else "")


def _proof(token: str) -> str:
    used = [c for c in token if c in ".,"]
    if not used:
        return ""
    last = used[-1]
    if len(set(used)) == 2:
        return last
    if len(used) > 1:
        return {".": ",", ",": "."}[last] if _grouped(token, last) else ""
    whole, decimals = token.split(last)
    if len(decimals) > 3:
        return "" if last == "," else "."
    return "" if len(decimals) == 3 and whole.strip("+-") != "0" else last


def _both(plain: str) -> float | None:
    decimal = max(".,", key=plain.rfind)
    thousands = min(".,", key=plain.rfind)
    if plain.count(decimal) > 1 or not _grouped(plain.split(decimal)[0], thousands):
        return None
    return float(plain.replace(thousands, "").replace(decimal, "."))


def _one_mark(plain: str, mark: str, marks: str) -> float | None:
    if mark in marks and plain.count(mark) == 1:
        return float(plain.replace(mark, "."))
    if _grouped(plain, mark):
        return float(plain.replace(mark, ""))
    return float(plain.replace(mark, ".")) if not marks and plain.count(mark) == 1 else None


def _grouped(plain: str, mark: str) -> bool:
    head, *groups = plain.lstrip("+-").split(mark)
    return 1 <= len(head) <= 3 and head != "0" and all(len(group) == 3 for group in groups)
