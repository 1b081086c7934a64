"""The statements of the store, in the words that SQLite and PostgreSQL share."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from journey_tracker.ports import Filter
from journey_tracker.stores.filtering import conditions
from journey_tracker.stores.tables import EVENT, TOUCHPOINT, TOUCHPOINT_PHASE

# Built once: making a statement costs ten times as much as running it.
Insert = sqlite.Insert | postgresql.Insert


@cache
def insert_new(dialect: str, table: Table) -> Insert:
    """Insert that leaves a row alone whose key is there already."""
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=list(table.primary_key))


@cache
def insert_event(dialect: str) -> ReturningInsert[Any]:
    """Insert of events that gives back the keys of those that were new."""
    # No key is named: where events lie apart by month, the month is part of it.
    return _insert(dialect, EVENT).on_conflict_do_nothing().returning(EVENT.c.source, EVENT.c.id)


@cache
def upsert(dialect: str, table: Table) -> Insert:
    """Insert that overwrites a row whose key is there already."""
    insert = _insert(dialect, table)
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={c.name: insert.excluded[c.name] for c in table.columns if not c.primary_key},
    )


STAYS = (
    select(TOUCHPOINT_PHASE)
    .where(TOUCHPOINT_PHASE.c.touchpoint_id.in_(bindparam("touchpoints", expanding=True)))
    .order_by(TOUCHPOINT_PHASE.c.touchpoint_id, TOUCHPOINT_PHASE.c.number)
)
"""The stays of each of the `touchpoints`, given by id."""


def newest_first(wanted: Filter) -> Select[Any]:
    """The touchpoints that pass the filter, and one more than its limit to see whether others follow."""
    return (
        select(TOUCHPOINT)
        .where(*conditions(wanted))
        .order_by(TOUCHPOINT.c.first_ms.desc(), TOUCHPOINT.c.id)
        .limit(wanted.limit + 1)
        .offset(wanted.offset)
    )


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
