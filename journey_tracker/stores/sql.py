"""The journey store on SQLite and PostgreSQL: one transaction a batch, each event counted once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import cycle as in_turn

from sqlalchemy import Connection, delete, select

from journey_tracker.clock import Clock, epoch_ms
from journey_tracker.journey import JourneyModel
from journey_tracker.ports import (
    LAPSE_AT_ONCE,
    Position,
    Recorded,
    Refused,
)
from journey_tracker.privacy import KEPT, Redact, Refs, Retention, Seal, open_refs
from journey_tracker.stores import (
    claims,
    forgetting,
    lapsing,
    rebuilding,
    recording,
    tombstones,
)
from journey_tracker.stores.arriving import keep_letters, move, sorted_out
from journey_tracker.stores.database import Database
from journey_tracker.stores.engine import key_file
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.months import keep_months
from journey_tracker.stores.rebuilding import Progress, unseen
from journey_tracker.stores.rights import Rights
from journey_tracker.stores.settling import SETTLE_AFTER, settle
from journey_tracker.stores.shares import Shares
from journey_tracker.stores.showing import Showing
from journey_tracker.stores.tables import COUNTED, EVENT, INTAKE_POSITION


class SqlStore(Showing, Rights):
    """A `JourneyStore` over SQLAlchemy Core; `open` makes one."""

    def __init__(
        self,
        database: Database,
        model: JourneyModel | None,
        *,
        seal: Callable[[], Seal],
        retention: Retention = KEPT,
        clock: Clock = epoch_ms,
    ) -> None:
        """`seal` is asked for when the first event comes in. Without a `model` it follows that of the database."""
        self._database = database
        self._shares = Shares(database)
        self._follows = model is None
        self._model = model or self._remembered()
        self._seal = cache(seal)
        self._unsettled, self._tables = 0, in_turn(COUNTED)
        self._retention = retention
        self._clock = clock
        self._has_proof = False

    @classmethod
    def open(
        cls,
        url: str,
        *,
        model: JourneyModel | None = None,
        create: bool = True,
        refs: Refs | None = None,
        redact: Redact | None = None,
        retention: Retention = KEPT,
    ) -> SqlStore:
        """Open the database at a SQLAlchemy URL and run the migrations it has not had."""
        database = Database(url, JOURNEY, create=create)

        def seal() -> Seal:
            return Seal(refs or open_refs(key_file(url), create=create), redact)

        return cls(database, model, seal=seal, retention=retention)

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""
        return self._model

    def follow(self) -> None:
        """Take the model that somebody else put the database under, unless it was opened under one."""
        if self._follows:
            self._model = self._remembered()

    def record(
        self, batch: Sequence[str], positions: Sequence[Position] = (), refused: Sequence[Refused] = ()
    ) -> Recorded:
        """Write CloudEvents JSON and the positions they were read up to, in one transaction."""
        good, unread = sorted_out(batch, self._seal()) if batch else ([], [])
        bad = [*unread, *refused]
        now = self._clock()
        told = [one.envelope for one in good]
        with claims.writing_about(self._database, told, self._is_kept_up) as connection:
            keep_letters(connection, self._seal(), bad, now)
            self._keep_up(connection)
            fresh = tombstones.without_forgotten(connection, self._refs(connection), good) if good else []
            new = recording.add_events(connection, fresh, now)
            recording.add_journeys(connection, self._model, new)
            move(connection, positions)
        self._settle(len(new))
        return Recorded(new=len(new), duplicates=len(good) - len(new), rejected=len(bad))

    def load(self, batch: Sequence[str]) -> Recorded:
        """Only store events of a large log: `rebuild` makes the rest of all at once, at the latest the next `record`.

        What cannot be read is kept apart, as by `record`.
        """
        good, bad = sorted_out(batch, self._seal())
        now = self._clock()
        with self._database.writing() as connection:
            rebuilding.unmake(connection)
            keep_letters(connection, self._seal(), bad, now)
            fresh = tombstones.without_forgotten(connection, self._refs(connection), good) if good else []
            new = recording.add_events(connection, fresh, now)
        return Recorded(new=len(new), duplicates=len(good) - len(new), rejected=len(bad))

    def positions(self, source: str) -> Mapping[int, str]:
        """Key of the last event read, by partition, for those that were ever read."""
        position = INTAKE_POSITION.c
        query = select(position.partition, position.key).where(position.source == source)
        with self._database.reading() as connection:
            return {partition: key for partition, key in connection.execute(query)}

    def share(self, source: str, partitions: int) -> Collection[int]:
        """Which partitions of a source this consumer reads now: on PostgreSQL a fair part of them, else all."""
        return self._shares.of(source, partitions)

    def rebuild(self, progress: Progress = unseen) -> int:
        """Make everything anew from the stored events, under the store's model; returns how many those are."""
        with self._database.writing() as connection:
            return rebuilding.rebuild(connection, self._model, progress)

    def remove(self, source: str, progress: Progress = unseen) -> int:
        """Delete all events of a source and make everything anew from the others; returns how many those were."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(EVENT).where(EVENT.c.source == source)).rowcount
            rebuilding.rebuild(connection, self._model, progress)
        return gone

    def forget(self, now_ms: int, *, limit: int) -> int:
        """Erase what is due at `now_ms`, of at most `limit` rows of a kind; returns how many those were."""
        with self._database.writing() as connection:
            self._keep_up(connection)
            found = forgetting.forget(connection, now_ms, limit, self._retention, self._model)
            settle(connection)
            keep_months(connection, now_ms)
        return found

    def lapse(self, now_ms: int, *, limit: int | None = None) -> int:
        """End the journeys that nobody came back to at `now_ms`, about `limit` or all; returns how many those were."""
        ended = 0
        while True:
            with self._database.writing() as connection:
                self._keep_up(connection)
                step = lapsing.lapse(connection, self._model, now_ms, limit or LAPSE_AT_ONCE)
            ended += step
            if limit or step < LAPSE_AT_ONCE:
                return ended

    def _keep_up(self, connection: Connection) -> None:
        """Whoever follows the database takes the model that somebody else put it under."""
        self._model = rebuilding.keep_up(connection, None if self._follows else self._model)

    def _is_kept_up(self, connection: Connection) -> bool:
        return rebuilding.is_made(connection, None if self._follows else self._model)

    def _settle(self, new: int) -> None:
        """Bring counts to where they are summed, one table after another, once there are many new ones."""
        self._unsettled += new
        if self._unsettled >= SETTLE_AFTER:
            with self._database.writing() as connection:
                settle(connection, [next(self._tables)])
            self._unsettled = 0

    def _remembered(self) -> JourneyModel:
        with self._database.reading() as connection:
            return rebuilding.remembered(connection)

    def close(self) -> None:
        """Close connections; the store is unusable afterwards."""
        self._shares.close()
        self._database.close()
