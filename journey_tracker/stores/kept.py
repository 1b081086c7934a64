"""Counts of people whose rows are gone: they stay in the roll-ups, and a rebuild begins with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from journey_tracker.journey import JourneyModel
from journey_tracker.recorder.counted import Bar, Label, PhaseDay, Segment, Tallies, Tally, Transition
from journey_tracker.stores.statements import Insert
from journey_tracker.stores.tables import KEPT_COUNT


def keep(connection: Connection, model: JourneyModel, counts: Mapping[Tally, int]) -> None:
    """Remember counts that can no longer be made from events."""
    rows = [{"model": model.name, "tally": _written(tally), "n": n} for tally, n in counts.items()]
    if rows:
        connection.execute(_adding(connection.dialect.name), rows)


def kept(connection: Connection, model: JourneyModel) -> Tallies:
    """What was remembered under this model; what was counted under another cannot be told in its phases."""
    query = select(KEPT_COUNT.c.tally, KEPT_COUNT.c.n).where(KEPT_COUNT.c.model == model.name)
    return Counter({_read(tally): n for tally, n in connection.execute(query) if n})


def _written(tally: Tally) -> str:
    key, column = tally if isinstance(tally[0], PhaseDay | Label) else (tally, "")
    return json.dumps([type(key).__name__, column, *key], ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> Tally:
    name, column, *key, segment = json.loads(text)
    if name == PhaseDay.__name__:
        day, phase, during = key
        return PhaseDay(day, phase, during, Segment(*segment)), column
    if name == Label.__name__:
        day, kind, phase, label, beside = key
        return Label(day, kind, phase, label, beside, Segment(*segment)), column
    if name == Transition.__name__:
        day, phase, next_phase = key
        return Transition(day, phase, next_phase, Segment(*segment))
    day, phase, kind, bucket = key
    return Bar(day, phase, kind, bucket, Segment(*segment))


@cache
def _adding(dialect: str) -> Insert:
    insert = postgresql.insert(KEPT_COUNT) if dialect == "postgresql" else sqlite.insert(KEPT_COUNT)
    return insert.on_conflict_do_update(
        index_elements=list(KEPT_COUNT.primary_key), set_={"n": KEPT_COUNT.c.n + insert.excluded.n}
    )
