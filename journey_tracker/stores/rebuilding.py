"""Makes everything anew from the stored events, within the transaction of the caller, in steps that fit in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from sqlalchemy import Connection, delete, func, select

from journey_tracker import model_file
from journey_tracker.envelopes import stored
from journey_tracker.events import SHOP, Identified, TrafficMarked
from journey_tracker.journey import JourneyModel
from journey_tracker.stores import links
from journey_tracker.stores.making import make
from journey_tracker.stores.prepared import Row, find
from journey_tracker.stores.settling import settle
from journey_tracker.stores.statements import upsert
from journey_tracker.stores.tables import (
    COUNTED,
    CYCLE,
    CYCLE_PHASE,
    DERIVED,
    EVENT,
    LINK,
    MARK,
    TOUCHPOINT,
    TOUCHPOINT_PHASE,
    TRANSCRIPT,
)

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def unseen(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


STEP = 2000
"""Events that are held at a time."""
_WHAT = "journeys"
_DERIVED = select(DERIVED).where(DERIVED.c.what == _WHAT)
_MADE = (LINK, MARK, CYCLE, CYCLE_PHASE, *COUNTED, TRANSCRIPT, TOUCHPOINT_PHASE, TOUCHPOINT)
_TELLING = (Identified.name, TrafficMarked.name, *SHOP)
"""Events that may tell who is who."""


def keep_up(connection: Connection, model: JourneyModel | None) -> JourneyModel:
    """The model to record under: the given one, else that of the database.

    Rebuilds when what is stored was made under another, or before there were cycles.
    """
    made = _made(connection)
    wanted = model or _model_of(made)
    if not _is_of(made, wanted):
        rebuild(connection, wanted, unseen)
    return wanted


def is_made(connection: Connection, model: JourneyModel | None) -> bool:
    """Whether `keep_up` would leave everything as it is."""
    made = _made(connection)
    return _is_of(made, model or _model_of(made))


def _is_of(made: Row | None, model: JourneyModel) -> bool:
    return made is not None and (made["model"], made["model_version"]) == (model.name, model.version)


def remembered(connection: Connection) -> JourneyModel:
    """The model under which everything was made: of one that comes with us its present version.

    Bonsing|Mann when nothing was made yet. Raises `ModelInvalid`.
    """
    return _model_of(_made(connection))


def _made(connection: Connection) -> Row | None:
    return next(iter(find(connection, _DERIVED)), None)


def _model_of(made: Row | None) -> JourneyModel:
    if made is None:
        return _built_in("bonsing_mann")
    return _built_in(made["model"]) if made["model"] in _names() else _read(made["text"])


@cache
def _names() -> tuple[str, ...]:
    return model_file.names()


@cache
def _built_in(name: str) -> JourneyModel:
    return model_file.built_in(name)


@lru_cache(maxsize=4)
def _read(text: str) -> JourneyModel:
    return model_file.parse(text, file="the model in the database")


def unmake(connection: Connection) -> None:
    """Have all made anew before the next event is recorded."""
    connection.execute(delete(DERIVED).where(DERIVED.c.what == _WHAT))


def rebuild(connection: Connection, model: JourneyModel, progress: Progress) -> int:
    """Delete all that was made, and make it again; returns how many events there are."""
    for table in _MADE:
        connection.execute(delete(table))
    of = connection.scalar(select(func.count()).select_from(EVENT)) or 0
    _identities(connection)
    make(connection, model, lambda done: progress(done, of))
    settle(connection)
    progress(of, of)
    row = {"what": _WHAT, "model": model.name, "model_version": model.version, "text": model.text}
    connection.execute(upsert(connection.dialect.name, DERIVED), [row])
    return of


def _identities(connection: Connection) -> None:
    """Links and marks first: whose a contact is must be known when it is made."""
    told = select(EVENT.c.raw).where(EVENT.c.type.in_(_TELLING))
    for raws in connection.scalars(told, execution_options={"yield_per": STEP}).partitions():
        envelopes = [stored(raw) for raw in raws]
        links.add_links(connection, envelopes)
        links.add_marks(connection, envelopes)
