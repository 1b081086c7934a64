"""Wishes in words: what was taken into account, and what to type to let one go."""

from __future__ import annotations

from collections.abc import Sequence

from bot.selection import format as formatted
from bot.selection.cards import spoken
from bot.selection.needs import need
from bot.selection.state import Constraint, State
from bot.selection.wishes import ends_of
from bot.shop.ports import Category


def wished(category: Category, state: State, language: str) -> str:
    """The wishes that were taken into account, in words."""
    told = (need(category, key) for key in state.needs)
    said = [n.labels.get(language, n.key).lower() for n in told if n]
    for key in dict.fromkeys(c.attribute for c in state.constraints):
        if attribute := category.attribute(key):
            about = [c for c in state.constraints if c.attribute == key]
            about = _tightest([c for c in about if c.value is None] or about)
            said += _of_both_ends(key, about, category, state, language) or formatted.wishes(attribute, about, language)
    return ", ".join(dict.fromkeys(said))


def _tightest(about: Sequence[Constraint]) -> list[Constraint]:
    """Of two bounds on one side only the one that counts: 16 kg of "licht" and "hooguit 18 kg"."""

    def looser(one: Constraint, other: Constraint) -> bool:
        if one.op != other.op or not isinstance(one.value, float) or not isinstance(other.value, float):
            return False
        return one.value > other.value if one.op == "le" else one.op == "ge" and one.value < other.value

    return [one for one in about if not any(looser(one, other) for other in about)]


def _of_both_ends(
    key: str, about: Sequence[Constraint], category: Category, state: State, language: str
) -> tuple[str, ...]:
    """Of a number that both ends of a range have to do with ("170 cm") only the number itself."""
    given = {c.value for c in state.constraints if c.attribute in ends_of(key, category)}
    attribute, value = category.attribute(key), about[0].value
    if attribute is None or len(given) != 1 or not isinstance(value, float):
        return ()
    return (formatted.value(attribute, value, language),)


def to_let_go(keys: Sequence[str], category: Category, language: str) -> tuple[dict[str, str], ...]:
    """Chips with the wishes on `keys`, each to be let go of with one press or by typing the same."""
    said = (formatted.let_go(spoken(category, key, language), language) for key in keys)
    return tuple({"title": text, "payload": text} for text in said)
