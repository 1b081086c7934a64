"""Who is who, and who is no shopper: links and marks, within the transaction of the caller."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from journey_tracker.envelopes import Envelope
from journey_tracker.events import TrafficMarked
from journey_tracker.journey.people import CONVERSATION, CUSTOMER, VISITOR, Link, links_of
from journey_tracker.stores.prepared import among, find, write
from journey_tracker.stores.statements import insert_new
from journey_tracker.stores.tables import LINK, MARK


def add_links(connection: Connection, new: Sequence[Envelope]) -> list[Link]:
    """Store what the events tell of who is who; returns it."""
    links = [link for envelope in new for link in links_of(envelope)]
    write(connection, insert_new(connection.dialect.name, LINK), [asdict(link) for link in links])
    return links


def add_marks(connection: Connection, new: Sequence[Envelope]) -> set[str]:
    """Store what the events tell of who is no shopper; returns the aliases."""
    marks = [
        {"alias": alias, "source": envelope.source, "event_id": envelope.id, "traffic": envelope.event.kind}
        for envelope in new
        if isinstance(envelope.event, TrafficMarked)
        for alias in marked_by(envelope.event)
    ]
    write(connection, insert_new(connection.dialect.name, MARK), marks)
    return {mark["alias"] for mark in marks}


def links_up(connection: Connection, aliases: Collection[str]) -> list[Link]:
    """All links that lead from the aliases to their people."""
    return _follow(connection, aliases, up=True)


def aliases_below(connection: Connection, aliases: Collection[str]) -> set[str]:
    """The aliases that may lead to any of `aliases`, those themselves among them."""
    return {link.alias for link in _follow(connection, aliases, up=False)} | set(aliases)


def traffic(connection: Connection, aliases: Iterable[str]) -> dict[str, str]:
    """The kind of traffic of those aliases that are no shopper; of several kinds the first by name."""
    found: dict[str, str] = {}
    for row in find(connection, _marks(connection.dialect.name), sorted(set(aliases))):
        alias, kind = row["alias"], row["traffic"]
        found[alias] = min(kind, found.get(alias, kind))
    return found


def _follow(connection: Connection, aliases: Collection[str], *, up: bool) -> list[Link]:
    query, seen, todo = _links(connection.dialect.name, up), set(aliases), set(aliases)
    found: set[Link] = set()
    while todo:
        links = {Link(**row) for row in find(connection, query, sorted(todo))}
        found |= links
        todo = {link.owner if up else link.alias for link in links} - seen
        if up:
            todo = {alias for alias in todo if not alias.startswith(CUSTOMER)}  # a customer leads nowhere
        seen |= todo
    return sorted(found)


@cache
def _links(dialect: str, up: bool) -> Select[Any]:
    return select(LINK).where(among(dialect, LINK.c.alias if up else LINK.c.owner))


@cache
def _marks(dialect: str) -> Select[Any]:
    return select(MARK.c.alias, MARK.c.traffic).where(among(dialect, MARK.c.alias))


def marked_by(event: TrafficMarked) -> list[str]:
    """The aliases that are no shopper."""
    named = ((VISITOR, event.visitor), (CONVERSATION, event.conversation), (CUSTOMER, event.customer))
    return [prefix + ref for prefix, ref in named if ref]
