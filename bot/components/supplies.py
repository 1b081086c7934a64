"""What the components need and Rasa cannot hand them: it makes them itself, from config.yml alone.

The composition root calls `use` before a model is trained or loaded. This is the one process-wide value of
the project; a component asks for it when it is made, never at import.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.terms import Vocabulary
from bot.language.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Supplies:
    """The parts that live longer than a model."""

    vocabulary: Callable[[], Vocabulary]
    """The catalogue's words as they are now: an import changes them without training or restart."""
    vectors: Vectors
    """Sentence vectors by text; warmed off the loop before a turn, only looked up in it."""
    default_language: str = "nl"
    order_number: re.Pattern[str] | None = None
    """What the numbers of the shop's own orders look like; None: as is customary."""


class NothingSupplied(Exception):
    """A component was made before the composition root gave it what it needs."""

    def __init__(self) -> None:
        """Say who forgot what."""
        super().__init__("bot.components.supplies.use(...) must be called before a model is trained or loaded.")


_held: list[Supplies] = []


def use(supplies: Supplies) -> None:
    """Give every component made from now on these supplies."""
    _held[:] = [supplies]


def current() -> Supplies:
    """The supplies in use; raises `NothingSupplied`."""
    if not _held:
        raise NothingSupplied
    return _held[0]
