"""What shops often get wrong in XML, set right: it is plain what they meant."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from xml.parsers import expat

from bot.shop.decoding import decoded

MENDABLE = frozenset(
    expat.errors.codes[error]
    for error in (
        expat.errors.XML_ERROR_INVALID_TOKEN,
        expat.errors.XML_ERROR_UNDEFINED_ENTITY,
        expat.errors.XML_ERROR_BAD_CHAR_REF,
        expat.errors.XML_ERROR_MISPLACED_XML_PI,
        expat.errors.XML_ERROR_INCORRECT_ENCODING,
    )
)
"""Codes of the errors after which it is worth trying."""
_DECLARATION = re.compile(r"\A\s*<\?xml.*?\?>", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.:-]+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff]")
_REFERENCE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?:#?\w{1,32};)?", re.DOTALL)


def mended(path: Path, raw: bytes) -> str:
    """The text without its declaration, with every `&` as XML wants it; lines stay where they are.

    Raises `UnreadableFeed` when it is no text.
    """
    text = _CONTROL.sub("", _text(path, raw))
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
    return _REFERENCE.sub(lambda found: _meant(found[0]), text)


def _text(path: Path, raw: bytes) -> str:
    """The text as the file declares it, else as it turns out to be."""
    declared = _ENCODING.search(raw[:1000])
    try:
        return raw.decode(declared[1].decode()) if declared else decoded(path, raw)
    except (LookupError, UnicodeDecodeError):
        return decoded(path, raw)


def _meant(found: str) -> str:
    return found if found.startswith("<") else escape(_CONTROL.sub("", unescape(found)))
