"""Divides the partitions of a source among those who read it, by locks that end with whoever holds them."""

from __future__ import annotations

from contextlib import suppress
from zlib import crc32

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from journey_tracker.stores.database import Database

_PRESENT = -1
"""The number of the lock that every reader of a source holds beside the others."""
_COME = text("SELECT pg_advisory_lock_shared(:source, :number)")
_TRY = text("SELECT pg_try_advisory_lock(:source, :number)")
_LEAVE = text("SELECT pg_advisory_unlock(:source, :number)")
_READERS = text("""
SELECT count(DISTINCT pid) FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 2 AND mode = 'ShareLock' AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND classid = (CAST(:source AS bigint) & 4294967295)::oid AND objid = 4294967295::oid
""")


class Shares:
    """The partitions that one reader reads: all on SQLite, where only one writes."""

    def __init__(self, database: Database) -> None:
        """Holds nothing until it is asked."""
        self._database = database
        self._session: Connection | None = None
        self._source = ""
        self._held: set[int] = set()

    def of(self, source: str, partitions: int) -> frozenset[int]:
        """Which of the partitions of a source are this reader's now; raises `StoreUnavailable`.

        Ask again every few seconds: whoever came gets a fair part, and what somebody left is taken over. With n
        readers each has at most a n-th, rounded up. When two read the same for a moment nothing is counted twice.
        """
        if not self._database.has_many_writers:
            return frozenset(range(partitions))
        if source != self._source:
            self.close()
        with self._database.available():
            try:
                self._divide(source, partitions)
            except SQLAlchemyError:
                self.close()
                raise
        return frozenset(self._held)

    def close(self) -> None:
        """Leave everything to others."""
        if self._session is not None:
            with suppress(SQLAlchemyError):  # what is broken holds no locks
                self._session.invalidate()
                self._session.close()
        self._session, self._source, self._held = None, "", set()

    def _divide(self, source: str, partitions: int) -> None:
        key = {"source": crc32(source.encode()) - 2**31}
        if self._session is None:
            self._session, self._source = self._database.session(), source
            self._session.execute(_COME, {**key, "number": _PRESENT})
        fair = -(-partitions // int(self._session.scalar(_READERS, key) or 1))
        for number in sorted(self._held)[fair:]:
            self._session.execute(_LEAVE, {**key, "number": number})
            self._held.discard(number)
        for number in range(partitions):
            if (
                len(self._held) < fair
                and number not in self._held
                and self._session.scalar(_TRY, {**key, "number": number})
            ):
                self._held.add(number)
