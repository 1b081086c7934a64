"""What came of asking for a person, in the touchpoint in which it was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; in touchpoints of before nobody was handed over."""
    op.add_column("touchpoint", sa.Column("handoff_times", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("touchpoint", sa.Column("handoff_stage", sa.String(64), nullable=False, server_default=""))
    op.add_column("touchpoint", sa.Column("handoff_waited_ms", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("touchpoint", sa.Column("handoff_held_ms", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("touchpoint", sa.Column("handoff_messages", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the columns."""
    for name in ("times", "stage", "waited_ms", "held_ms", "messages"):
        op.drop_column("touchpoint", f"handoff_{name}")
