"""Names out of a feed: words of a column's name, keys, labels, and the forms in which people say a word."""

from __future__ import annotations

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z0-9])(?<!\b[a-z])(?=[A-Z])")
"""Between the words of `unitPrice`; a unit as kWh is one word."""
_WORD = re.compile(r"[^\W_]+|%|°|\"")
_PLURAL_S = ("el", "em", "en", "er", "erd", "aar", "aard", "e", "ie", "oon", "or", "on", "op", "et")
_VOWELS = "aeiou"


def words(name: str) -> list[str]:
    """The words of a column's name, lower case: `unitPrice (EUR)` has three."""
    return [w.lower() for w in _WORD.findall(_CAMEL.sub(" ", name))]


def slug(text: str, separator: str = "-") -> str:
    """`text` in plain lower-case letters and digits: "Câble 2 m" becomes `cable-2-m`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return separator.join(re.findall(r"[a-z0-9]+", plain))


def label(name: str) -> str:
    """A readable label for a name that nobody labelled: `max_load` becomes "max load"."""
    return " ".join(words(name)) or name


def forms(word: str, language: str) -> tuple[str, ...]:
    """The word with its plurals, or its singular when it looks like a plural; to recognise, not to show."""
    made = _dutch(word) if language == "nl" else _english(word)
    return tuple(dict.fromkeys((word, *made)))


def _english(word: str) -> tuple[str, ...]:
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (word[:-1],)
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return (word[:-1] + "ies",)
    return (word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s"),)


def _dutch(word: str) -> tuple[str, ...]:
    if len(word) < 3 or (word.endswith("s") and word[:-1].endswith(_PLURAL_S)):
        return (word[:-1],) if len(word) > 4 else ()
    if word[-1] in "aiouy":
        return (word + "'s", word + "s")
    if word[-1] == "e":
        return (word + "s", word + "n")
    return (*((word + "s",) if word[-1] != "s" else ()), _stem_before_en(word) + "en")


def _stem_before_en(word: str) -> str:
    """The stem as Dutch spells it before -en: muis, muiz-; tas, tass-; telefoon, telefon-."""
    before, vowel, last = word[-3:-2], word[-2], word[-1]
    if vowel not in _VOWELS:
        return word
    if before == vowel:
        return word[:-2] + _voiced(last)
    return word[:-1] + _voiced(last) if before in _VOWELS else word + last if len(word) < 5 else word


def _voiced(consonant: str) -> str:
    return {"s": "z", "f": "v"}.get(consonant, consonant)
