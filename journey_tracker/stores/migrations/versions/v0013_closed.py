"""Which order a chat is about, and until when journeys that nobody came back to were closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add both; what is stored is made anew at the first event."""
    op.add_column("touchpoint_phase", sa.Column("about", sa.String(255), nullable=False, server_default=""))
    op.add_column("link", sa.Column("proof", sa.String(255), nullable=False, server_default=""))
    op.create_table(
        "closed",
        sa.Column("what", sa.String(64), primary_key=True),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
    )
    is_open = sa.text("how_ended = '' AND ordered_ms IS NULL")
    op.create_index("ix_cycle_last_ms", "cycle", ["last_ms"], sqlite_where=is_open, postgresql_where=is_open)
    op.execute("UPDATE derived SET model_version = 0")


def downgrade() -> None:
    """Drop both."""
    op.drop_index("ix_cycle_last_ms", "cycle")
    op.drop_table("closed")
    op.drop_column("link", "proof")
    op.drop_column("touchpoint_phase", "about")
