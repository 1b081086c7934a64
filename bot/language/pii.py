"""Personal data taken out of a text before it is stored for analysis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from stdnum import iban, luhn
from stdnum.be import nn
from stdnum.nl import bsn

from bot.language.clean import legible
from bot.language.contacts import (
    BELGIAN_POSTCODE,
    DATE,
    EMAIL,
    GAP,
    PHONE_START,
    POSTCODE,
    phone_at,
    phone_digits,
)
from bot.language.lexicon import read
from bot.language.names import names
from bot.language.whereabouts import address, belgian_postcode_length, birthday, home, postcode_length

_MAYBE_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])")
_MAYBE_PHONE = re.compile(
    rf"(?<![\w.,/-])(?!{DATE.pattern})(?:(?:\+|00){GAP}\d{{1,3}}{GAP}\d(?:[\s.-]?\d){{7,11}}"
    rf"|\(?0[1-9]\d{{0,2}}{GAP}\d(?:[\s.-]?\d){{5,9}})(?![\w-])"
)
"""Also what nobody would dial: unknown area codes, a digit too few, a number said to be of an order."""


class _Rule(NamedTuple):
    """A kind of personal data: its mark, where it may stand, and how much of a match it is (0: it is none)."""

    mark: str
    pattern: re.Pattern[str]
    length: Callable[[re.Match[str]], int]


def redact(text: str, kept: re.Pattern[str] | None = None) -> str:
    """`text`, made legible, with every piece of personal data replaced by a mark of its kind, such as `<email>`.

    Marks: email, iban, card, birthdate, phone, bsn, address, postcode, name. What only looks like it (prices, type
    numbers, order numbers of eight digits) stays, and so does what `kept` matches: the numbers of the shop's own
    orders. No contact point is left, and redacting twice changes nothing more.
    """
    before = None
    while text != before:  # what a mark has parted may show what stood beside it
        before, text = text, legible(text)
        for rule in _rules():
            text = "".join(_redacted(text, rule, kept))
    return text


def _redacted(text: str, rule: _Rule, kept: re.Pattern[str] | None) -> Iterator[str]:
    """The text in parts, each match replaced by its mark."""
    own = [m.span() for m in kept.finditer(text)] if kept else []
    at = 0
    while found := rule.pattern.search(text, at):
        start, length = found.start(rule.mark), rule.length(found)
        if any(first <= start and start + length <= last for first, last in own):
            length = 0
        end = start + (length or 1)
        yield text[at:start]
        yield f"<{rule.mark}>" if length else text[start:end]
        at = end
    yield text[at:]


def _iban_length(found: re.Match[str]) -> int:
    """How far the account number goes: words behind it may look like more of it."""
    for end in range(len(found[0]), 14, -1):
        if iban.is_valid(found[0][:end], check_country=False) and found[0][end - 1].isalnum():
            return end
    return 0


def _card_length(found: re.Match[str]) -> int:
    """How far the card number goes: another number may follow it."""
    for end in range(len(found[0]), 13, -1):
        digits = re.sub(r"\D", "", found[0][:end])
        whole = found[0][end - 1].isdigit() and not found[0][end : end + 1].isdigit()
        if whole and len(digits) >= 14 and luhn.is_valid(digits):
            return end
    return 0


def _phone_length(found: re.Match[str]) -> int:
    """How far a number goes that can be dialled."""
    phone = phone_at(found)
    return phone.end - phone.start if phone else 0


def _maybe_phone_length(found: re.Match[str]) -> int:
    """How far it goes with as many digits as a number of the Netherlands, Belgium or abroad has."""
    fewest, most = (10, 15) if found[0].startswith(("+", "00")) else (9, 10)
    for end in range(len(found[0]), 8, -1):
        whole = found[0][end - 1].isdigit() and not found[0][end : end + 1].isdigit()
        if whole and fewest <= len(phone_digits(found[0][:end]).lstrip("+")) <= most:
            return end
    return 0


def _named_part(mark: str) -> Callable[[re.Match[str]], int]:
    """The length of the part of a match that is the data itself."""
    return lambda found: len(found[mark] or "")


def _whole_if(holds: Callable[[str], bool]) -> Callable[[re.Match[str]], int]:
    """The length of a match for which `holds` is true."""
    return lambda found: len(found[0]) if holds(found[0]) else 0


@cache
def _rules() -> tuple[_Rule, ...]:
    """In the order in which they are tried: what one takes, the next no longer sees."""
    card = r"(?P<card>(?<![\w.,-])\d(?:[ -]?\d){13,18}(?![\w-]))"
    number = r"(?P<bsn>(?<![\w.,€#-])\d(?:[ .]?\d){8}(?![\w-]|[.,]\d))"
    belgian = r"(?P<bsn>(?<![\w.,€#-])\d\d[. ]?\d\d[. ]?\d\d[- ]?\d{3}[. ]?\d\d(?![\w-]))"
    account = r"(?P<iban>\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30})"
    return (
        _Rule("email", _named("email", EMAIL), _whole_if(bool)),
        _Rule("email", _named("email", _MAYBE_EMAIL), _whole_if(bool)),
        _Rule("email", _spelled_email(), _whole_if(bool)),
        _Rule("iban", re.compile(account, re.IGNORECASE), _iban_length),
        _Rule("card", re.compile(card), _card_length),
        _Rule("birthdate", birthday(), _named_part("birthdate")),
        _Rule("bsn", re.compile(belgian), _whole_if(nn.is_valid)),
        _Rule("phone", _named("phone", PHONE_START), _phone_length),
        _Rule("phone", _named("phone", _MAYBE_PHONE), _maybe_phone_length),
        _Rule("phone", _phone_without_zero(), _named_part("phone")),
        _Rule("bsn", re.compile(number), _whole_if(lambda matched: bsn.is_valid(re.sub(r"\D", "", matched)))),
        _Rule("address", address(), _whole_if(bool)),
        _Rule("address", home(), _named_part("address")),
        _Rule("postcode", _named("postcode", POSTCODE), postcode_length),
        _Rule("postcode", BELGIAN_POSTCODE, belgian_postcode_length),
        *(_Rule("name", pattern, _named_part("name")) for pattern in names()),
    )


def _named(mark: str, pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"(?P<{mark}>{pattern.pattern})", pattern.flags)


def _spelled_email() -> re.Pattern[str]:
    """An address as it is said or hidden from robots: "jan punt bakker apenstaartje voorbeeld punt nl"."""
    words = read("pii")
    dot = rf"(?:\s?\.\s?|\s?(?:{words['spelled_dot']})\s?)"
    said = rf"\s(?:{words['spelled_dot']})\s|\s?[(\[](?:{words['spelled_dot']})[)\]]\s?"
    host, end = rf"[\w-]+(?:{dot}[\w-]+)*", r"[a-z]{2,6}\b"
    clear = rf"\s?(?:@|\(at\)|\[at\]|\bapenstaartje\b|\bapestaartje\b)\s?{host}{dot}{end}"
    return re.compile(
        rf"(?<![\w.+-])(?P<email>[\w+-]+(?:(?:{dot})[\w+-]+)*?(?:{clear}|\s(?:{words['spelled_at']})\s[\w-]+(?:{said}){end}))",
        re.IGNORECASE,
    )


def _phone_without_zero() -> re.Pattern[str]:
    """A mobile number without its first zero, when it is said to be one."""
    said = read("pii")["phone_before"]
    return re.compile(rf"\b(?:{said})\b\W*(?:[a-z]+\W+){{0,3}}?(?P<phone>6(?:[ .-]?\d){{8}})(?![\w-])", re.IGNORECASE)
