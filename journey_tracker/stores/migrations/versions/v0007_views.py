"""The public views."""

from __future__ import annotations

from alembic import op

from journey_tracker.stores.views import VIEWS

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make them."""
    for view in VIEWS.values():
        op.execute(view.create)


def downgrade() -> None:
    """Take them away."""
    for view in VIEWS.values():
        op.execute(view.drop)
