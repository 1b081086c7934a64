"""Where shoppers and whoever sells to them meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.selection.state import Constraint, Question


@dataclass(frozen=True, slots=True)
class Offer:
    """What is put before a shopper at once."""

    ids: tuple[str, ...]
    """Of the products shown, best first; none when nothing was found."""
    question: Question | None = None
    claimed: float | None = None
    """Which chance the salesperson gives itself that the wanted one is among them; None: it claims nothing."""
    told: frozenset[str] = frozenset()
    """Attributes of the musts that it says are not met."""
    is_last: bool = False
    """Whether the salesperson would ask nothing more; a question beside it is one for the measurement only."""
    seconds: float = 0.0
    """How long the decision took."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a shopper says to an offer."""

    option: int | None = None
    """Place of the chosen answer; None is "maakt niet uit"."""
    wishes: tuple[Constraint, ...] = ()
    """Said in words of the shopper's own, instead of choosing an answer."""
    rejected: tuple[str, ...] = ()
    """Products that make way for others."""


class Shopper(Protocol):
    """Somebody who wants something."""

    @property
    def wanted(self) -> frozenset[str]:
        """Ids of the products that will do."""

    @property
    def settles(self) -> bool:
        """Whether the visit is over as soon as one that will do was shown."""

    def opening(self) -> tuple[Constraint, ...]:
        """What is said unasked."""

    def reply(self, offer: Offer, *, truthful: bool = False) -> Reply | None:
        """What is said to an offer, `truthful` without the slips; None when there is nothing to say."""


class Salesperson(Protocol):
    """Whoever sells to one shopper."""

    def open(self, wishes: tuple[Constraint, ...]) -> Offer:
        """The first offer."""

    def hear(self, reply: Reply) -> Offer:
        """The next one."""
