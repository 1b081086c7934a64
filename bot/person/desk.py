"""A person at the desk: call-backs, handoffs with their summaries, and attempts to prove an order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, delete, inspect, or_, select

from bot.handoff.database import DeskDatabase
from bot.handoff.ports import HandoffsUnavailable
from bot.handoff.queue_store import HANDOFF
from bot.handoff.stores import REQUEST
from bot.person.ports import Clues, Found, Gone, StoreDown
from bot.shop.orders.stores import ATTEMPT


class DeskPersons:
    """`PersonStore` over the desk's database."""

    name = "desk"

    def __init__(self, database: DeskDatabase, *, is_file: bool) -> None:
        """`database` stays the caller's to close; `is_file`: what is deleted there can be wiped at once."""
        self._database = database
        self._is_file = is_file

    async def export(self, clues: Clues) -> Found:
        """See `PersonStore`."""
        with _down():
            return await self._database.read(lambda connection: _found(connection, clues))

    async def forget(self, clues: Clues, *, beside: int) -> Gone:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        with _down():
            number = await self._database.write(lambda connection: _forget(connection, clues))
            wiped = await self._database.wipe()
        if wiped:
            return Gone(number)
        return Gone(number, "reader", again=True) if self._is_file else Gone(number, "vacuum")


def _found(connection: Connection, clues: Clues) -> Found:
    requests = _rows(connection, REQUEST, conversation=clues.conversations, contact=clues.contacts)
    handoffs = _rows(connection, HANDOFF, conversation=clues.conversations)
    contacts = frozenset(row["contact"] for row in requests)
    conversations = frozenset(row["conversation"] for row in [*requests, *handoffs])
    same = {row["conversation"] for row in _rows(connection, REQUEST, contact=contacts)}
    summaries = [json.loads(row["summary"]) for row in handoffs]
    said = {row["last_words"] for row in requests} | {told["last_words"] for told in summaries}
    return Found(
        {
            "callbacks": requests,
            "handoffs": [{**row, "summary": told} for row, told in zip(handoffs, summaries, strict=True)],
            "attempts": _attempts(connection, clues.conversations),
        },
        Clues(conversations=conversations, said=frozenset(filter(None, said))),
        frozenset(same - clues.conversations - conversations),
    )


def _forget(connection: Connection, clues: Clues) -> int:
    found = _found(connection, clues)
    for table, kind in ((REQUEST, "callbacks"), (HANDOFF, "handoffs")):
        ids = [row["id"] for row in found.held[kind]]
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    if attempts := found.held["attempts"]:
        connection.execute(delete(ATTEMPT).where(ATTEMPT.c.key.in_([row["key"] for row in attempts])))
    return found.number


def _attempts(connection: Connection, conversations: Collection[str]) -> list[dict[str, Any]]:
    """An attempt is counted for a conversation and for an order, under one key; there are none before the first."""
    if not inspect(connection).has_table(ATTEMPT.name):
        return []
    theirs = _rows(connection, ATTEMPT, subject={f"conversation:{name}" for name in conversations})
    return _rows(connection, ATTEMPT, key={row["key"] for row in theirs})


def _rows(connection: Connection, table: Table, **wanted: Collection[str]) -> list[dict[str, Any]]:
    """The rows in which any of the columns has one of the values."""
    same = or_(*(table.c[column].in_(sorted(values)) for column, values in wanted.items()))
    query = select(table).where(same).order_by(*table.primary_key)
    return [dict(row) for row in connection.execute(query).mappings()]


@contextmanager
def _down() -> Iterator[None]:
    try:
        yield
    except HandoffsUnavailable as error:
        raise StoreDown(str(error)) from error
