"""The port of a store that may hold something of a person, and what passes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """By what a person may be known; what one store knows leads to what is in another."""

    names: frozenset[str] = frozenset()
    """As staff knows them: a number or id, or with its kind (``customer:7``, ``contact:anna@voorbeeld.nl``)."""
    conversations: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    """Telephone numbers and mail addresses."""
    orders: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    """What they typed: to find where a line of it was copied to."""

    def __or__(self, other: Clues) -> Clues:
        """All that either of the two has."""
        return Clues(**{f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(Clues)})


@dataclass(frozen=True, slots=True)
class Found:
    """What a store holds of a person, by kind, as JSON takes it."""

    held: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    leads: Clues = field(default_factory=Clues)
    """By what else they are known."""
    beside: frozenset[str] = frozenset()
    """Conversations that may be theirs too, by a telephone number or a mail address: for staff to decide."""
    forgotten_ms: int = 0
    """When they were forgotten before, epoch ms; 0: not that it is known."""

    @property
    def number(self) -> int:
        """How many things that are."""
        return sum(len(kind) for kind in self.held.values())


@dataclass(frozen=True, slots=True)
class Gone:
    """What forgetting came to in one store."""

    number: int
    """Things that are gone."""
    left: str = ""
    """Why something of it may still be read somewhere: a key of the texts; empty when nothing can."""
    again: bool = False
    """Whether it goes when the same is done once more."""


class StoreDown(Exception):
    """A store did not do its work; what it held is still there, or nothing is known of it."""


class PersonStore(Protocol):
    """One of the places where something of a person may be. Its methods raise `StoreDown`."""

    @property
    def name(self) -> str:
        """Key of the texts that tell what it holds, why, and for how long."""

    async def export(self, clues: Clues) -> Found:
        """All that it holds of whoever the clues lead to; of nobody, nothing."""

    async def forget(self, clues: Clues, *, beside: int) -> Gone:
        """Delete all of it, so that no byte is left where it was; of nobody, nothing: it may be done twice.

        `beside` is how many things other stores forgot of the person, for whichever store writes that down.
        """
