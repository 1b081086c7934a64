"""Looks a person up in every store, and in all again for as long as one of them leads to more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.person.ports import Clues, Found, PersonStore, StoreDown

KINDS = ("customer", "visitor", "conversation", "order", "contact")
"""What a name may begin with, and a colon."""


class NobodyNamed(Exception):
    """A name has nothing in it; says what one may be."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the stores have of a person."""

    clues: Clues
    found: Mapping[str, Found]
    """By name of the store."""
    down: Mapping[str, str] = field(default_factory=dict)
    """Why a store could not be asked, by its name."""
    guides: frozenset[str] = frozenset()
    """Stores that led to what others hold."""

    @property
    def number(self) -> int:
        """How many things there are."""
        return sum(found.number for found in self.found.values())

    @property
    def forgotten_ms(self) -> int:
        """When they were forgotten before, epoch ms; 0: not that it is known."""
        return max((found.forgotten_ms for found in self.found.values()), default=0)

    @property
    def beside(self) -> frozenset[str]:
        """Conversations that may be theirs too."""
        told = [found.beside for found in self.found.values()]
        return frozenset().union(*told) - self.clues.conversations


def clues_of(named: str) -> Clues:
    """What a name may lead to: with its kind before it to that only, else to all that it may be.

    Raises `NobodyNamed`.
    """
    kind, _, raw = named.partition(":")
    if kind not in KINDS:
        kind, raw = "", named
    if not raw.strip():
        raise NobodyNamed(
            f"{named!r} names nobody; give a customer, visitor, conversation or order, such as customer:4711"
        )
    told = {of: frozenset({raw}) if kind in ("", of) else frozenset[str]() for of in KINDS}
    return Clues(
        names=frozenset({named}), conversations=told["conversation"], orders=told["order"], contacts=told["contact"]
    )


async def gather(stores: Sequence[PersonStore], clues: Clues) -> Gathered:
    """Ask every store until nothing new comes up; one that is down is left out."""
    found: dict[str, Found] = {}
    down: dict[str, str] = {}
    guides: set[str] = set()
    asked = None
    while asked != clues:
        asked = clues
        for store in stores:
            if store.name in down:
                continue
            try:
                found[store.name] = await store.export(clues)
            except StoreDown as error:
                down[store.name] = str(error)
                continue
            more = clues | found[store.name].leads
            if more.conversations != clues.conversations:
                guides.add(store.name)
            clues = more
    return Gathered(clues, found, down, frozenset(guides))
