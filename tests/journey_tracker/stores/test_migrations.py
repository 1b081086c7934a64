from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from journey_tracker.stores.actions import ACTION
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.statements import insert_event, upsert
from journey_tracker.stores.tables import METADATA, TOUCHPOINT


class TestMigrations:
    def test_end_in_the_tables_of_the_code(self, url: str) -> None:
        """What the steps make and what the code believes are the same."""
        engine = create_engine(url)
        with engine.begin() as connection:
            JOURNEY.upgrade(connection)

            context = MigrationContext.configure(connection, opts={"version_table": JOURNEY.version_table})
            assert ACTION.metadata is METADATA  # the tables of all modules
            assert compare_metadata(context, METADATA) == []
        engine.dispose()

    def test_can_be_taken_back(self, url: str) -> None:
        """Each step has its way back."""
        engine = create_engine(url)
        with engine.begin() as connection:
            JOURNEY.upgrade(connection)
            command.downgrade(JOURNEY.configuration(connection), "base")

            assert inspect(connection).get_table_names() == [JOURNEY.version_table]
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

        assert "ON CONFLICT (source, id) DO NOTHING RETURNING" in str(
            insert_event("postgresql").compile(dialect=dialect)
        )
        assert "ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation" in str(
            upsert("postgresql", TOUCHPOINT).compile(dialect=dialect)
        )
