"""What is stored of some people: their touchpoints with all their rows, to be compared with what they become."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from journey_tracker.journey import PhaseStay, Touchpoint
from journey_tracker.stores import rows
from journey_tracker.stores.tables import TOUCHPOINT, TOUCHPOINT_PHASE

MOST_AT_ONCE = 500
_OF_PEOPLE = select(TOUCHPOINT).where(TOUCHPOINT.c.person.in_(bindparam("keys", expanding=True)))
_OF_ALIASES = select(TOUCHPOINT).where(TOUCHPOINT.c.alias.in_(bindparam("keys", expanding=True)))
_STAYS_OF_PEOPLE = (
    select(TOUCHPOINT_PHASE)
    .join(TOUCHPOINT, TOUCHPOINT.c.id == TOUCHPOINT_PHASE.c.touchpoint_id)
    .where(TOUCHPOINT.c.person.in_(bindparam("keys", expanding=True)))
    .order_by(TOUCHPOINT_PHASE.c.touchpoint_id, TOUCHPOINT_PHASE.c.number)
)


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
    found: set[str] = set()
    for keys in parts(aliases):
        owners = _OF_ALIASES.with_only_columns(TOUCHPOINT.c.person).distinct()
        found.update(connection.scalars(owners, {"keys": keys}))
    return found


def known(connection: Connection, people: Iterable[str]) -> list[Known]:
    """All stored touchpoints of these people."""
    found: list[Known] = []
    for keys in parts(set(people)):
        stays: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in connection.execute(_STAYS_OF_PEOPLE, {"keys": keys}).mappings():
            stays[row["touchpoint_id"]].append(dict(row))
        for row in connection.execute(_OF_PEOPLE, {"keys": keys}).mappings():
            found.append(_known(dict(row), tuple(stays[row["id"]])))
    return found


def parts(keys: Collection[str]) -> list[list[str]]:
    """The keys in lists that every database takes as parameters."""
    ordered = sorted(keys)
    return [ordered[start : start + MOST_AT_ONCE] for start in range(0, len(ordered), MOST_AT_ONCE)]


def _known(row: dict[str, Any], stays: tuple[dict[str, Any], ...]) -> Known:
    spent: tuple[PhaseStay, ...] = tuple(rows.stay_of(stay) for stay in stays)
    return Known(rows.touchpoint_of(row, spent), row["person"], row["traffic"], row, stays)
