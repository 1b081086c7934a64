"""What is known of a shopper's choice: JSON between turns, frozen within one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Op = Literal["le", "ge", "eq", "about", "in", "notin", "lower", "higher"]
Wanted = float | bool | str | tuple[str, ...] | None

VERSION = 1

_SIDES: Mapping[str, frozenset[str]] = {
    "le": frozenset({"upper"}),
    "lower": frozenset({"upper"}),
    "ge": frozenset({"lower"}),
    "higher": frozenset({"lower"}),
    "about": frozenset({"upper", "lower"}),
    "eq": frozenset({"upper", "lower", "values"}),
    "in": frozenset({"values"}),
    "notin": frozenset({"values"}),
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One wish about one attribute.

    `le`, `ge`, `eq`, `about` take a number (`eq` also yes/no or a value), `in` and `notin` a tuple of values.
    `lower` and `higher` are strict with a number ("cheaper than this one") and a mere direction without ("the
    lightest").
    """

    attribute: str
    op: Op
    value: Wanted
    hard: bool
    """True for a must: what breaks it is never shown without saying so."""
    source: str
    """Where it comes from: the kind of entity, or `critique`."""
    turn: int

    def sides(self) -> frozenset[str]:
        """What of the attribute it is about: its upper or lower bound, its values."""
        return _SIDES[self.op]


@dataclass(frozen=True, slots=True)
class State:
    """The choice so far; product ids in `shown` are those of the last cards, in their order."""

    category: str | None = None
    constraints: tuple[Constraint, ...] = ()
    shown: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    chosen: str | None = None
    focus: str | None = None
    """The product being talked about."""
    topic: str | None = None
    """The attribute that was asked about last: what "en de tweede?" asks of another product."""

    def with_wishes(self, wishes: Iterable[Constraint]) -> State:
        """The state after new wishes: each replaces those on its attribute and side, and what contradicts it.

        A must gives way only to a must. Brands and values that are refused add up.
        """
        new = tuple(dict.fromkeys(wishes))
        kept = tuple(old for old in self.constraints if not any(_replaces(wish, old) for wish in new))
        return replace(self, constraints=kept + new)

    def without(self, attribute: str, side: str = "") -> State:
        """The state without wishes on an attribute; with `side` (`upper`, `lower`) only those that bound it there."""
        kept = (c for c in self.constraints if c.attribute != attribute or (side and side not in c.sides()))
        return replace(self, constraints=tuple(kept))

    def restart(self) -> State:
        """The state of a shopper who begins anew."""
        return State()

    def to_json(self) -> dict[str, Any]:
        """Plain types, for `from_json`."""
        plain = asdict(self)
        for constraint in plain["constraints"]:
            if isinstance(constraint["value"], tuple):
                constraint["value"] = list(constraint["value"])
        lists = {key: list(plain[key]) for key in ("constraints", "shown", "rejected")}
        return {"v": VERSION, **plain, **lists}

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> State:
        """The state that `to_json` gave; an empty one when another version of this class wrote it."""
        if entry.get("v") != VERSION:
            return cls()
        return cls(
            category=entry["category"],
            constraints=tuple(_constraint(given) for given in entry["constraints"]),
            shown=tuple(entry["shown"]),
            rejected=tuple(entry["rejected"]),
            chosen=entry["chosen"],
            focus=entry["focus"],
            topic=entry.get("topic"),
        )


def _constraint(entry: Mapping[str, Any]) -> Constraint:
    value = entry["value"]
    return Constraint(**{**entry, "value": tuple(value) if isinstance(value, list) else value})


def _replaces(new: Constraint, old: Constraint) -> bool:
    if new.attribute != old.attribute or (old.hard and not new.hard):
        return False
    if new.op == old.op == "notin":
        return new.value == old.value
    if old.op == "notin":
        return not _values(new).isdisjoint(_values(old))
    return not new.sides().isdisjoint(old.sides()) or _contradicts(new, old)


def _values(constraint: Constraint) -> frozenset[str]:
    """The values a constraint names, for comparison."""
    given = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
    return frozenset(v.casefold() for v in given if isinstance(v, str))


def _contradicts(new: Constraint, old: Constraint) -> bool:
    """True when a new bound leaves nothing of the old one on the other side."""
    if isinstance(new.value, bool | str | tuple) or isinstance(old.value, bool | str | tuple):
        return False
    if new.value is None or old.value is None:
        return False
    if new.op in ("lower", "higher") and new.value == old.value:
        return True
    return new.value < old.value if "upper" in new.sides() else new.value > old.value
