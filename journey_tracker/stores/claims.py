"""Who may write about whom: on PostgreSQL several record side by side, as long as it is about other people.

Whoever records locks the aliases of its events first, and all that these lead to and are led to by links: what it is
going to read and to change. The locks are held until the transaction ends, so that the result is that of recording one
after another (strict two-phase locking: Eswaran, Gray, Lorie and Traiger, "The notions of consistency and predicate
locks in a database system", 1976).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b

from sqlalchemy import ARRAY, BigInteger, Connection, bindparam, text

from journey_tracker.envelopes import Envelope
from journey_tracker.events import TrafficMarked, Who
from journey_tracker.journey.people import alias_of, links_of
from journey_tracker.stores.database import Database
from journey_tracker.stores.known import people_of
from journey_tracker.stores.links import aliases_below, links_up, marked_by

MOST_CLAIMS = 2000
"""Whoever wants more locks takes the whole: a server keeps 64 times its connections for all transactions together."""
ATTEMPTS = 5
"""After so many times that somebody else came first, it is recorded alone."""

_KEYS = bindparam("keys", type_=ARRAY(BigInteger))
_WAIT = text("SELECT count(pg_advisory_xact_lock(key)) FROM unnest(:keys) AS key").bindparams(_KEYS)
_TRY = text("SELECT bool_and(pg_try_advisory_xact_lock(key)) FROM unnest(:keys) AS key").bindparams(_KEYS)


@contextmanager
def writing_about(
    database: Database, told: Sequence[Envelope], may_share: Callable[[Connection], bool]
) -> Iterator[Connection]:
    """A transaction in which nobody else writes about those whom the events are about; raises `StoreUnavailable`.

    Where `may_share` says no, and where there can be one writer only, nobody else writes at all.
    """
    wanted = _named(told)
    for _ in range(ATTEMPTS if database.has_many_writers else 0):
        if len(wanted) > MOST_CLAIMS:
            break
        with database.writing_beside() as connection:
            if not may_share(connection):
                break
            missed = _claim(connection, told, wanted)
            if not missed:
                yield connection
                return
        wanted |= missed
    with database.writing() as connection:
        yield connection


def _claim(connection: Connection, told: Sequence[Envelope], wanted: Collection[str]) -> set[str]:
    """Lock the wanted aliases, and all that these lead to; returns which of them could not be had.

    The wanted are waited for, in one order for everybody. Whoever is found later is tried only: who holds locks and
    waited for others out of that order could wait for ever.
    """
    held = set(wanted)
    connection.execute(_WAIT, {"keys": _keys(held)})
    while beyond := _beyond(connection, told, held):
        if len(held | beyond) > MOST_CLAIMS or not connection.scalar(_TRY, {"keys": _keys(beyond)}):
            return beyond
        held |= beyond
    return set()


def _named(told: Sequence[Envelope]) -> set[str]:
    """The aliases that the events themselves tell."""
    return {alias_of(e.event) for e in told if not isinstance(e.event, Who)} | _moving(told) | _owners(told)


def _moving(told: Sequence[Envelope]) -> set[str]:
    """The aliases of which the events tell whose they are, or what they are."""
    linked = {link.alias for envelope in told for link in links_of(envelope)}
    return linked.union(*(marked_by(e.event) for e in told if isinstance(e.event, TrafficMarked)))


def _owners(told: Sequence[Envelope]) -> set[str]:
    return {link.owner for envelope in told for link in links_of(envelope)}


def _beyond(connection: Connection, told: Sequence[Envelope], held: Collection[str]) -> set[str]:
    """Whom the held aliases lead to, and who leads to those that move, but for the held."""
    moving = _moving(told)
    moved = aliases_below(connection, moving) if moving else set()
    ways = links_up(connection, moved | set(held))
    people = people_of(connection, moved) if moved else set()
    return (moved | people | {link.owner for link in ways} | {link.alias for link in ways}) - set(held)


def _keys(aliases: Collection[str]) -> list[int]:
    """The number of the lock of each alias, in the order in which everybody takes them."""
    return sorted(int.from_bytes(blake2b(a.encode(), digest_size=8).digest(), signed=True) for a in aliases)
