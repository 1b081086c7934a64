"""Personal data taken out of a text before it is stored for analysis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from stdnum import iban, luhn
from stdnum.nl import bsn

from bot.language.clean import legible
from bot.language.contacts import DATE, EMAIL, GAP, PHONE_START, POSTCODE, may_be_postcode, phone_at, phone_digits
from bot.language.lexicon import read

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


def redact(text: str) -> str:
    """`text`, made legible, with every piece of personal data replaced by a mark of its kind, such as `<email>`.

    Marks: email, iban, card, phone, bsn, address, postcode, name. What only looks like it (prices, type numbers,
    order numbers of eight digits) stays. No contact point is left, and redacting twice changes nothing more.
    """
    before = None
    while text != before:  # what a mark has parted may show what stood beside it
        before, text = text, legible(text)
        for rule in _rules():
            text = "".join(_redacted(text, rule))
    return text


def _redacted(text: str, rule: _Rule) -> Iterator[str]:
    """The text in parts, each match replaced by its mark."""
    at = 0
    while found := rule.pattern.search(text, at):
        start, length = found.start(rule.mark), rule.length(found)
        end = start + (length or 1)
        yield text[at:start]
        yield f"<{rule.mark}>" if length else text[start:end]
        at = end
    yield text[at:]


def _iban_length(found: re.Match[str]) -> int:
    """How far the account number goes: words behind it may look like more of it."""
    for end in range(len(found[0]), 14, -1):
        if iban.is_valid(found[0][:end], check_country=False) and found[0][end - 1] != " ":
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


def _postcode_length(found: re.Match[str]) -> int:
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


def _whole_if(holds: Callable[[str], bool]) -> Callable[[re.Match[str]], int]:
    """The length of a match for which `holds` is true."""
    return lambda found: len(found[0]) if holds(found[0]) else 0


@cache
def _rules() -> tuple[_Rule, ...]:
    """In the order in which they are tried: what one takes, the next no longer sees."""
    card = r"(?P<card>(?<![\w.,-])\d(?:[ -]?\d){13,18}(?![\w-]))"
    number = r"(?P<bsn>(?<![\w.,€#-])\d(?:[ .]?\d){8}(?![\w-]|[.,]\d))"
    account = r"(?P<iban>\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})"
    return (
        _Rule("email", _named("email", EMAIL), _whole_if(bool)),
        _Rule("email", _named("email", _MAYBE_EMAIL), _whole_if(bool)),
        _Rule("iban", re.compile(account, re.IGNORECASE), _iban_length),
        _Rule("card", re.compile(card), _card_length),
        _Rule("phone", _named("phone", PHONE_START), _phone_length),
        _Rule("phone", _named("phone", _MAYBE_PHONE), _maybe_phone_length),
        _Rule("bsn", re.compile(number), _whole_if(lambda matched: bsn.is_valid(re.sub(r"\D", "", matched)))),
        _Rule("address", _address(), _whole_if(bool)),
        _Rule("postcode", _named("postcode", POSTCODE), _postcode_length),
        _Rule("name", _name(), lambda found: len(found["name"])),
    )


def _named(mark: str, pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"(?P<{mark}>{pattern.pattern})", pattern.flags)


def _address() -> re.Pattern[str]:
    """A street with a house number, Dutch or English."""
    words, particles = read("pii"), read("pii")["name_particles"]
    capital = rf"(?:[A-Z][\w.]*\s+(?:(?:{particles})\s+)*){{0,2}}"
    street = rf"(?!(?i:{words['not_streets']})\b)[^\W\d_]{{3,}}(?i:{words['streets']})"
    dutch = rf"\b{capital}{street}\s+\d{{1,4}}(?:\s?[a-zA-Z]\b)?"
    english = rf"\b\d{{1,4}}\s+(?:[A-Z]\w+\s+){{1,3}}(?i:{words['streets_en']})\b"
    return re.compile(rf"(?P<address>(?:{dutch}|{english})(?:[-/]\d{{1,4}})?)")


def _name() -> re.Pattern[str]:
    """What follows "ik heet", or a closing greeting when it has a capital."""
    words, part = read("pii"), r"[^\W\d_][\w'’-]*"
    more = rf"(?:(?:\s+(?:{words['name_particles']}))+\s+{part}|\s+[A-Z][\w'’-]*)*"
    return re.compile(
        rf"(?:(?i:\b(?:{words['name_before']}))\s+(?=[^\W\d_])|(?i:\b(?:{words['closing']})),?\s+(?=[A-Z]))"
        rf"(?P<name>{part}{more})"
    )
