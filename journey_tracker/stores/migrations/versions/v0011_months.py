"""On PostgreSQL the events lie apart by month, so that what is old goes without a trace and what is new stays small."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

WHO = "type IN ('koopwijzer.identified.v1', 'koopwijzer.traffic_marked.v1')"
SURVEYS = "type = 'koopwijzer.survey_answered.v1'"
INDEXES = (
    ("ix_event_conversation_seq", ["conversation", "seq"], None),
    ("ix_event_alias", ["alias"], None),
    ("ix_event_survey_occurred_ms", ["occurred_ms"], SURVEYS),
    ("ix_event_who_occurred_ms", ["occurred_ms"], WHO),
)
DUTCH_MONTH = "to_char(to_timestamp(occurred_ms / 1000.0) AT TIME ZONE 'Europe/Amsterdam', 'YYYYMM')::integer"
OLD = "source, id, type, conversation, alias, seq, occurred_ms, recorded_ms, raw"
ON_EVENT = """
SELECT DISTINCT c.relname, pg_get_viewdef(c.oid) FROM pg_class c
JOIN pg_rewrite r ON r.ev_class = c.oid JOIN pg_depend d ON d.objid = r.oid AND d.classid = 'pg_rewrite'::regclass
WHERE c.relkind = 'v' AND d.refobjid = 'event'::regclass
"""


def upgrade() -> None:
    """Add the month; on PostgreSQL move all events into a table that is divided by it."""
    if not _is_postgresql():
        op.add_column("event", sa.Column("month", sa.Integer(), nullable=False, server_default="0"))
        return
    views = _without_views()
    op.drop_constraint("fk_transcript_event", "transcript", type_="foreignkey")
    _set_aside()
    op.execute(
        "CREATE TABLE event (LIKE event_before INCLUDING DEFAULTS, month integer NOT NULL DEFAULT 0, "
        "PRIMARY KEY (source, id, month)) PARTITION BY LIST (month)"
    )
    op.execute("CREATE TABLE event_who PARTITION OF event FOR VALUES IN (0)")
    op.execute("CREATE TABLE event_other PARTITION OF event DEFAULT")
    _divide()
    _settle(views)


def downgrade() -> None:
    """Take the month away; on PostgreSQL move all events back into one table."""
    if not _is_postgresql():
        op.drop_column("event", "month")
        return
    views = _without_views()
    _set_aside()
    op.execute("CREATE TABLE event (LIKE event_before INCLUDING DEFAULTS)")
    op.drop_column("event", "month")
    op.create_primary_key("pk_event", "event", ["source", "id"])
    op.execute(f"INSERT INTO event ({OLD}) SELECT {OLD} FROM event_before ON CONFLICT DO NOTHING")  # noqa: S608  # our own
    _settle(views)
    op.create_foreign_key(
        "fk_transcript_event", "transcript", "event", ["source", "event_id"], ["source", "id"], ondelete="CASCADE"
    )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _without_views() -> list[tuple[str, str]]:
    """Drop the views on the events; returns their names and what they show."""
    views = [(name, shown) for name, shown in op.get_bind().execute(sa.text(ON_EVENT))]
    for name, _ in views:
        op.execute(f"DROP VIEW {name}")
    return views


def _set_aside() -> None:
    """Rename the table, and free the names of its indexes."""
    op.rename_table("event", "event_before")
    for name, _, _ in INDEXES:
        op.drop_index(name, "event_before")
    key = sa.inspect(op.get_bind()).get_pk_constraint("event_before")["name"]
    op.drop_constraint(str(key), "event_before", type_="primary")


def _divide() -> None:
    """A part for each month that there is, with its events."""
    month = f"CASE WHEN {WHO} THEN 0 ELSE {DUTCH_MONTH} END"
    found = op.get_bind().execute(sa.text(f"SELECT DISTINCT {month} FROM event_before")).scalars()  # noqa: S608  # our own
    for number in sorted(set(found) - {0}):
        op.execute(f"CREATE TABLE event_m{number} PARTITION OF event FOR VALUES IN ({number})")
    op.execute(f"INSERT INTO event ({OLD}, month) SELECT {OLD}, {month} FROM event_before")  # noqa: S608  # our own


def _settle(views: list[tuple[str, str]]) -> None:
    op.drop_table("event_before")
    for name, columns, part in INDEXES:
        op.create_index(name, "event", columns, postgresql_where=sa.text(part) if part else None)
    for name, shown in views:
        op.execute(sa.text(f"CREATE VIEW {name} AS {shown.replace(':', chr(92) + ':')}"))
