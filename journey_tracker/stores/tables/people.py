"""Who is who, and the cycles of people."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, Table, Text, text

from journey_tracker.stores.tables.columns import KEY, METADATA, NAME

LINK = Table(
    "link",
    METADATA,
    Column("alias", KEY, primary_key=True),
    Column("source", KEY, primary_key=True),
    Column("event_id", KEY, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("owner", KEY, nullable=False),
    Column("proof", KEY, nullable=False, server_default=""),
    Index(None, "owner"),
    Index(None, "source", "event_id"),
)

MARK = Table(
    "mark",
    METADATA,
    Column("alias", KEY, primary_key=True),
    Column("source", KEY, primary_key=True),
    Column("event_id", KEY, primary_key=True),
    Column("traffic", NAME, nullable=False),
    Index(None, "source", "event_id"),
)

IS_OPEN = text("how_ended = '' AND ordered_ms IS NULL")
"""Whether a cycle waits for an order."""

CYCLE = Table(
    "cycle",
    METADATA,
    Column("person", KEY, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_ms", BigInteger, nullable=False),
    Column("started_day", Integer, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("position", NAME, nullable=False),
    Column("channel", Text, nullable=False),
    Column("medium", Text, nullable=False),
    Column("campaign", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("order_ref", KEY, nullable=False),
    Column("ordered_ms", BigInteger),
    Column("ordered_day", Integer),
    Column("ordered_month", Integer),
    Column("order_no", SmallInteger),
    Column("cohort", Integer),
    Column("value_cents", BigInteger, nullable=False),
    Column("depth", SmallInteger, nullable=False),
    Column("last_phase", NAME),
    Column("path", Text, nullable=False),
    Column("last_errand", Text, nullable=False),
    Column("lost_for", Text, nullable=False),
    Column("touchpoints", Integer, nullable=False),
    Column("handoffs", Integer, nullable=False),
    Column("cost_cents", BigInteger, nullable=False),
    Column("how_ended", NAME, nullable=False),
    Column("ended_ms", BigInteger),
    Index(None, "started_day"),
    Index(None, "order_ref"),
    Index("ix_cycle_last_ms", "last_ms", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
)

CYCLE_PHASE = Table(
    "cycle_phase",
    METADATA,
    Column("person", KEY, primary_key=True),
    Column("cycle", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("entered_day", Integer, nullable=False),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("stays", Integer, nullable=False),
    Column("onward_ms", BigInteger),
)
