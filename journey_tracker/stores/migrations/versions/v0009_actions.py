"""Actions: what was found, who does something about it, and what the figure was then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "action",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("made_day", sa.Integer(), nullable=False),
        sa.Column("done_day", sa.Integer()),
        sa.Column("cell", sa.Text(), nullable=False, server_default=""),
        sa.Column("figure", sa.Double()),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("action")
