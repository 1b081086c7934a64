"""What people may ask of a store: to see what it has of them, to be forgotten, and to know who looked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from journey_tracker.clock import Clock
from journey_tracker.journey import JourneyModel
from journey_tracker.privacy import Erased, Read, Refs, Seal
from journey_tracker.stores import key_proof, persons, reads
from journey_tracker.stores.database import Database


class Rights:
    """The part of a `SqlStore` that is about one person at a time."""

    _database: Database
    _model: JourneyModel
    _seal: Callable[[], Seal]
    _clock: Clock
    _has_proof: bool
    _keep_up: Callable[[Connection], None]

    def person(self, named: str) -> Mapping[str, Any] | None:
        """All that is known of one person as JSON takes it, None when nothing is; raises `SeveralPeople`."""
        with self._database.reading() as connection:
            key_proof.check(connection, self._seal().refs)
            return persons.dossier(connection, self._seal().refs, named)

    def forget_person(self, named: str, *, beside: int = 0) -> Erased:
        """Forget one person, with their share in the counts, in one transaction; raises `SeveralPeople`."""
        with self._database.writing() as connection:
            self._keep_up(connection)
            gone = persons.forget(connection, self._model, self._refs(connection), named, self._clock(), beside=beside)
        return Erased(gone, self._database.wipe())

    def forgotten_ms(self, named: str) -> int:
        """When somebody was last forgotten under this name, epoch ms; 0: never, or under another name."""
        with self._database.reading() as connection:
            return persons.forgotten_ms(connection, self._seal().refs, named)

    def check_key(self) -> None:
        """Raise `BadKey` when the references of the database were made with another key than ours."""
        with self._database.reading() as connection:
            key_proof.check(connection, self._seal().refs)

    def note_read(self, read: Read) -> None:
        """Write down who read what, before it is shown."""
        with self._database.writing_beside() as connection:
            reads.note(connection, read)

    def reads(self, since_ms: int, limit: int) -> tuple[Read, ...]:
        """Who read what from `since_ms` on, newest first."""
        with self._database.reading() as connection:
            return reads.latest(connection, since_ms, limit)

    def _refs(self, connection: Connection) -> Refs:
        """What makes references; the first time it is seen to that their key is that of the database, else `BadKey`."""
        refs = self._seal().refs
        if not self._has_proof:
            self._has_proof = key_proof.keep(connection, refs)
        return refs
