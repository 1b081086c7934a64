"""What is stored of some people: their touchpoints with all their rows, to be compared with what they become."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from journey_tracker.journey import PhaseStay, Touchpoint
from journey_tracker.stores import rows
from journey_tracker.stores.prepared import among, find
from journey_tracker.stores.tables import TOUCHPOINT, TOUCHPOINT_PHASE

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Known:
    """A touchpoint as it stands in the tables."""

    touchpoint: Touchpoint
    person: str
    traffic: str
    row: dict[str, Any]
    stays: tuple[dict[str, Any], ...]


def people_of(connection: Connection, aliases: Collection[str]) -> set[str]:
    """Whose the stored touchpoints of these aliases are."""
    return {row["person"] for row in find(connection, _people_of(connection.dialect.name), sorted(aliases))}


def known(connection: Connection, people: Iterable[str]) -> list[Known]:
    """All stored touchpoints of these people."""
    keys, dialect = sorted(set(people)), connection.dialect.name
    contacts = find(connection, _contacts(dialect), keys)
    stays: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in find(connection, _stays(dialect), keys) if contacts else ():
        stays[row["touchpoint_id"]].append(row)
    return [_known(row, tuple(stays[row["id"]])) for row in contacts]


def parts(keys: Collection[str]) -> list[list[str]]:
    """The keys in lists that every database takes as parameters."""
    ordered = sorted(keys)
    return [ordered[start : start + MOST_AT_ONCE] for start in range(0, len(ordered), MOST_AT_ONCE)]


@cache
def _people_of(dialect: str) -> Select[Any]:
    return select(TOUCHPOINT.c.person).where(among(dialect, TOUCHPOINT.c.alias)).distinct()


@cache
def _contacts(dialect: str) -> Select[Any]:
    return select(TOUCHPOINT).where(among(dialect, TOUCHPOINT.c.person))


@cache
def _stays(dialect: str) -> Select[Any]:
    theirs = TOUCHPOINT.c.id == TOUCHPOINT_PHASE.c.touchpoint_id
    found = select(TOUCHPOINT_PHASE).join(TOUCHPOINT, theirs).where(among(dialect, TOUCHPOINT.c.person))
    return found.order_by(TOUCHPOINT_PHASE.c.touchpoint_id, TOUCHPOINT_PHASE.c.number)


def _known(row: dict[str, Any], stays: tuple[dict[str, Any], ...]) -> Known:
    spent: tuple[PhaseStay, ...] = tuple(rows.stay_of(stay) for stay in stays)
    return Known(rows.touchpoint_of(row, spent), row["person"], row["traffic"], row, stays)
