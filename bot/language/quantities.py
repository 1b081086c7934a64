"""Quantities in a message: a number with its unit or currency, before anyone asks what it limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.heights import Height, heights
from bot.language.lexicon import word_set
from bot.language.numbers import DIGITS, Number, article, multiplier, number_at
from bot.language.units import spellings

_FEW = 20
"""Below this a number behind "een honderd of" counts hundreds."""
_LEAST_SHORT = 60
"""Euro from which a bare "e" or "eu" is the currency."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text; `unit` is canonical, None when nothing was said."""

    value: float
    unit: str | None
    money: bool
    round_word: bool
    coefficient: float
    start: int
    end: int
    plus: bool = False
    """Said as "24+ inch"."""
    thousands: bool = False
    """Said as "2k": an amount of money, or the resolution of a screen."""
    article: bool = False
    """Said as "een kilo", which need not be an amount."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    glued: bool
    """Whether it touches the token before it."""


_TOKEN = re.compile(
    r"(?<=\d)k(?=-\d)|\d+[:/]\d[\d:/]*|\d{1,2}-\d{1,2}-\d{2,4}|\d+x\d+\w*|[a-z]+-?\d[\w-]*"  # 1k-2k, times, dates
    rf"|{DIGITS}|,-+|[a-z]+(?:['/][a-z0-9]+)*|''|\S"
)


def quantities(folded: str) -> list[Quantity]:
    """Every quantity in a folded text, in order."""
    lengths = heights(folded)
    found = [*map(_length, lengths), *_quantities(_tokens(_without(folded, lengths)))]
    return sorted(found, key=lambda q: q.start)


def _length(said: Height) -> Quantity:
    return Quantity(said.centimetres, "cm", False, False, said.centimetres, said.start, said.end)


def _without(folded: str, lengths: Sequence[Height]) -> str:
    """The text with a sign for every letter of the lengths, so that all else keeps its place."""
    for said in lengths:
        folded = folded[: said.start] + "|" * (said.end - said.start) + folded[said.end :]
    return folded


def _tokens(folded: str) -> list[_Token]:
    found = [_Token(m[0], m.start(), m.end(), glued=False) for m in _TOKEN.finditer(folded)]
    glued = [_Token(t.text, t.start, t.end, before.end == t.start) for before, t in pairwise(found)]
    return found[:1] + glued


def _quantities(tokens: Sequence[_Token]) -> Iterator[Quantity]:
    texts, at = [t.text for t in tokens], 0
    while at < len(tokens):
        found = _quantity_at(tokens, texts, at)
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def _quantity_at(tokens: Sequence[_Token], texts: Sequence[str], at: int) -> tuple[Quantity, int] | None:
    if inverted := _inverted(tokens, texts, at):
        return inverted
    currency = texts[at] in word_set("amounts", "currency")
    first = at + 1 if currency else at
    if first >= len(tokens):
        return None
    number = number_at(texts, first) or _article(texts, first)
    return _completed(tokens, at, first, number, currency) if number else None


def _inverted(tokens: Sequence[_Token], texts: Sequence[str], at: int) -> tuple[Quantity, int] | None:
    """`een euro of 40` and `een honderd of 4`, in which what is counted stands first."""
    factor = multiplier(texts[at + 1]) if at + 3 < len(texts) else None
    currency = at + 3 < len(texts) and texts[at + 1] in word_set("amounts", "currency")
    if not (factor or currency) or texts[at] != "een" or texts[at + 2] != "of":
        return None
    number = number_at(texts, at + 3)
    if number is None or number.round_word or (factor and number.value >= _FEW):
        return None
    value, after = number.value * (factor or 1.0), at + 3 + number.taken
    found = Quantity(value, None, True, bool(factor), number.value, tokens[at].start, tokens[after - 1].end)
    return found, after


def _article(texts: Sequence[str], at: int) -> Number | None:
    """`een` in "een kilo" and `halve` in "halve tera"."""
    value = article(texts[at])
    following = texts[at + 1] if at + 1 < len(texts) else ""
    if value is None or len(following) < 2 or following not in spellings():
        return None
    return Number(value, 1, round_word=False, money=False, coefficient=value)


def _completed(
    tokens: Sequence[_Token], at: int, first: int, number: Number, currency: bool
) -> tuple[Quantity, int] | None:
    """The number with what follows it, and the index after; None when that makes it something else."""
    end = first + number.taken
    texts = [t.text for t in tokens[first:end]]
    signs = 1 if end < len(tokens) and tokens[end].text.startswith(",-") else 0
    plus = end + 1 < len(tokens) and tokens[end].text == "+" and _unit(tokens, end + 1, number) is not None
    after = end + signs + plus
    after += _hyphen(tokens, after, number)
    following = tokens[after] if after < len(tokens) else None
    unit = _unit(tokens, after, number)
    money = following is not None and _is_currency(following, number)
    if not (unit or money or currency or signs) and (_is_named(tokens, at) or (following and _spoils(following))):
        return None
    after += 1 if unit or money else 0
    cents = _cents(tokens, after, number) if money else 0.0
    after += bool(cents)
    canonical, factor = unit or (None, 1.0)
    quantity = Quantity(
        value=number.value * factor + cents,
        unit=canonical,
        money=bool(currency or signs or money or number.money),
        round_word=number.round_word,
        coefficient=number.coefficient,
        start=tokens[at].start,
        end=tokens[after - 1].end,
        plus=plus,
        thousands="k" in texts,
        article=number.taken == 1 and article(texts[0]) == 1,
    )
    return quantity, after


def _is_currency(following: _Token, number: Number) -> bool:
    """Whether a number is followed by its currency; "600e" is, "2e" is not, and "42 eu" is a size."""
    if following.text in word_set("amounts", "currency"):
        return True
    short = following.text == "eu" or (following.text == "e" and following.glued)
    return short and number.value >= _LEAST_SHORT


def _cents(tokens: Sequence[_Token], at: int, number: Number) -> float:
    """0.5 for the 50 of "12 euro 50"; 0 when what follows is something else."""
    if at >= len(tokens) or not re.fullmatch(r"\d\d", tokens[at].text) or not number.value.is_integer():
        return 0.0
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    own = following.isalpha() or following in {"-", "x", "%", '"', "''"}
    return 0.0 if own else int(tokens[at].text) / 100


def _is_named(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a bare number is part of a name, or a size: "iphone 15", "maat 42"."""
    before = at - 2 if at > 1 and tokens[at - 1].text == "," else at - 1
    return at > 0 and tokens[before].text in word_set("amounts", "named")


def _hyphen(tokens: Sequence[_Token], at: int, number: Number) -> int:
    """1 for the hyphen of "27-inch"."""
    return int(at + 1 < len(tokens) and tokens[at].text == "-" and _unit(tokens, at + 1, number) is not None)


def _unit(tokens: Sequence[_Token], at: int, number: Number) -> tuple[str, float] | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.text == "in" and token.glued:
        return "inch", 1.0
    if token.text == "g" and token.glued and number.value < 10:  # 5G is a network
        return None
    found = spellings().get(token.text)
    joined_on = at + 1 < len(tokens) and tokens[at + 1].glued and tokens[at + 1].text[0].isdigit()
    return None if joined_on else found


def _spoils(following: _Token) -> bool:
    """Whether a number with this behind it counts something else, or is part of a name."""
    return following.text in word_set("amounts", "not_amount") or (following.glued and following.text[0].isalnum())
