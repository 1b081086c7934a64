"""Finds in what a shopper typed where that shopper can be reached.

Telephone numbers follow the Dutch numbering plan (ten digits, known area codes), the customary Belgian
spellings, and ITU E.164 for everything with a `+`. Prices, dates, order numbers and service numbers are left
alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.handoff.ports import ContactKind


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a shopper can be reached: a number as `+31612345678`, or an e-mail address."""

    kind: ContactKind
    value: str


_GAP = r"[ \t./()\-\u2010-\u2015]{0,3}"
"""What people put between the digits of a telephone number."""
_END = r"(?![\w@%]|[.,:]\d)"

_EMAIL = re.compile(
    r"(?<![\w.%+'@-])[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
_START = re.compile(r"(?<![\w+€#])(?<![€#] )(?<!\d[.,/-])(?:\+|0)")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b")
_NOT_A_PHONE = re.compile(
    r"(?:\b(?:order|bestel|factuur|invoice|klant|customer|artikel|article|retour|serie|serial|track|kvk|ean|btw|bsn)"
    r"\w*(?:[\s:#=.-]|\b(?:nummer|number|nr|no|code|is|was)\b)*|\b[A-Z]{2}\d\d\s?[A-Z]{4}\s?)$",
    re.IGNORECASE,
)
"""What stands before another sort of number: `bestelnummer is`, or the first half of an IBAN."""

_DUTCH_ABROAD = re.compile(rf"(?:\+|00){_GAP}3{_GAP}1{_GAP}0?((?:{_GAP}\d){{9}}){_END}")
_BELGIAN_ABROAD = re.compile(rf"(?:\+|00){_GAP}3{_GAP}2{_GAP}0?((?:{_GAP}\d){{8,9}}){_END}")
_FOREIGN = re.compile(rf"(?:\+|00(?=[34])){_GAP}((?!3{_GAP}[12])[1-9](?:{_GAP}\d){{7,14}}){_END}")
"""After `00` only Europe (zones 3 and 4): an order number may well begin with zeros."""
_BELGIAN = re.compile(
    r"0(4[5-9]\d[/ .]\d\d[ .]\d\d[ .]\d\d|[2349][/ .]\d{3}[ .]\d\d[ .]\d\d|[15-8]\d[/ .]\d\d[ .]\d\d[ .]\d\d)"
    rf"(?![ .-]\d){_END}"
)
_DUTCH = re.compile(rf"0((?:{_GAP}\d){{9}}){_END}")
_DUTCH_PLAN = re.compile(
    r"6[1-58]\d{7}|8[4578]\d{7}"
    r"|(?:1[0358]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9])[2-9]\d{6}"
    r"|(?:11[134578]|16[124-8]|17[24]|18[0-467]|22[2-46-9]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[12368]"
    r"|47[58]|48[15-8]|49[23579]|51[1-9]|52[1-5789]|54[13-8]|56[126]|57[0-3578]|59[1-9])[2-9]\d{5}"
)
"""Nine digits after the zero: mobile and business numbers, then area codes of two and of three digits."""


def contact_in(text: str) -> Contact | None:
    """The first telephone number or e-mail address in `text`, or None.

    What could be Dutch or Belgian is Belgian when it is written as Belgians do (`0475 12 34 56`, `02/…`).
    """
    clean = unicodedata.normalize("NFKC", text).replace("(0)", "")
    mail, phone = _EMAIL.search(clean), _first_phone(clean)
    if mail is not None and (phone is None or mail.start() < phone[0]):
        return Contact(ContactKind.EMAIL, _lower_domain(mail.group()))
    return Contact(ContactKind.PHONE, phone[1]) if phone is not None else None


def _first_phone(text: str) -> tuple[int, str] | None:
    for start in _START.finditer(text):
        at = start.start()
        if _DATE.match(text, at) or _NOT_A_PHONE.search(text[max(0, at - 40) : at]):
            continue
        if number := _phone_at(text, at):
            return at, number
    return None


def _phone_at(text: str, at: int) -> str:
    """The number that begins at `at` in E.164 form, or an empty string."""
    for form, country in ((_DUTCH_ABROAD, "31"), (_BELGIAN_ABROAD, "32"), (_FOREIGN, ""), (_BELGIAN, "32")):
        if found := form.match(text, at):
            return f"+{country}{_digits(found.group(1))}"
    dutch = _DUTCH.match(text, at)
    national = _digits(dutch.group(1)) if dutch else ""
    return f"+31{national}" if _DUTCH_PLAN.fullmatch(national) else ""


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)


def _lower_domain(address: str) -> str:
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"
