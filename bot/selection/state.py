"""What is known of a shopper's choice: JSON between turns, frozen within one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

NeedKind = Literal["", "latent", "explicit", "impulse"]
"""What brought the shopper: looking round, a wish that was stated, or something seen and wanted at once."""
Op = Literal["le", "ge", "eq", "about", "in", "notin", "lower", "higher"]
Wanted = float | bool | str | tuple[str, ...] | None

VERSION = 2

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
    """Where it comes from: the kind of entity, `critique`, `answer` to a question, or `need:` and its key."""
    turn: int
    """Number of the shopper's message in which it was said."""
    weight: float = 1.0
    """How much a wish counts beside the others."""

    def sides(self) -> frozenset[str]:
        """What of the attribute it is about: its upper or lower bound, its values."""
        return _SIDES[self.op]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: what it says of the product."""

    constraints: tuple[Constraint, ...] = ()
    """Wishes with the source `answer`, none of them a must; a bucket is a lower and an upper bound."""
    need: str = ""
    """Of the question what it is for: key of the need."""
    share: float = 0.0
    """Which share of what may still be the one it leaves, 0..1."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the answers it offers; "maakt niet uit" is always one more."""

    about: str
    """Key of the attribute, or `need`."""
    options: tuple[Option, ...]
    """At most seven."""
    gain: float = 0.0
    """Bits that its answer is expected to bring."""


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
    asked: tuple[str, ...] = ()
    """What was asked, in order: keys of attributes, and `need`. Never asked again."""
    waved: tuple[str, ...] = ()
    """What was waved away ("maakt niet uit"): never asked again either."""
    question: Question | None = None
    """The question that waits for an answer."""
    needs: tuple[str, ...] = ()
    """Keys of the needs that were told."""
    need_kind: NeedKind = ""
    liked: tuple[str, ...] = ()
    """Products that others should be like."""
    words: str = ""
    """What was searched for in words of the shopper's own."""
    turn: int = 0
    """Messages of the shopper about this choice."""
    quiet: bool = False
    """Whether no more questions are asked: the shopper wants to see products, or loses patience."""

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
        return {"v": VERSION, **_as_lists(asdict(self))}

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> State:
        """The state that `to_json` gave; an empty one when another version of this class wrote it."""
        if entry.get("v") != VERSION:
            return cls()
        known = {key: _as_tuple(value) for key, value in entry.items() if key != "v"}
        question = entry["question"] and _question(entry["question"])
        return cls(**{**known, "constraints": _constraints(entry["constraints"]), "question": question})


def _as_lists(plain: Any) -> Any:
    """The same with lists for tuples, as JSON has them."""
    if isinstance(plain, Mapping):
        return {key: _as_lists(value) for key, value in plain.items()}
    return [_as_lists(value) for value in plain] if isinstance(plain, tuple | list) else plain


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _constraints(entries: Iterable[Mapping[str, Any]]) -> tuple[Constraint, ...]:
    return tuple(Constraint(**{key: _as_tuple(value) for key, value in entry.items()}) for entry in entries)


def _question(entry: Mapping[str, Any]) -> Question:
    options = (Option(**{**o, "constraints": _constraints(o["constraints"])}) for o in entry["options"])
    return Question(**{**entry, "options": tuple(options)})


def _replaces(new: Constraint, old: Constraint) -> bool:
    if new.attribute != old.attribute or (old.hard and not new.hard):
        return False
    # Another wish corrects an answer as a whole: of a bucket neither bound stays.
    if old.source == "answer":
        return True
    if new.op == old.op == "notin":
        return new.value == old.value
    if old.op == "notin":
        return not _values(new).isdisjoint(_values(old))
    return not new.sides().isdisjoint(old.sides()) or _contradicts(new, old) or _turns_round(new, old)


def _turns_round(new: Constraint, old: Constraint) -> bool:
    """True when one is a mere direction and the other points the other way: "de goedkoopste", then "duurder"."""
    ways = {new.op, old.op}
    return ways == {"lower", "higher"} and (new.value is None or old.value is None)


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
