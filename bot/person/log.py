"""A person in the conversation log: messages, the state of the dialogue, what waits, and events on their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from bot.conversation.erasing import Erasure, Wiped
from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import Role
from bot.person.ports import Clues, Found, Gone, StoreDown

_LEFT = {Wiped.DONE: "", Wiped.REFUSED: "files_refused", Wiped.FAILED: "files_failed"}


class LogPersons:
    """`PersonStore` over the store of the log."""

    name = "log"

    def __init__(self, erasure: Erasure) -> None:
        """`erasure` stays the caller's to close."""
        self._erasure = erasure

    async def export(self, clues: Clues) -> Found:
        """See `PersonStore`."""
        held: defaultdict[str, list[Any]] = defaultdict(list)
        conversations = set()
        with _down():
            for conversation in sorted(clues.conversations):
                of_it = await self._erasure.held(conversation)
                conversations |= {conversation} if any(of_it.values()) else set()
                for kind, things in of_it.items():
                    held[kind] += things
        return Found(dict(held), Clues(conversations=frozenset(conversations), said=frozenset(_said(held))))

    async def forget(self, clues: Clues, *, beside: int) -> Gone:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        number = (await self.export(clues)).number
        with _down():
            for conversation in sorted(clues.conversations):
                await self._erasure.erase(conversation)
            wiped = await self._erasure.wipe()
        return Gone(number, _LEFT[wiped], again=wiped is Wiped.FAILED)


def _said(held: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    for message in held.get("messages", ()):
        if message["role"] == Role.SHOPPER and (text := str(message["body"].get("text", ""))):
            yield text


@contextmanager
def _down() -> Iterator[None]:
    try:
        yield
    except LogUnavailable as error:
        raise StoreDown(str(error)) from error
