"""Makes everything anew from the stored events, within the transaction of the caller, in steps that fit in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, delete, func, select

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope, from_json
from journey_tracker.events import SHOP, Identified, ShopEvent, TrafficMarked, Who
from journey_tracker.journey import JourneyModel, Line, Touchpoint
from journey_tracker.journey.people import People
from journey_tracker.recorder import talk
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.stores import kept, links, rows
from journey_tracker.stores.counts import add_counts
from journey_tracker.stores.journeys import Journeys, add_cycles, touchpoint_rows, traffic_of, walk
from journey_tracker.stores.known import known
from journey_tracker.stores.statements import insert_new, upsert
from journey_tracker.stores.tables import (
    CYCLE,
    CYCLE_PHASE,
    DERIVED,
    EVENT,
    HISTOGRAM_DAY,
    LINK,
    MARK,
    PHASE_DAY,
    TOUCHPOINT,
    TOUCHPOINT_PHASE,
    TRANSCRIPT,
    TRANSITION_DAY,
)

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def unseen(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


STEP = 500
"""Groups of rows that are held at a time."""
_STREAMED = {"yield_per": STEP}
_WHAT = "journeys"
_DERIVED = select(DERIVED).where(DERIVED.c.what == _WHAT)
_MADE = (LINK, MARK, CYCLE, CYCLE_PHASE, PHASE_DAY, TRANSITION_DAY, HISTOGRAM_DAY, TRANSCRIPT, TOUCHPOINT)
_TELLING = (Identified.name, TrafficMarked.name, *SHOP)
"""Events that may tell who is who."""
T = TypeVar("T")


def keep_up(connection: Connection, model: JourneyModel | None) -> JourneyModel:
    """The model to record under: the given one, else that of the database.

    Rebuilds when what is stored was made under another, or before there were cycles.
    """
    made = _made(connection)
    wanted = model or _model_of(made)
    if made is None or (made.model, made.model_version) != (wanted.name, wanted.version):
        rebuild(connection, wanted, unseen)
    return wanted


def remembered(connection: Connection) -> JourneyModel:
    """The model under which everything was made: of one that comes with us its present version.

    Bonsing|Mann when nothing was made yet. Raises `ModelInvalid`.
    """
    return _model_of(_made(connection))


def _made(connection: Connection) -> Row[Any] | None:
    return connection.execute(_DERIVED).one_or_none()


def _model_of(made: Row[Any] | None) -> JourneyModel:
    if made is None:
        return _built_in("bonsing_mann")
    return _built_in(made.model) if made.model in _names() else _read(made.text)


@cache
def _names() -> tuple[str, ...]:
    return model_file.names()


@cache
def _built_in(name: str) -> JourneyModel:
    return model_file.built_in(name)


@lru_cache(maxsize=4)
def _read(text: str) -> JourneyModel:
    return model_file.parse(text, file="the model in the database")


def rebuild(connection: Connection, model: JourneyModel, progress: Progress) -> int:
    """Delete all that was made, and make it again; returns how many events there are."""
    for table in _MADE:
        connection.execute(delete(table))
    of = connection.scalar(select(func.count()).select_from(EVENT)) or 0
    _identities(connection)
    done = 0
    for envelopes in _batches(_by_alias(connection), STEP):
        events = [envelope for group in envelopes for envelope in group]
        _contacts(connection, model, envelopes)
        done += len(events)
        progress(done, 2 * of)
    _roads(connection, model, lambda part: progress(of + round(part * of), 2 * of))
    row = {"what": _WHAT, "model": model.name, "model_version": model.version, "text": model.text}
    connection.execute(upsert(connection.dialect.name, DERIVED), [row])
    return of


def _identities(connection: Connection) -> None:
    """Links and marks first: whose a contact is must be known when it is made."""
    told = select(EVENT.c.raw).where(EVENT.c.type.in_(_TELLING))
    for raws in _batches(connection.scalars(told, execution_options=_STREAMED), STEP):
        envelopes = [from_json(raw) for raw in raws]
        links.add_links(connection, envelopes)
        links.add_marks(connection, envelopes)


def _by_alias(connection: Connection) -> Iterator[list[Envelope]]:
    """The events of each alias, all together."""
    query = select(EVENT.c.alias, EVENT.c.conversation, EVENT.c.raw).order_by(EVENT.c.alias, EVENT.c.conversation)
    found = connection.execute(query, execution_options=_STREAMED).mappings()
    for _, group in groupby(found, key=lambda row: (row["alias"], row["conversation"])):
        yield [from_json(row["raw"]) for row in group]


def _contacts(connection: Connection, model: JourneyModel, groups: Iterable[list[Envelope]]) -> None:
    """Touchpoints and lines, with whose they are, but not yet where they stand."""
    touchpoints: list[Touchpoint] = []
    lines: list[Line] = []
    for group in groups:
        touchpoints += [touchpoint_of(model, e) for e in group if isinstance(e.event, ShopEvent)]
        spoken = sorted((e for e in group if not isinstance(e.event, ShopEvent | Who)), key=talk.place)
        if spoken:
            history = talk.record(model, None, spoken)
            touchpoints += history.touchpoints
            lines += history.lines
    people = People(links.links_up(connection, {t.alias for t in touchpoints}))
    owner = {t.id: people.person(t.alias, t.first_ms) for t in touchpoints}
    _insert_contacts(connection, model, touchpoints, owner)
    if lines:
        connection.execute(upsert(connection.dialect.name, TRANSCRIPT), [rows.line_row(line) for line in lines])


def _insert_contacts(
    connection: Connection, model: JourneyModel, touchpoints: list[Touchpoint], owner: dict[str, str]
) -> None:
    made = [{**rows.touchpoint_row(t, model), **rows.on_the_road(owner[t.id], "", None, "")} for t in touchpoints]
    stays = [rows.stay_row(t.id, stay, None) for t in touchpoints for stay in t.stays]
    for table, values in ((TOUCHPOINT, made), (TOUCHPOINT_PHASE, stays)):
        if values:
            connection.execute(insert_new(connection.dialect.name, table), values)


def _roads(connection: Connection, model: JourneyModel, progress: Callable[[float], None]) -> None:
    """Cycles and counts, some people at a time."""
    everybody = list(connection.scalars(select(TOUCHPOINT.c.person).distinct().order_by(TOUCHPOINT.c.person)))
    counts = kept.kept(connection, model)
    for start in range(0, len(everybody), STEP):
        people = everybody[start : start + STEP]
        grouped: dict[str, list[Touchpoint]] = {person: [] for person in people}
        for stored in known(connection, people):
            grouped[stored.person].append(stored.touchpoint)
        journeys = walk(model, grouped, traffic_of(connection, grouped))
        counts.update(journeys.counts)
        _place(connection, model, grouped, journeys)
        progress((start + len(people)) / len(everybody))
    add_counts(connection, counts)


def _place(
    connection: Connection, model: JourneyModel, grouped: dict[str, list[Touchpoint]], journeys: Journeys
) -> None:
    made = [touchpoint_rows(model, t, person, journeys) for person, contacts in grouped.items() for t in contacts]
    dialect = connection.dialect.name
    connection.execute(upsert(dialect, TOUCHPOINT), [row for row, _ in made])
    connection.execute(upsert(dialect, TOUCHPOINT_PHASE), [stay for _, stays in made for stay in stays])
    add_cycles(connection, [cycle for way in journeys.roads.values() for cycle in way.cycles])


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
