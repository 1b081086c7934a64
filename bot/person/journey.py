"""A person in the journey tracker: contacts, cycles, words, and who they are."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from bot.person.ports import Clues, Found, Gone, StoreDown
from journey_tracker.clock import epoch_ms
from journey_tracker.journey import CHAT
from journey_tracker.ports import JourneyStore, StoreUnavailable
from journey_tracker.privacy import PERSON, BadKey, Read

WHO = "cli"
"""In the log of reads: whoever may open the database."""
CONVERSATION, ORDER = "conversation:", "order:"
SHOPPER = "shopper"


class JourneyPersons:
    """`PersonStore` over the store of the tracker; raises `journey_tracker.privacy.SeveralPeople` too."""

    name = "journey"

    def __init__(self, store: JourneyStore, *, is_file: bool) -> None:
        """`store` stays the caller's to close; `is_file`: what is deleted there can be wiped at once."""
        self._store = store
        self._is_file = is_file

    async def export(self, clues: Clues) -> Found:
        """See `PersonStore`."""
        people = await self._people(clues)
        held: defaultdict[str, list[Any]] = defaultdict(list)
        for dossier in people.values():
            for kind, things in dossier.items():
                held[kind] += [things] if isinstance(things, str) else things
        return Found(dict(held), _leads(held), forgotten_ms=await self._forgotten_ms(clues))

    async def forget(self, clues: Clues, *, beside: int) -> Gone:
        """See `PersonStore`."""
        number, wiped = 0, True
        with _down():
            for count, name in enumerate(_names(clues)):
                share = 0 if count else beside
                erased = await asyncio.to_thread(self._store.forget_person, name, beside=share)
                number, wiped = number + erased.rows, erased.wiped
        if wiped:
            return Gone(number)
        return Gone(number, "reader", again=True) if self._is_file else Gone(number, "vacuum")

    async def note(self, found: Found) -> None:
        """Write down that somebody was looked up, before it is shown; raises `StoreDown`."""
        with _down():
            for person in found.held.get("person", ()):
                await asyncio.to_thread(self._store.note_read, Read(epoch_ms(), WHO, PERSON, person))

    async def _forgotten_ms(self, clues: Clues) -> int:
        with _down():
            asked = [await asyncio.to_thread(self._store.forgotten_ms, name) for name in sorted(clues.names)]
        return max(asked, default=0)

    async def _people(self, clues: Clues) -> Mapping[str, Mapping[str, Any]]:
        people: dict[str, Mapping[str, Any]] = {}
        with _down():
            for name in _names(clues):
                if (dossier := await asyncio.to_thread(self._store.person, name)) is not None:
                    people[dossier["person"]] = dossier
        return people


def _names(clues: Clues) -> list[str]:
    """What the tracker may be asked for, first what staff said; it knows nothing of telephone numbers."""
    given = sorted(name for name in clues.names if not name.startswith("contact:"))
    return list(dict.fromkeys([*given, *(CONVERSATION + name for name in sorted(clues.conversations))]))


def _leads(held: Mapping[str, Sequence[Any]]) -> Clues:
    chats = {contact["conversation"] for contact in held.get("touchpoints", ()) if contact["kind"] == CHAT}
    known_by = [str(alias) for alias in held.get("known_by", ())]
    return Clues(
        conversations=frozenset(chats | set(_after(CONVERSATION, known_by))),
        orders=frozenset(_after(ORDER, known_by)),
        said=frozenset(line["text"] for line in held.get("lines", ()) if line["role"] == SHOPPER and line["text"]),
    )


def _after(prefix: str, aliases: Sequence[str]) -> Iterator[str]:
    return (alias.removeprefix(prefix) for alias in aliases if alias.startswith(prefix))


@contextmanager
def _down() -> Iterator[None]:
    try:
        yield
    except (StoreUnavailable, BadKey) as error:
        raise StoreDown(str(error)) from error
