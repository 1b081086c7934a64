"""Several who read one source: each has its part, and nobody's part is left lying."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from sqlalchemy import create_engine, text

from journey_tracker.ports import StoreUnavailable
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.shares import Shares


@pytest.fixture
def backend() -> str:
    """SQLite has one writer, who reads all."""
    return "postgresql"


@pytest.fixture
def reader(url: str) -> Iterator[Callable[[], Shares]]:
    """Makes one who reads, each with a database of its own, as in a process of its own."""
    with ExitStack() as stack:

        def one() -> Shares:
            shares = Shares(stack.enter_context(closing(Database(url, JOURNEY))))
            stack.callback(shares.close)
            return shares

        yield one


def rounds(*readers: Shares, partitions: int = 64) -> list[frozenset[int]]:
    """What each has once all have asked twice."""
    return [[reader.of("/log", partitions) for reader in readers] for _ in range(2)][-1]


class TestShares:
    def test_one_reads_all(self, reader: Callable[[], Shares]) -> None:
        """There is nobody else."""
        assert rounds(reader()) == [frozenset(range(64))]

    def test_whoever_comes_gets_a_fair_part(self, reader: Callable[[], Shares]) -> None:
        """Three have 22, 22 and 20 of 64, no two the same."""
        first, second, third = reader(), reader(), reader()
        rounds(first)
        rounds(first, second)
        parts = rounds(first, second, third)

        assert sorted(map(len, parts)) == [20, 22, 22]
        assert frozenset().union(*parts) == frozenset(range(64))

    def test_what_somebody_left_is_taken_over(self, reader: Callable[[], Shares]) -> None:
        """At the next look, however it left: the locks end with the session."""
        first, second = reader(), reader()
        rounds(first, second)
        second.close()

        assert rounds(first) == [frozenset(range(64))]

    def test_other_sources_are_apart(self, reader: Callable[[], Shares]) -> None:
        """Whoever reads another log takes nothing away."""
        first, second = reader(), reader()
        rounds(first)

        assert second.of("/another", 4) == frozenset(range(4))
        assert rounds(first) == [frozenset(range(64))]

    def test_a_log_that_was_replaced_is_divided_anew(self, reader: Callable[[], Shares]) -> None:
        """One reads one source at a time."""
        first, second = reader(), reader()
        rounds(first)
        first.of("/next", 4)

        assert rounds(second) == [frozenset(range(64))]

    def test_a_session_that_was_ended_begins_anew(self, url: str, reader: Callable[[], Shares]) -> None:
        """It is said once that the database was away; then all is as before."""
        first = reader()
        rounds(first)
        engine = create_engine(url)
        with engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()

        with pytest.raises(StoreUnavailable):
            first.of("/log", 64)
        assert rounds(first) == [frozenset(range(64))]
