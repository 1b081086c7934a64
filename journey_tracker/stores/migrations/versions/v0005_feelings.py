"""Where the mood of a touchpoint is going, and how sure the moods in it are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; of touchpoints of before it is not known."""
    op.add_column("touchpoint", sa.Column("feeling_now", sa.Double()))
    op.add_column("touchpoint", sa.Column("feeling_sure", sa.Double(), nullable=False, server_default="0"))
    op.add_column("touchpoint", sa.Column("feeling_n", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the columns."""
    for name in ("now", "sure", "n"):
        op.drop_column("touchpoint", f"feeling_{name}")
