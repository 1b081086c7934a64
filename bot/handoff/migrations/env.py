"""Runs the migrations on the connection that `bot.handoff.engine.upgrade` opened; Alembic calls this file."""

from __future__ import annotations

from alembic import context

options = context.config.attributes
context.configure(connection=options["connection"], version_table=options["version_table"])
with context.begin_transaction():
    context.run_migrations()
