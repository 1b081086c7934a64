"""Where people live and when they were born, as it is typed: streets with a number, postcodes, dates of birth."""

from __future__ import annotations

import re

from bot.language.contacts import ANOTHER_NUMBER, may_be_postcode
from bot.language.lexicon import read

_MONTH = r"(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*"
_DATE = rf"\d{{1,2}}(?:e|st|nd|rd|th)?[-/. ]{{1,2}}(?:\d{{1,2}}|{_MONTH})[-/. ,]{{1,2}}(?:19|20)?\d\d"
_NO_STREET = r"(?!(?:een|a|an|op|in|dit|deze|die)\b)"
_FLOOR = r"\s?(?:hoog|etages?|verdieping|personen|minuten|min|uur|km|jaar|floors?|minutes|years)\b"
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z]\b)?(?:\s?(?:bus|hs|huis|[IVX]{1,3})\b\s?\d{0,3})?"


def postcode_length(found: re.Match[str]) -> int:
    """A postcode by what surrounds it: a house number, a word such as "adres", or nothing else in the message."""
    words = read("pii")
    before, after = found.string[: found.start()], found.string[found.end() :]
    if not may_be_postcode(found[0]) or re.search(
        rf"(?:\b(?:{words['not_postcode']})|<name>)\W*$", before, re.IGNORECASE
    ):
        return 0
    alone = not before.strip() and not after.strip(" .!?")
    beside = re.search(r"(?:\d[a-z]?|<address>),?\s*$", before) or re.match(r",?\s*(?:nr\.?\s*)?\d{1,4}\b", after)
    others = f"{before} {after}".replace("<postcode>", " ")
    said = re.search(words["postcode_context"], others, re.IGNORECASE)
    return len(found[0]) if alone or beside or said else 0


def belgian_postcode_length(found: re.Match[str]) -> int:
    """Four digits that are said to be a postcode, unless the number of an order begins with B."""
    return 0 if ANOTHER_NUMBER.search(found.string[: found.start()]) else len(found["postcode"])


def address() -> re.Pattern[str]:
    """A street with a house number, Dutch, Belgian or English."""
    words, particles = read("pii"), read("pii")["name_particles"]
    capital = rf"(?:[A-Z][\w.]*\s+(?:(?:{particles})\s+)*){{0,2}}"
    street = rf"(?!(?i:{words['not_streets']})\b)[^\W\d_]{{3,}}(?i:{words['streets']})"
    dutch = rf"\b{capital}{street}\s+{_NUMBER}"
    english = rf"\b\d{{1,4}}\s+(?:[A-Z]\w+\s+){{1,3}}(?i:{words['streets_en']})\b"
    return re.compile(rf"(?P<address>(?:{dutch}|{english})(?:[-/]\d{{1,4}})?)")


def home() -> re.Pattern[str]:
    """What somebody says they live at, also when it ends in no "straat": "ik woon op Markt 5"."""
    said = rf"(?:{read('pii')['lives']})"
    place = rf"(?P<address>{_NO_STREET}(?!\d)[\w'’. -]{{2,30}}?\s{_NUMBER})"
    return re.compile(rf"\b{said}\s*{place}(?![\w-]|{_FLOOR})", re.IGNORECASE)


def birthday() -> re.Pattern[str]:
    """A date that is said to be one of birth."""
    said = rf"\b(?:{read('pii')['birth']})\b[^\d\n]{{0,20}}"
    return re.compile(rf"{said}(?P<birthdate>{_DATE})(?![\d-])", re.IGNORECASE)
