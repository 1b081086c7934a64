"""The call-back requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table with its two indexes."""
    op.create_table(
        "callback_request",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("conversation", sa.String(128), nullable=False),
        sa.Column("asked_ms", sa.BigInteger, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("contact_kind", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("last_words", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("done_ms", sa.BigInteger, nullable=False),
        sa.Column("done_by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("conversation", "key", name="callback_request_once"),
    )
    op.create_index("callback_request_by_urgency", "callback_request", ["status", "done_ms", "asked_ms"])


def downgrade() -> None:
    """Drop the table and all that is in it."""
    op.drop_table("callback_request")
