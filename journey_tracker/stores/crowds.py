"""Those who have more contacts than any shopper: they are counted nowhere, so nothing of them is read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from journey_tracker.envelopes import Envelope
from journey_tracker.events import ShopEvent
from journey_tracker.journey import JourneyModel
from journey_tracker.journey.people import Link, People, alias_of
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.stores import journeys, rows
from journey_tracker.stores.journeys import ROBOT
from journey_tracker.stores.prepared import among, find, write
from journey_tracker.stores.statements import insert_new
from journey_tracker.stores.tables import TOUCHPOINT, TOUCHPOINT_PHASE


def add_to_crowds(
    connection: Connection, model: JourneyModel, new: Sequence[Envelope], ways: Sequence[Link], people: Collection[str]
) -> list[Envelope]:
    """Store the contacts of those who are counted nowhere; returns the other events."""
    query = _crowds(connection.dialect.name, journeys.MOST_CONTACTS)
    crowds = {row["person"] for row in find(connection, query, sorted(people))}
    if not crowds:
        return list(new)
    owners = People(ways)
    theirs = [
        e for e in new if isinstance(e.event, ShopEvent) and owners.person(alias_of(e.event), e.time_ms) in crowds
    ]
    made = [(touchpoint_of(model, e), owners.person(alias_of(e.event), e.time_ms)) for e in theirs]
    contacts = [{**rows.touchpoint_row(t, model), **rows.on_the_road(person, ROBOT, None, "")} for t, person in made]
    stays = [rows.stay_row(t.id, stay, None) for t, _ in made for stay in t.stays]
    for table, values in ((TOUCHPOINT, contacts), (TOUCHPOINT_PHASE, stays)):
        write(connection, insert_new(connection.dialect.name, table), values)
    known = {(e.source, e.id) for e in theirs}
    return [e for e in new if (e.source, e.id) not in known]


@cache
def _crowds(dialect: str, most: int) -> Select[Any]:
    robots = select(TOUCHPOINT.c.person).where(among(dialect, TOUCHPOINT.c.person), TOUCHPOINT.c.traffic == ROBOT)
    return robots.group_by(TOUCHPOINT.c.person).having(func.count() > most)
