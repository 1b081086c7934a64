"""What somebody calls a person, in the words of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journey_tracker.journey.people import CONVERSATION, CUSTOMER, ORDER, VISITOR
from journey_tracker.privacy import refs as kinds
from journey_tracker.privacy.refs import Refs

PREFIXES = (CUSTOMER, VISITOR, CONVERSATION, ORDER)


class UnknownPerson(Exception):
    """Nothing is known of whoever was named."""


class SeveralPeople(Exception):
    """A name leads to more than one person; says which, so that one can be named."""

    def __init__(self, named: str, people: Iterable[str]) -> None:
        """From what was given and whom it leads to."""
        super().__init__(f"{named!r} leads to several people; name one of them: {', '.join(sorted(people))}")


@dataclass(frozen=True, slots=True)
class Erased:
    """What forgetting somebody came to."""

    rows: int
    """How many rows are gone, that of counts not among them; 0: nothing was known."""
    wiped: bool = True
    """Whether nothing is left in the journal of the database either; if not, a reader was in the way: do it again."""


def aliases_for(refs: Refs, named: str) -> tuple[str, ...]:
    """The aliases by which the named may be known: `named` is an id as the shop writes it, or a reference.

    It may begin with ``customer:``, ``visitor:``, ``conversation:`` or ``order:``; without, it may be any of these.
    """
    for prefix in PREFIXES:
        if named.startswith(prefix):
            return (_alias(refs, prefix, named.removeprefix(prefix)),)
    return tuple(_alias(refs, prefix, named) for prefix in PREFIXES)


def raw_name(named: str) -> str:
    """The id without what it is an id of."""
    return next((named.removeprefix(p) for p in PREFIXES if named.startswith(p)), named)


def _alias(refs: Refs, prefix: str, raw: str) -> str:
    kind = {CUSTOMER: kinds.CUSTOMER, VISITOR: kinds.VISITOR}.get(prefix)
    return prefix + (refs.ref(kind, raw) if kind else raw)
