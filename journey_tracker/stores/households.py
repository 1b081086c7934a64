"""Stored events, together with all others that may be about the same person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    Select,
    Table,
    Update,
    exists,
    func,
    literal,
    select,
    union,
    update,
)
from sqlalchemy.sql.selectable import NamedFromClause

from journey_tracker.envelopes import Envelope, stored
from journey_tracker.stores.tables import EVENT, LINK
from journey_tracker.stores.tables.columns import KEY

_HELD = 2000
"""Rows that are fetched at a time."""
_STREAMED = {"yield_per": _HELD}
_KIN = Table(
    "kin",
    MetaData(),
    Column("alias", KEY, primary_key=True),
    Column("head", KEY, nullable=False),
    Index("ix_kin_head", "head"),
    prefixes=["TEMPORARY"],
)
"""Of every alias that is linked, the first of all that it hangs together with; gone with the connection."""


def gather(connection: Connection) -> None:
    """Find out who hangs together by links, however far.

    Every alias takes the first name among its neighbours' until nothing changes: connected components by label
    propagation, so as many rounds as the longest chain of links, and nothing held in memory.
    """
    _KIN.drop(connection, checkfirst=True)
    _KIN.create(connection)
    everybody = union(select(LINK.c.alias.label("alias")), select(LINK.c.owner))
    named = everybody.subquery()
    connection.execute(_KIN.insert().from_select(["alias", "head"], select(named.c.alias, named.c.alias)))
    while sum(connection.execute(_taking_over(*way)).rowcount for way in _WAYS):
        pass


def households(connection: Connection) -> Iterator[list[Envelope]]:
    """The events of one household after another: first of those whom no link leads anywhere; needs `gather`."""
    for query in (_alone(), _together()):
        rows = connection.execute(query, execution_options=_STREAMED)
        for _, group in groupby(rows, key=itemgetter(0)):
            yield [stored(raw) for _, raw in group]


_WAYS = ((LINK.c.alias, LINK.c.owner), (LINK.c.owner, LINK.c.alias))


def _taking_over(own: Column[Any], others: Column[Any]) -> Update:
    """Takes the first head of the neighbours on one side, where that comes before one's own."""
    neighbour: NamedFromClause = _KIN.alias("neighbour")
    at_them = select(func.min(neighbour.c.head)).join(LINK, others == neighbour.c.alias).where(own == _KIN.c.alias)
    first = at_them.correlate(_KIN).scalar_subquery()
    return update(_KIN).where(first < _KIN.c.head).values(head=first)


def _alone() -> Select[Any]:
    linked = exists(select(literal(1)).where(_KIN.c.alias == EVENT.c.alias))
    return select(EVENT.c.alias, EVENT.c.raw).where(EVENT.c.alias != "", ~linked).order_by(EVENT.c.alias)


def _together() -> Select[Any]:
    theirs = select(_KIN.c.head, EVENT.c.raw).join(EVENT, EVENT.c.alias == _KIN.c.alias)
    return theirs.order_by(_KIN.c.head)
