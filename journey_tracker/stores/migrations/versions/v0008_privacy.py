"""What was forgotten, who read what, and the counts of people whose rows are gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

SURVEYS = sa.text("type = 'koopwijzer.survey_answered.v1'")
WHO = sa.text("type IN ('koopwijzer.identified.v1', 'koopwijzer.traffic_marked.v1')")
PARTS = {"ix_event_survey_occurred_ms": SURVEYS, "ix_event_who_occurred_ms": WHO}


def upgrade() -> None:
    """Add the tables, and indexes by which comments, and who is who, are found when their time is over."""
    op.create_table(
        "erasure_log",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("ref_hash", sa.String(255), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "access_log",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(255), nullable=False),
        sa.Column("what", sa.String(64), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
    )
    op.create_table(
        "kept_count",
        sa.Column("model", sa.String(64), primary_key=True),
        sa.Column("tally", sa.Text(), primary_key=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
    )
    for column in ("at_ms", "filter"):
        op.create_index(f"ix_access_log_{column}", "access_log", [column])
    for table in ("link", "mark"):
        op.create_index(f"ix_{table}_source_event_id", table, ["source", "event_id"])
    for name, part in PARTS.items():
        op.create_index(name, "event", ["occurred_ms"], sqlite_where=part, postgresql_where=part)


def downgrade() -> None:
    """Drop them."""
    for table in ("link", "mark"):
        op.drop_index(f"ix_{table}_source_event_id", table)
    for name in PARTS:
        op.drop_index(name, "event")
    for table in ("kept_count", "access_log", "erasure_log"):
        op.drop_table(table)
