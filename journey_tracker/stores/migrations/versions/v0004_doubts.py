"""How sure the intent of a message was, and the messages in order of time, so that doubtful ones can be found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
INDEX = "ix_transcript_role_at_ms"


def upgrade() -> None:
    """Add the column; of messages of before it is not known."""
    op.add_column("transcript", sa.Column("confidence", sa.Double()))
    op.create_index(INDEX, "transcript", ["role", "at_ms"])


def downgrade() -> None:
    """Drop both."""
    op.drop_index(INDEX, "transcript")
    op.drop_column("transcript", "confidence")
