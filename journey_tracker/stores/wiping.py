"""Lets the journal of a SQLite database hold nothing that is no longer in its tables."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Engine


def wipe(engine: Engine) -> bool:
    """Write the journal into the file and empty it; returns whether that was done.

    It is not while somebody reads, and not on PostgreSQL, which clears what was deleted at its next VACUUM.
    """
    if engine.dialect.name != "sqlite":
        return False
    # Not in a transaction: SQLite refuses it there.
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = cursor.fetchone()
    return found is not None and found[0] == 0
