"""The people of the demo: who they are, what they speak, and how they come."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from journey_tracker.demo import FICTION
from journey_tracker.demo.shelf import Kind, Product, kinds

_ENGLISH = 0.15
_WHATSAPP = 0.12
_KINDS = (24, 30, 14, 10, 10, 12)
"""How much of each category is asked, in the order of the shelf."""
_MEDIUMS = {"organic": 38, "cpc": 26, "direct": 16, "social": 12, "referral": 8}
_COSTS = {"cpc": 38, "social": 12}
"""Euro cents that a visit costs the shop."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    number: int
    language: str
    kind: Kind
    """The category they come for first."""
    reads_mail: bool
    talk: str
    """Channel in which they chat."""

    @property
    def visitor(self) -> str:
        """Their browser."""
        return f"{FICTION}bezoeker-{self.number:06d}"

    @property
    def customer(self) -> str:
        """Their customer number, once they bought."""
        return f"{FICTION}klant-{self.number:06d}"

    def order(self, number: int) -> str:
        """Number of their order, from 1."""
        return f"{FICTION}{100_000 + self.number}-{number}"

    def conversation(self, number: int) -> str:
        """Id of their chat, from 1."""
        return f"{FICTION}gesprek-{self.number:06d}-{number}"


def person(number: int, rng: Random) -> Person:
    """Somebody, by chance."""
    return Person(
        number,
        "en" if rng.random() < _ENGLISH else "nl",
        draw_kind(rng),
        rng.random() < 0.7,
        "whatsapp" if rng.random() < _WHATSAPP else "webchat",
    )


def draw_kind(rng: Random) -> Kind:
    """A category, as often as it is asked for."""
    return rng.choices(kinds(), _KINDS)[0]


def draw_medium(rng: Random) -> tuple[str, int]:
    """What leads somebody to the shop, and what that costs in euro cents."""
    (medium,) = rng.choices(list(_MEDIUMS), list(_MEDIUMS.values()))
    return medium, _COSTS.get(medium, 0)


def draw_product(kind: Kind, rng: Random) -> Product:
    """A product of a category; the first on the shelf sells best."""
    return rng.choices(kind.products, range(len(kind.products) + 2, 2, -1))[0]
