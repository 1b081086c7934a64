"""The event log, the touchpoints it makes, and where the intake is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "dead_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("recorded_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dead_letter"),
    )
    op.create_table(
        "event",
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("occurred_ms", sa.BigInteger(), nullable=False),
        sa.Column("recorded_ms", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name="pk_event"),
    )
    op.create_index("ix_event_conversation_seq", "event", ["conversation", "seq"])
    op.create_table(
        "intake_position",
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("source", "partition", name="pk_intake_position"),
    )
    op.create_table(
        "touchpoint",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("model_version", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("first_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("phase", sa.String(length=64)),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("shopper_messages", sa.Integer(), nullable=False),
        sa.Column("bot_messages", sa.Integer(), nullable=False),
        sa.Column("sentiment_start", sa.Double()),
        sa.Column("sentiment_end", sa.Double()),
        sa.Column("sentiment_mean", sa.Double()),
        sa.Column("sentiment_min", sa.Double()),
        sa.Column("sentiment_label", sa.String(length=64)),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_step", sa.SmallInteger(), nullable=False),
        sa.Column("last_n", sa.Integer(), nullable=False),
        sa.Column("last_source", sa.String(length=255), nullable=False),
        sa.Column("last_id", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_touchpoint"),
        sa.UniqueConstraint("conversation", "number", name="uq_touchpoint_conversation_number"),
    )
    op.create_index("ix_touchpoint_day", "touchpoint", ["day"])
    op.create_index("ix_touchpoint_first_ms", "touchpoint", ["first_ms"])
    op.create_index("ix_touchpoint_phase_first_ms", "touchpoint", ["phase", "first_ms"])
    op.create_table(
        "touchpoint_phase",
        sa.Column("touchpoint_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=64)),
        sa.Column("first_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("shopper_messages", sa.Integer(), nullable=False),
        sa.Column("sentiment_sum", sa.Double(), nullable=False),
        sa.Column("sentiment_n", sa.Integer(), nullable=False),
        sa.Column("sentiment_min", sa.Double()),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["touchpoint_id"], ["touchpoint.id"], name="fk_touchpoint_phase_touchpoint", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("touchpoint_id", "number", name="pk_touchpoint_phase"),
    )
    op.create_table(
        "transcript",
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("touchpoint_id", sa.String(length=36), nullable=False),
        sa.Column("stay", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("intent", sa.Text()),
        sa.Column("response", sa.Text()),
        sa.Column("sentiment", sa.Double()),
        sa.Column("sentiment_label", sa.Text()),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source", "event_id"],
            ["event.source", "event.id"],
            name="fk_transcript_event",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["touchpoint_id"], ["touchpoint.id"], name="fk_transcript_touchpoint", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", "event_id", name="pk_transcript"),
    )
    op.create_index("ix_transcript_expires_ms", "transcript", ["expires_ms"])
    op.create_index("ix_transcript_touchpoint_id_seq", "transcript", ["touchpoint_id", "seq"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("transcript", "touchpoint_phase", "touchpoint", "event", "intake_position", "dead_letter"):
        op.drop_table(table)
