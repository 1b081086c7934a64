"""What identifies an order or a person in a message: order number, postcode, e-mail address, phone number.

Phone numbers follow the Dutch numbering plan (ten digits, known area codes), the customary Belgian spellings, and
ITU E.164 for everything with a `+`. Prices, dates, order numbers and service numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.language.entities import Entity

EMAIL = re.compile(
    r"(?<![\w.%+@-])[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
PHONE_START = re.compile(r"(?<![\w+€#])(?<![€#]\s)(?<!\d[.,/-])(?:\((?=[+\d\s]{2,7}\)))?[+0]")
"""Where a phone number may begin; `phone_at` tells whether one does."""
DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b")
GAP = r"[\s./()\-\u2010-\u2015\u2212]{0,4}"
"""What people put between the digits of a phone number, in legible text."""
_END = r"(?![\w@%]|[.,:]\d)"
ANOTHER_NUMBER = re.compile(
    r"(?:\b(?:order|bestel|factuur|invoice|klant|customer|artikel|article|retour|serie|serial|track|kvk|ean|btw|bsn)"
    r"\w*(?:[\s:#=.-]|\b(?:nummer|number|nr|no|code|is|was)\b)*|\b[A-Z]{2}\d\d\s?[A-Z]{4}\s?)$",
    re.IGNORECASE,
)
"""What stands before another sort of number: `bestelnummer is`, or the first half of an IBAN."""
_ABROAD = (
    (re.compile(rf"(?:\+|00){GAP}3{GAP}1{GAP}0?((?:{GAP}\d){{9}}){_END}"), "31"),
    (re.compile(rf"(?:\+|00){GAP}3{GAP}2{GAP}0?((?:{GAP}\d){{8,9}}){_END}"), "32"),
    (re.compile(rf"(?:\+|00(?=[34])){GAP}((?!3{GAP}[12])[1-9](?:{GAP}\d){{7,14}}){_END}"), ""),
)
"""After `00` only Europe (zones 3 and 4): an order number may well begin with zeros."""
_BELGIAN = re.compile(
    r"0(4[5-9]\d[/ .]\d\d[ .]\d\d[ .]\d\d|[2349][/ .]\d{3}[ .]\d\d[ .]\d\d|[15-8]\d[/ .]\d\d[ .]\d\d[ .]\d\d)"
    rf"(?![ .-]\d){_END}"
)
_DUTCH = re.compile(rf"0((?:{GAP}\d){{9}}){_END}")
_DUTCH_PLAN = re.compile(
    r"6[1-58]\d{7}|8[4578]\d{7}"
    r"|(?:1[0358]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9])[2-9]\d{6}"
    r"|(?:11[134578]|16[124-8]|17[24]|18[0-467]|22[2-46-9]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[12368]"
    r"|47[58]|48[15-8]|49[23579]|51[1-9]|52[1-5789]|54[13-8]|56[126]|57[0-3578]|59[1-9])[2-9]\d{5}"
)
"""Nine digits after the zero: mobile and business numbers, then area codes of two and of three digits."""
POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w-])", re.IGNORECASE)
_NOT_LETTERS = frozenset({"GB", "HZ", "KG", "MB", "TB", "EU", "KM", "CM", "MM", "EN", "OF", "OP", "IS", "IN", "TE"})
_LITTLE_WORDS = frozenset(
    {"if", "it", "so", "or", "by", "up", "no", "my", "me", "we", "he", "am", "at", "as", "do", "to", "on"}
)
_LITTLE_WORDS |= {"an", "er", "zo", "nu", "al", "je", "ze", "de", "ik"}
BELGIAN_POSTCODE = re.compile(
    r"(?:\b(?:postcode|postal code|zip)\W*(?:(?:is|van)\W*)?(?:b-?)?|\bB-)"
    r"(?P<postcode>[1-9]\d{3})(?![\w-]| ?[a-z]{2}\b)",
    re.IGNORECASE,
)
"""Four digits are a postcode only when somebody says so."""
_LONG_ORDER = re.compile(
    r"(?<![\w-])(?!(?:is|was|van|nr|no|en|of|met|voor|code|and|for|from)\b)[a-z]{2,4}[ -]?20\d{2}[ -]?\d{4,8}(?![\w-])",
    re.IGNORECASE,
)
"""Letters, year, number: "KW-2026-10417", however the parts are parted."""
_ORDER = re.compile(
    r"(?:bestel(?:ling|d|nummer|nr)?|order(?:nummer|nr|s)?|nummer|number)\W*(?:(?:is|nummer|number|nr|no)\W*)*"
    r"#?(?P<named>[a-z]{0,4}-?\d{4,12}(?:-\d{2,8})?)\b(?! ?(?!(?:en|of|is|in|op)\b)[a-z]{2}\b)"
    r"|#(?P<hash>[a-z]{0,4}-?\d{4,12})\b"
    r"|(?<![\w.,+#-])(?P<plain>\d{8})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where somebody can be reached: a number as `+31612345678`, or an e-mail address."""

    kind: Literal["phone", "email"]
    value: str
    start: int
    end: int
    """Character offsets in the legible text, end exclusive."""


def contact_points(text: str) -> list[ContactPoint]:
    """The phone numbers and e-mail addresses in a legible `text`, in order, without overlap.

    What could be Dutch or Belgian is Belgian when it is written as Belgians do (`0475 12 34 56`, `02/…`).
    """
    found = [ContactPoint("email", _lower_domain(m[0]), *m.span()) for m in EMAIL.finditer(text)]
    for start in PHONE_START.finditer(text):
        phone = phone_at(start)
        if phone is not None and all(phone.end <= other.start or phone.start >= other.end for other in found):
            found.append(phone)
    return sorted(found, key=lambda point: point.start)


def phone_at(start: re.Match[str]) -> ContactPoint | None:
    """The phone number that begins at a match of `PHONE_START`, or None when it is a number of another sort."""
    text, at = start.string, start.end() - 1
    if DATE.match(text, at) or ANOTHER_NUMBER.search(text[max(0, at - 40) : at]):
        return None
    for form, country in (*_ABROAD, (_BELGIAN, "32")):
        if found := form.match(text, at):
            return ContactPoint("phone", f"+{country}{_digits(found[1])}", start.start(), found.end())
    dutch = _DUTCH.match(text, at)
    if dutch and _DUTCH_PLAN.fullmatch(_digits(dutch[1])):
        return ContactPoint("phone", f"+31{_digits(dutch[1])}", start.start(), dutch.end())
    return None


def find_contacts(text: str) -> list[Entity]:
    """Order numbers, postcodes, e-mail addresses and phone numbers, normalised, without overlap."""
    found: list[Entity] = []
    for entity in _candidates(text):
        if all(entity.end <= e.start or entity.start >= e.end for e in found):
            found.append(entity)
    return sorted(found, key=lambda e: e.start)


def _candidates(text: str) -> Iterator[Entity]:
    """The surest kinds first."""
    for point in contact_points(text):
        typed = text[point.start : point.end]
        yield Entity(
            point.kind, typed.lower() if point.kind == "email" else phone_digits(typed), point.start, point.end
        )
    for m in _LONG_ORDER.finditer(text):
        yield Entity("order_number", re.sub(r" ?([- ]) ?", "-", m[0].upper()), *m.span())
    for m in _ORDER.finditer(text):
        group = m.lastgroup or 0
        yield Entity("order_number", m[group].upper(), *m.span(group))
    for m in BELGIAN_POSTCODE.finditer(text):
        yield Entity("postcode", m["postcode"], *m.span("postcode"))
    for m in POSTCODE.finditer(text):
        if is_postcode(m[0], text[: m.start()]):
            compact = m[0].replace(" ", "").upper()
            yield Entity("postcode", f"{compact[:4]} {compact[4:]}", *m.span())


def may_be_postcode(matched: str) -> bool:
    """Whether the letters can be those of a Dutch postcode: "3000 EU", "1440 HZ" and "2231 if" are none."""
    word = " " in matched and matched[-2:] in _LITTLE_WORDS
    return not word and matched[-2:].upper() not in _NOT_LETTERS


def is_postcode(matched: str, before: str) -> bool:
    """Whether a match is a Dutch postcode; small letters apart need a reason ("1234 ab").

    `before` is the text in front of it: the word postcode, or nothing at all, is reason enough.
    """
    said = not before.strip() or re.search(r"(?:postcode|postal code|zip)\W*(?:is\W*)?$", before, re.IGNORECASE)
    sure = matched[-2:].isupper() or " " not in matched or said
    return bool(sure) and may_be_postcode(matched)


def phone_digits(matched: str) -> str:
    """A phone number without signs; an international one starts with +."""
    digits = _digits(matched)
    if matched.lstrip("(").startswith("+"):
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else digits


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written.replace("(0)", ""))


def _lower_domain(address: str) -> str:
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"
