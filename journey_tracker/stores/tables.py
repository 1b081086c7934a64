"""The tables. Times are epoch milliseconds UTC, days YYYYMMDD and months YYYYMM in Dutch time."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from journey_tracker.events import LONGEST_KEY, Identified, SurveyAnswered, TrafficMarked
from journey_tracker.recorder.tallies import PHASE_COUNTS, Segment

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
KEY = String(LONGEST_KEY)
NAME = String(64)
UUID = String(36)

SURVEYS = text(f"type = '{SurveyAnswered.name}'")
"""Part of the events; a query says it in these words, or the index on it is not used."""
WHO = text(f"type IN ('{Identified.name}', '{TrafficMarked.name}')")
"""The same for those that only tell who is who."""

EVENT = Table(
    "event",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("type", NAME, nullable=False),
    Column("conversation", KEY, nullable=False),
    Column("alias", KEY, nullable=False, server_default=""),
    Column("seq", Integer, nullable=False),
    Column("occurred_ms", BigInteger, nullable=False),
    Column("recorded_ms", BigInteger, nullable=False),
    Column("raw", Text, nullable=False),
    Index(None, "conversation", "seq"),
    Index(None, "alias"),
    Index("ix_event_survey_occurred_ms", "occurred_ms", sqlite_where=SURVEYS, postgresql_where=SURVEYS),
    Index("ix_event_who_occurred_ms", "occurred_ms", sqlite_where=WHO, postgresql_where=WHO),
)

TOUCHPOINT = Table(
    "touchpoint",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("conversation", KEY, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", NAME, nullable=False, server_default="chat"),
    Column("detail", Text, nullable=False, server_default=""),
    Column("alias", KEY, nullable=False, server_default=""),
    Column("person", KEY, nullable=False, server_default=""),
    Column("traffic", NAME, nullable=False, server_default=""),
    Column("cycle", Integer),
    Column("position", NAME, nullable=False, server_default=""),
    Column("kind_before", Text, nullable=False, server_default=""),
    Column("session", KEY, nullable=False, server_default=""),
    Column("order_ref", KEY, nullable=False, server_default=""),
    Column("exchange_of", KEY, nullable=False, server_default=""),
    Column("language", NAME, nullable=False, server_default=""),
    Column("category", NAME, nullable=False, server_default=""),
    Column("campaign", Text, nullable=False, server_default=""),
    Column("medium", NAME, nullable=False, server_default=""),
    Column("channel_role", NAME, nullable=False, server_default=""),
    Column("cost_cents", BigInteger, nullable=False, server_default="0"),
    Column("value_cents", BigInteger, nullable=False, server_default="0"),
    Column("list_cents", BigInteger, nullable=False, server_default="0"),
    Column("offer", Text, nullable=False, server_default=""),
    Column("price_position", NAME, nullable=False, server_default=""),
    Column("score", Integer),
    Column("sentiment_model", Text, nullable=False, server_default=""),
    Column("model", NAME, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("phase", NAME),
    Column("outcome", NAME, nullable=False),
    Column("shopper_messages", Integer, nullable=False),
    Column("bot_messages", Integer, nullable=False),
    Column("sentiment_start", Double),
    Column("sentiment_end", Double),
    Column("sentiment_mean", Double),
    Column("sentiment_min", Double),
    Column("sentiment_label", NAME),
    Column("last_seq", Integer, nullable=False),
    Column("last_step", SmallInteger, nullable=False),
    Column("last_n", Integer, nullable=False),
    Column("last_source", KEY, nullable=False),
    Column("last_id", KEY, nullable=False),
    Column("handoff_times", Integer, nullable=False, server_default="0"),
    Column("handoff_stage", NAME, nullable=False, server_default=""),
    Column("handoff_waited_ms", BigInteger, nullable=False, server_default="0"),
    Column("handoff_held_ms", BigInteger, nullable=False, server_default="0"),
    Column("handoff_messages", Integer, nullable=False, server_default="0"),
    Column("choice_need", NAME, nullable=False, server_default=""),
    Column("choice_asked", Integer, nullable=False, server_default="0"),
    Column("choice_answered", Integer, nullable=False, server_default="0"),
    Column("choice_chosen", Text, nullable=False, server_default=""),
    Column("choice_chosen_for", Text, nullable=False, server_default=""),
    Column("choice_lost_for", Text, nullable=False, server_default=""),
    Column("feeling_now", Double),
    Column("feeling_sure", Double, nullable=False, server_default="0"),
    Column("feeling_n", Integer, nullable=False, server_default="0"),
    UniqueConstraint("conversation", "number"),
    Index(None, "person", "first_ms"),
    Index(None, "alias"),
    Index(None, "first_ms"),
    Index(None, "day"),
    Index(None, "phase", "first_ms"),
)

TOUCHPOINT_PHASE = Table(
    "touchpoint_phase",
    METADATA,
    Column("touchpoint_id", UUID, ForeignKey("touchpoint.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("phase", NAME),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("shopper_messages", Integer, nullable=False),
    Column("sentiment_sum", Double, nullable=False),
    Column("sentiment_n", Integer, nullable=False),
    Column("sentiment_min", Double),
    Column("outcome", NAME, nullable=False),
    Column("errand", NAME, nullable=False, server_default=""),
    Column("cycle", Integer),
    Column("phase_before", NAME),
    Column("during", NAME),
    Column("came_of_it", NAME, nullable=False, server_default=""),
)

LINK = Table(
    "link",
    METADATA,
    Column("alias", KEY, primary_key=True),
    Column("source", KEY, primary_key=True),
    Column("event_id", KEY, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("owner", KEY, nullable=False),
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


def _segment() -> tuple[Column[str], ...]:
    return tuple(Column(name, NAME, primary_key=True) for name in Segment._fields)


PHASE_DAY = Table(
    "phase_day",
    METADATA,
    Column("day", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("during", NAME, primary_key=True),
    *_segment(),
    *(Column(name, BigInteger, nullable=False, server_default="0") for name in PHASE_COUNTS),
)

TRANSITION_DAY = Table(
    "transition_day",
    METADATA,
    Column("day", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("next_phase", NAME, primary_key=True),
    *_segment(),
    Column("n", BigInteger, nullable=False, server_default="0"),
)

HISTOGRAM_DAY = Table(
    "histogram_day",
    METADATA,
    Column("kind", NAME, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("bucket", Integer, primary_key=True),
    *_segment(),
    Column("n", BigInteger, nullable=False, server_default="0"),
)

TRANSCRIPT = Table(
    "transcript",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("event_id", KEY, primary_key=True),
    Column("touchpoint_id", UUID, ForeignKey("touchpoint.id", ondelete="CASCADE"), nullable=False),
    Column("stay", Integer, nullable=False),
    Column("conversation", KEY, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("n", Integer, nullable=False),
    Column("role", NAME, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", Text),
    Column("intent", Text),
    Column("confidence", Double),
    Column("response", Text),
    Column("sentiment", Double),
    Column("sentiment_label", Text),
    Column("expires_ms", BigInteger, nullable=False),
    ForeignKeyConstraint(["source", "event_id"], ["event.source", "event.id"], ondelete="CASCADE"),
    Index(None, "touchpoint_id", "seq"),
    Index(None, "role", "at_ms"),
    Index(None, "expires_ms"),
)

DERIVED = Table(
    "derived",
    METADATA,
    Column("what", NAME, primary_key=True),
    Column("model", NAME, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
"""Under which journey model everything but the events was made."""

INTAKE_POSITION = Table(
    "intake_position",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("key", KEY, nullable=False),
)

DEAD_LETTER = Table(
    "dead_letter",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("recorded_ms", BigInteger, nullable=False),
)

ERASURE_LOG = Table(
    "erasure_log",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("ref_hash", KEY, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("row_count", Integer, nullable=False),
)
"""Who was forgotten, without telling who."""

ACCESS_LOG = Table(
    "access_log",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("who", KEY, nullable=False),
    Column("what", NAME, nullable=False),
    Column("filter", Text, nullable=False),
    Index(None, "at_ms"),
    Index(None, "filter"),
)
"""Who read what."""

KEPT_COUNT = Table(
    "kept_count",
    METADATA,
    Column("model", NAME, primary_key=True),
    Column("tally", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
)
"""Shares in the counts of people whose rows are gone: what a rebuild begins with, for it cannot count them again."""
