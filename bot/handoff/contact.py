"""Finds in what a shopper typed where that shopper can be reached."""

from __future__ import annotations

from dataclasses import dataclass

from bot.handoff.ports import ContactKind
from bot.language.clean import legible
from bot.language.contacts import contact_points


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a shopper can be reached: a number as `+31612345678`, or an e-mail address."""

    kind: ContactKind
    value: str


def contact_in(text: str) -> Contact | None:
    """The first telephone number or e-mail address in `text`, or None."""
    return next((Contact(ContactKind(point.kind), point.value) for point in contact_points(legible(text))), None)
