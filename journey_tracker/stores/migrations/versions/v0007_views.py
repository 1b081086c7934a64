"""The public views: a later step makes them, over the tables of then."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing: whoever had this step has the views of then, which the later step replaces."""


def downgrade() -> None:
    """Nothing."""
