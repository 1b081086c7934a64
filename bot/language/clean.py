"""Free text made safe for everything behind it: encoders, Rasa, logs, pages."""

from __future__ import annotations

import re
import unicodedata

_REMOVED = frozenset({"Cf", "Cs", "Co", "Cn"})
_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^[\s/\N{DIVISION SLASH}\N{FRACTION SLASH}\N{BIG SOLIDUS}]+")

SENTENCE_CHARS = 160
"""What a sentence encoder sees of a message: E5 takes 36 ms over so many characters, and 90 ms over 400."""
_LONG = re.compile(r"(\S{64})(?=\S)")
"""What is no word any more: a tokeniser takes the square of its length over it, a second for two thousand signs."""


def clean(text: str, *, max_chars: int) -> str:
    """`text` on one line, NFKC, at most `max_chars` characters.

    Control and format characters (zero width, bidi, NUL), lone surrogates and unassigned characters are gone,
    and so are leading slashes: what a shopper types is never a `/intent` payload of Rasa. What has no space for 64
    characters gets one.
    """
    line = _LEADING.sub("", legible(text).replace("\n", " "))[:max_chars]
    return _LONG.sub(r"\1 ", line)[:max_chars].strip()


def sentence(text: str) -> str:
    """The first `SENTENCE_CHARS` characters of `text` as a sentence encoder may see them, whole words if it has any.

    Legible, and so free of what raises in an encoder (half a character), cuts the text off (NUL) or overflows the
    memory of native code (a sign that stands for eighteen others).
    """
    line = legible(text).replace("\n", " ").strip()
    if len(line) <= SENTENCE_CHARS:
        return line
    return line[: SENTENCE_CHARS + 1].rpartition(" ")[0] or line[:SENTENCE_CHARS]


def legible(text: str) -> str:
    """`text` as it is read: NFKC, digits of every script as 0-9, nothing invisible. Twice changes nothing more.

    White space is one space, or one line end where it holds one.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    plain = "".join(map(_visible, unicodedata.normalize("NFKC", text)))
    return _SPACE.sub(lambda gap: "\n" if "\n" in gap[0] else " ", unicodedata.normalize("NFKC", plain))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cc" or character.isspace():
        return "\n" if character == "\n" else " "
    return "" if category in _REMOVED else character
