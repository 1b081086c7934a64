"""Forgets people whose last contact is long ago, within the transaction of the caller. Their counts stay.

People go as a whole or not at all: half a journey would be another journey, with other cycles and other counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, select, tuple_

from journey_tracker.journey import JourneyModel, Touchpoint
from journey_tracker.recorder.counted import Tally
from journey_tracker.recorder.tallies import difference
from journey_tracker.stores.closed import closed_ms
from journey_tracker.stores.counts import add_counts
from journey_tracker.stores.erasing import Footprint, erase, footprint
from journey_tracker.stores.journeys import Journeys, traffic_of, walk
from journey_tracker.stores.kept import keep
from journey_tracker.stores.known import Known
from journey_tracker.stores.tables import EVENT, LINK, MARK, TOUCHPOINT, WHO


def expire_people(connection: Connection, model: JourneyModel, until_ms: int, limit: int) -> int:
    """Forget the people of at most `limit` contacts who had none after `until_ms`; returns how many of these.

    All other contacts of those people go with them.
    """
    due = _due(connection, until_ms, limit)
    for person in dict.fromkeys(due):
        found = footprint(connection, person)
        share = _share(connection, model, found)
        erase(connection, model, found)
        add_counts(connection, share)
        keep(connection, model, share)
    return len(due)


def expire_links(connection: Connection, until_ms: int, limit: int) -> int:
    """Forget at most `limit` events of until `until_ms` that only told who is who, once no contact needs them."""
    due = [tuple(row) for row in connection.execute(_unneeded(until_ms, limit))]
    if due:
        connection.execute(delete(LINK).where(tuple_(LINK.c.source, LINK.c.event_id).in_(due)))
        connection.execute(delete(MARK).where(tuple_(MARK.c.source, MARK.c.event_id).in_(due)))
        connection.execute(delete(EVENT).where(tuple_(EVENT.c.source, EVENT.c.id).in_(due)))
    return len(due)


def _unneeded(until_ms: int, limit: int) -> Select[Any]:
    """Events that only told of aliases that no contact goes by, and that lead nowhere any more."""
    used_below = LINK.alias("below")
    needed_link = (
        select(LINK.c.alias)
        .where(LINK.c.source == EVENT.c.source, LINK.c.event_id == EVENT.c.id)
        .where(exists().where(TOUCHPOINT.c.alias == LINK.c.alias) | exists().where(used_below.c.owner == LINK.c.alias))
    )
    needed_mark = (
        select(MARK.c.alias)
        .where(MARK.c.source == EVENT.c.source, MARK.c.event_id == EVENT.c.id)
        .where(
            exists().where(TOUCHPOINT.c.alias == MARK.c.alias)
            | exists().where(TOUCHPOINT.c.person == MARK.c.alias)
            | exists().where(LINK.c.owner == MARK.c.alias)
        )
    )
    return (
        select(EVENT.c.source, EVENT.c.id)
        .where(WHO, EVENT.c.occurred_ms <= until_ms)
        .where(~needed_link.exists(), ~needed_mark.exists())
        .limit(limit)
    )


def _due(connection: Connection, until_ms: int, limit: int) -> list[str]:
    """Whose the oldest contacts are, but for those who came back since."""
    later = TOUCHPOINT.alias("later")
    came_back = exists().where(later.c.person == TOUCHPOINT.c.person, later.c.first_ms > until_ms)
    query = select(TOUCHPOINT.c.person).where(TOUCHPOINT.c.first_ms <= until_ms, ~came_back)
    return list(connection.scalars(query.order_by(TOUCHPOINT.c.first_ms).limit(limit)))


def _share(connection: Connection, model: JourneyModel, found: Footprint) -> dict[Tally, int]:
    """What goes from the counts when a person goes."""
    was = {k.person: k.traffic for k in found.before if k.traffic}
    before = walk(model, _grouped([(k.person, k) for k in found.before]), was, closed_ms(connection))
    after: Sequence[tuple[str, Known]] = [(found.owners[k.touchpoint.id], k) for k in found.others]
    return difference(before.counts, _walked(connection, model, _grouped(after)).counts)


def _walked(connection: Connection, model: JourneyModel, grouped: dict[str, list[Touchpoint]]) -> Journeys:
    return walk(model, grouped, traffic_of(connection, grouped), closed_ms(connection))


def _grouped(owned: Sequence[tuple[str, Known]]) -> dict[str, list[Touchpoint]]:
    grouped: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for person, stored in owned:
        grouped[person].append(stored.touchpoint)
    return dict(grouped)
