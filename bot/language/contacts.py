"""What identifies an order or a person in a message: order number, postcode, e-mail address, phone number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.entities import Entity

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])")
PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\s?\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?\d(?:[\s.-]?\d){7,10}"  # +31 6 12345678
    r"|\(?0[1-9]\d{0,3}\)?(?:[\s.-]?\d){5,9})(?![\w-])"  # 06-12345678, (020) 123 45 67
)
POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w-])", re.IGNORECASE)
_NOT_LETTERS = frozenset({"GB", "HZ", "KG", "MB", "TB", "EU", "KM", "CM", "MM", "EN", "OF", "OP", "IS", "IN", "TE"})
_ORDER = re.compile(
    r"(?:bestel(?:ling|d|nummer|nr)?|order(?:nummer|nr|s)?|nummer|number)\W*(?:(?:is|nummer|number|nr|no)\W*)*"
    r"#?(?P<named>[a-z]{0,4}-?\d{4,12}(?:-\d{2,8})?)\b|#(?P<hash>[a-z]{0,4}-?\d{4,12})\b"
    r"|(?<![\w.,+#-])(?P<plain>\d{8})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)


def find_contacts(text: str) -> list[Entity]:
    """Order numbers, postcodes, e-mail addresses and phone numbers, normalised, without overlap."""
    found: list[Entity] = []
    for entity in _candidates(text):
        if all(entity.end <= e.start or entity.start >= e.end for e in found):
            found.append(entity)
    return sorted(found, key=lambda e: e.start)


def _candidates(text: str) -> Iterator[Entity]:
    """The surest kinds first."""
    yield from (Entity("email", m[0].lower(), *m.span()) for m in EMAIL.finditer(text))
    yield from (Entity("phone", phone_digits(m[0]), *m.span()) for m in PHONE.finditer(text) if is_phone(m[0]))
    for m in _ORDER.finditer(text):
        group = m.lastgroup or 0
        yield Entity("order_number", m[group].upper(), *m.span(group))
    for m in POSTCODE.finditer(text):
        if is_postcode(m[0], text[: m.start()]):
            compact = m[0].replace(" ", "").upper()
            yield Entity("postcode", f"{compact[:4]} {compact[4:]}", *m.span())


def may_be_postcode(matched: str) -> bool:
    """Whether the letters can be those of a Dutch postcode: "3000 EU" and "1440 HZ" are none."""
    return matched[-2:].upper() not in _NOT_LETTERS


def is_postcode(matched: str, before: str) -> bool:
    """Whether a match is a Dutch postcode; small letters apart need a reason ("1234 ab").

    `before` is the text in front of it: the word postcode, or nothing at all, is reason enough.
    """
    said = not before.strip() or re.search(r"(?:postcode|postal code|zip)\W*(?:is\W*)?$", before, re.IGNORECASE)
    sure = matched[-2:].isupper() or " " not in matched or said
    return bool(sure) and may_be_postcode(matched)


def is_phone(matched: str) -> bool:
    """Whether a match has as many digits as a number of the Netherlands, Belgium or abroad has."""
    count = len(phone_digits(matched).lstrip("+"))
    return (
        9 <= count <= 10 if matched.lstrip("(").startswith("0") and not matched.startswith("00") else 10 <= count <= 15
    )


def phone_digits(matched: str) -> str:
    """A phone number without signs; an international one starts with +."""
    digits = re.sub(r"\D", "", matched.replace("(0)", ""))
    if matched.startswith("+"):
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else digits
