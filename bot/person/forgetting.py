"""Forgets a person in every store, in an order in which it can be done again wherever it stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.person.gathering import Gathered
from bot.person.ports import Gone, PersonStore, StoreDown

WAITS = "waits"
"""Key of the text for a store that leads to what is still in another, and so is kept until that is gone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, by name of the store."""

    gone: Mapping[str, Gone]
    down: Mapping[str, str]
    """Why a store did not do it; the person is still in there."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that doing it again would take away."""
        return not self.down and not any(gone.again for gone in self.gone.values())


async def forget(stores: Sequence[PersonStore], gathered: Gathered) -> Outcome:
    """Forget whoever was gathered.

    Stores that led to others come last, and are left alone while one of those is down: else nobody could find the
    rest any more. The last of `stores` writes down how much the others had.
    """
    gone: dict[str, Gone] = {}
    down = dict(gathered.down)
    *others, last = stores
    for store in (*sorted(others, key=lambda one: one.name in gathered.guides), last):
        if store.name in gathered.down:
            continue
        if down and store.name in gathered.guides:
            gone[store.name] = Gone(0, WAITS, again=True)
            continue
        try:
            gone[store.name] = await store.forget(gathered.clues, beside=sum(one.number for one in gone.values()))
        except StoreDown as error:
            down[store.name] = str(error)
    return Outcome(gone, down)
