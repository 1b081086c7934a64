"""What became of choosing within a touchpoint: what brought the shopper, what was asked, chosen and lost, and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; of touchpoints of before nothing of it is known."""
    op.add_column("touchpoint", sa.Column("choice_need", sa.String(64), nullable=False, server_default=""))
    op.add_column("touchpoint", sa.Column("choice_asked", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("touchpoint", sa.Column("choice_answered", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("touchpoint", sa.Column("choice_chosen", sa.Text(), nullable=False, server_default=""))
    op.add_column("touchpoint", sa.Column("choice_chosen_for", sa.Text(), nullable=False, server_default=""))
    op.add_column("touchpoint", sa.Column("choice_lost_for", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the columns."""
    for name in ("need", "asked", "answered", "chosen", "chosen_for", "lost_for"):
        op.drop_column("touchpoint", f"choice_{name}")
