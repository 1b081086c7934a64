"""Run by Alembic, with the connection that `upgrade` hands over."""

from __future__ import annotations

from alembic import context

from journey_tracker.stores.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="journey_version",
    render_as_batch=True,
)
context.run_migrations()
