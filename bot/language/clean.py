"""Free text made safe for everything behind it: encoders, Rasa, logs, pages."""

from __future__ import annotations

import re
import unicodedata

_REMOVED = frozenset({"Cf", "Cs", "Co", "Cn"})
_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^[\s/\N{DIVISION SLASH}\N{FRACTION SLASH}\N{BIG SOLIDUS}]+")


def clean(text: str, *, max_chars: int) -> str:
    """`text` on one line, NFKC, at most `max_chars` characters.

    Control and format characters (zero width, bidi, NUL), lone surrogates and unassigned characters are gone,
    and so are leading slashes: what a shopper types is never a `/intent` payload of Rasa.
    """
    plain = "".join(map(_visible, unicodedata.normalize("NFKC", text)))
    line = _SPACE.sub(" ", unicodedata.normalize("NFKC", plain))
    return _LEADING.sub("", line)[:max_chars].strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc" or character.isspace():
        return " "
    return "" if category in _REMOVED else character
