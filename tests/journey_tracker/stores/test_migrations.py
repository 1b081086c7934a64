from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from journey_tracker.ports import Question, Slice
from journey_tracker.stores.actions import ACTION
from journey_tracker.stores.asking import answer
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.statements import insert_event, upsert
from journey_tracker.stores.tables import METADATA, TOUCHPOINT
from tests.journey_tracker.conftest import BOTH


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


@pytest.fixture
def url(empty_url: str) -> str:
    """A database in which no step was run."""
    return empty_url


def is_no_part(name: str | None, kind: str, _parents: object) -> bool:
    """The parts of a table on PostgreSQL are not told in the code."""
    return not (kind == "table" and name is not None and name.startswith("event_"))


_A_DAY = """
INSERT INTO phase_day (day, phase, during, channel, language, category, position, stays)
VALUES (20260513, 'need', '', 'webchat', 'nl', '', 'new', 7)
"""


class TestMigrations:
    def test_end_in_the_tables_of_the_code(self, url: str, backend: str) -> None:
        """What the steps make and what the code believes are the same, but for a key that months do not have."""
        engine = create_engine(url)
        with engine.begin() as connection:
            JOURNEY.upgrade(connection)

            opts = {"version_table": JOURNEY.version_table, "include_name": is_no_part}
            context = MigrationContext.configure(connection, opts=opts)
            assert ACTION.metadata is METADATA  # the tables of all modules
            found = [(kind, thing.name) for kind, thing in compare_metadata(context, METADATA)]
            assert found == ([] if backend == "sqlite" else [("add_fk", "fk_transcript_event")])
        engine.dispose()

    def test_can_be_taken_back(self, url: str) -> None:
        """Each step has its way back."""
        engine = create_engine(url)
        with engine.begin() as connection:
            JOURNEY.upgrade(connection)
            command.downgrade(JOURNEY.configuration(connection), "base")

            assert inspect(connection).get_table_names() == [JOURNEY.version_table]
        engine.dispose()


class TestCountsOfBefore:
    def test_are_told_as_they_were_until_all_is_made_anew(self, url: str) -> None:
        """Days get their week, and the model they stand under is remembered."""
        engine = create_engine(url)
        with engine.begin() as connection:
            command.upgrade(JOURNEY.configuration(connection), "0009")
            connection.execute(text(_A_DAY))
            connection.execute(text("INSERT INTO derived VALUES ('journeys', 'eight_stage', 1, '')"))
            JOURNEY.upgrade(connection)
            told = answer(connection, Question("phase_day", ("week", "phase"), ("stays",)), Slice(channel="webchat"))

            assert told == [{"week": 20260511, "phase": "need", "stays": 7}]
            assert connection.execute(text("SELECT model, model_version FROM derived")).all() == [("eight_stage", 0)]
        engine.dispose()


class TestPostgreSQL:
    def test_has_words_for_every_table(self) -> None:
        """The types of the tables exist there."""
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped

        created = [str(CreateTable(table).compile(dialect=dialect)) for table in METADATA.sorted_tables]

        assert any("DOUBLE PRECISION" in statement for statement in created)

    def test_has_words_for_every_insert(self) -> None:
        """Idempotent inserts and upserts are said in its own dialect."""
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped

        assert "ON CONFLICT DO NOTHING RETURNING" in str(insert_event("postgresql").compile(dialect=dialect))
        assert "ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation" in str(
            upsert("postgresql", TOUCHPOINT).compile(dialect=dialect)
        )
