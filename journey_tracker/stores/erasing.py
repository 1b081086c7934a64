"""Forgets a person, within the transaction of the caller: every row, and their share in the counts."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, or_, select, update

from journey_tracker.journey import CHAT, JourneyModel
from journey_tracker.journey.people import VISITOR, Link, People
from journey_tracker.privacy.naming import SeveralPeople
from journey_tracker.privacy.refs import Refs
from journey_tracker.stores.journeys import Change, write
from journey_tracker.stores.known import Known, known, parts, people_of
from journey_tracker.stores.links import aliases_below, links_up
from journey_tracker.stores.tables import ACCESS_LOG, DEAD_LETTER, ERASURE_LOG, EVENT, LINK, MARK, TOUCHPOINT

EventKey = tuple[str, str]
"""Source and id."""
AT_ONCE = 50
"""Names that are looked for at a time."""
SHORTEST_NAME = 6
"""Characters of a name that is looked for outside quotes too."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """All rows that are of one person, and what becomes of those that stand beside them."""

    person: str
    before: tuple[Known, ...]
    """Touchpoints of the person, and of all others who shared a browser or a conversation."""
    gone: frozenset[str]
    """Ids of the touchpoints that go: a conversation goes as a whole."""
    owners: Mapping[str, str]
    """Whose each of the others is, by id."""
    conversations: frozenset[str]
    aliases: frozenset[str]
    """By what nobody else is known."""
    links: tuple[Link, ...]
    events: frozenset[EventKey]

    @property
    def names(self) -> frozenset[str]:
        """By what the person may be named elsewhere: references, conversations, orders."""
        orders = {order for k in self.before if k.touchpoint.id in self.gone and (order := k.touchpoint.order)}
        return frozenset({alias.partition(":")[2] for alias in self.aliases} | self.conversations | orders)

    @property
    def others(self) -> tuple[Known, ...]:
        """The touchpoints that stay."""
        return tuple(k for k in self.before if k.touchpoint.id not in self.gone)


def person_behind(connection: Connection, named: str, aliases: Collection[str]) -> str | None:
    """Who is known by any of these aliases, None when nobody is; raises `SeveralPeople`."""
    people = people_of(connection, aliases)
    people |= set(connection.scalars(select(TOUCHPOINT.c.person).where(TOUCHPOINT.c.person.in_(aliases)).distinct()))
    if not people:
        ways = links_up(connection, aliases)
        people = set().union(*(_ends(ways, alias) for alias in aliases if _is_told_of(connection, ways, alias)))
    if len(people) > 1:
        raise SeveralPeople(named, people)
    return next(iter(people), None)


def footprint(connection: Connection, person: str) -> Footprint:
    """What there is of a person: by the touchpoints, and by all aliases that lead to them."""
    theirs = known(connection, {person})
    aliases = aliases_below(connection, {person}) | {k.touchpoint.alias for k in theirs}
    ways = links_up(connection, aliases)
    conversations = frozenset(k.touchpoint.conversation for k in theirs if k.touchpoint.kind == CHAT)
    before = known(connection, people_of(connection, aliases) | {person})
    gone = frozenset(
        k.touchpoint.id for k in before if k.person == person or k.touchpoint.conversation in conversations
    )
    left = [k for k in before if k.touchpoint.id not in gone]
    alone = _alone(ways, aliases - {k.touchpoint.alias for k in left}, person, theirs)
    events = _events(connection, [k for k in before if k.touchpoint.id in gone], conversations)
    links = {link for link in ways if link.alias in alone or link.owner == person or _key(link) in events}
    people = People(link for link in ways if link not in links)
    return Footprint(
        person=person,
        before=tuple(before),
        gone=gone,
        owners={k.touchpoint.id: _owner(people, aliases, k) for k in left},
        conversations=conversations,
        aliases=alone,
        links=tuple(sorted(links)),
        events=frozenset(events | {_key(link) for link in links}),
    )


def erase(connection: Connection, model: JourneyModel, found: Footprint) -> int:
    """Delete the rows of a person, and take them out of the counts; returns how many rows those were."""
    now = {k.touchpoint.id: k.touchpoint for k in found.others}
    write(connection, model, Change(found.before, now, found.owners))
    events = found.events | _drop_marks(connection, found.aliases)
    if found.links:
        connection.execute(_DROP_LINK, [_link_key(link) for link in found.links])
    if events:
        connection.execute(_DROP_EVENT, [{"of": source, "event": id_} for source, id_ in sorted(events)])
    stays = sum(len(k.stays) for k in found.before if k.touchpoint.id in found.gone)
    return len(found.gone) + stays + len(found.links) + len(events)


def letters(connection: Connection, names: Collection[str]) -> list[dict[str, Any]]:
    """The dead letters that name somebody."""
    found: dict[str, dict[str, Any]] = {}
    for some in _some(names):
        rows = connection.execute(select(DEAD_LETTER).where(_name_any(some))).mappings()
        found.update((row["id"], dict(row)) for row in rows)
    return [found[id_] for id_ in sorted(found)]


def erase_letters(connection: Connection, names: Collection[str]) -> int:
    """Delete the dead letters that name somebody; returns how many. One too many is no loss: none could be read."""
    return sum(connection.execute(delete(DEAD_LETTER).where(_name_any(some))).rowcount for some in _some(names))


def blank_reads(connection: Connection, about: Collection[str]) -> None:
    """Let the log of reads no longer say what was read of somebody; that somebody read, and when, stays."""
    for some in parts(about):
        connection.execute(update(ACCESS_LOG).where(ACCESS_LOG.c.filter.in_(some)).values(filter=""))


def note_erasure(connection: Connection, refs: Refs, person: str, now_ms: int, rows: int) -> None:
    """Write down that somebody was forgotten: who knows the id and has the key can see that it was done."""
    connection.execute(
        ERASURE_LOG.insert(),
        {"id": str(uuid.uuid4()), "ref_hash": refs.ref("erased", person), "at_ms": now_ms, "row_count": rows},
    )


_DROP_EVENT = delete(EVENT).where(EVENT.c.source == bindparam("of"), EVENT.c.id == bindparam("event"))
_DROP_LINK = delete(LINK).where(
    LINK.c.alias == bindparam("of_alias"), LINK.c.source == bindparam("of"), LINK.c.event_id == bindparam("event")
)


def _key(link: Link) -> EventKey:
    return link.source, link.event_id


def _link_key(link: Link) -> Mapping[str, str]:
    return {"of_alias": link.alias, "of": link.source, "event": link.event_id}


def _ends(ways: Sequence[Link], alias: str) -> set[str]:
    """Whose an alias is, at whatever time."""
    people = People(ways)
    return {people.person(alias, at_ms) for at_ms in {0, *(link.at_ms for link in ways)}}


def _is_told_of(connection: Connection, ways: Sequence[Link], alias: str) -> bool:
    """Whether something is known of an alias that had no contact yet."""
    linked = any(link.alias == alias for link in ways) or aliases_below(connection, {alias}) != {alias}
    return linked or connection.scalar(select(MARK.c.alias).where(MARK.c.alias == alias).limit(1)) is not None


def _alone(ways: Sequence[Link], aliases: Iterable[str], person: str, theirs: Sequence[Known]) -> frozenset[str]:
    """Those of aliases without contacts of others that lead to this person only; a shared browser does not."""
    met = {k.touchpoint.alias for k in theirs if not k.touchpoint.alias.startswith(VISITOR)}
    return frozenset(alias for alias in aliases if alias in met or _ends(ways, alias) <= {person})


def _owner(people: People, aliases: Collection[str], stored: Known) -> str:
    touchpoint = stored.touchpoint
    return people.person(touchpoint.alias, touchpoint.first_ms) if touchpoint.alias in aliases else stored.person


def _events(connection: Connection, gone: Sequence[Known], conversations: Collection[str]) -> set[EventKey]:
    """The events behind touchpoints: one for each contact outside the chat, and all of a conversation."""
    found = {(k.row["last_source"], k.row["last_id"]) for k in gone}
    for some in parts(conversations):
        query = select(EVENT.c.source, EVENT.c.id).where(EVENT.c.conversation.in_(some))
        found.update((row.source, row.id) for row in connection.execute(query))
    return found


def _drop_marks(connection: Connection, aliases: Collection[str]) -> set[EventKey]:
    """Delete the marks of these aliases, and all else that the same events marked; returns those events."""
    events: set[EventKey] = set()
    for some in parts(aliases):
        query = select(MARK.c.source, MARK.c.event_id).where(MARK.c.alias.in_(some))
        events.update((row.source, row.event_id) for row in connection.execute(query))
    told = [and_(MARK.c.source == source, MARK.c.event_id == id_) for source, id_ in sorted(events)]
    if told:
        connection.execute(delete(MARK).where(or_(*told)))
    return events


def _some(names: Collection[str]) -> list[list[str]]:
    ordered = sorted(filter(None, names))
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]


def _name_any(names: Collection[str]) -> ColumnElement[bool]:
    return or_(*(_names(column, name) for name in names for column in (DEAD_LETTER.c.raw, DEAD_LETTER.c.reason)))


def _names(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a text tells a name: a short one only as JSON writes it, or every number would be one."""
    written = json.dumps(name)
    by_itself = [name] if len(name) >= SHORTEST_NAME else []
    return or_(*(column.contains(form, autoescape=True) for form in (written, f'"{name}"', *by_itself)))
