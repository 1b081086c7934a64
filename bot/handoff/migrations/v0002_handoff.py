"""The handoffs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table with its two indexes."""
    op.create_table(
        "handoff",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(256), nullable=False),
        sa.Column("conversation", sa.String(128), nullable=False),
        sa.Column("asked_ms", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("taken_ms", sa.BigInteger, nullable=False),
        sa.Column("ended_ms", sa.BigInteger, nullable=False),
        sa.Column("reviewed_by", sa.Text, nullable=False),
        sa.Column("reviewed_ms", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("conversation", "key", name="handoff_once"),
    )
    op.create_index("handoff_by_urgency", "handoff", ["stage", "ended_ms", "asked_ms"])


def downgrade() -> None:
    """Drop the table and all that is in it."""
    op.drop_table("handoff")
