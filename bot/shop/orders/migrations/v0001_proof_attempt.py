"""The attempts to prove that an order is one's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table with its index."""
    op.create_table(
        "proof_attempt",
        sa.Column("key", sa.String(256), primary_key=True),
        sa.Column("subject", sa.String(256), primary_key=True),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("proof_attempt_by_subject", "proof_attempt", ["subject", "at_ms"])


def downgrade() -> None:
    """Drop the table and all that is in it."""
    op.drop_table("proof_attempt")
