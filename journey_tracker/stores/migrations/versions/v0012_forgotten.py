"""Marks of what was forgotten, so that it does not come in again; and of the key that references are made with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "forgotten",
        sa.Column("mark", sa.String(255), primary_key=True),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "key_proof",
        sa.Column("what", sa.String(64), primary_key=True),
        sa.Column("proof", sa.String(255), nullable=False),
    )
    op.create_index("ix_forgotten_until_ms", "forgotten", ["until_ms"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("key_proof")
    op.drop_table("forgotten")
