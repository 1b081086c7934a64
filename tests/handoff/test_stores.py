"""What the database adds to the contract: it lasts, it is shared, it says when it is gone."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.handoff import queue_store  # noqa: F401  # its table is one of those that the migrations make
from bot.handoff.database import METADATA, MIGRATIONS
from bot.handoff.ports import HandoffsUnavailable
from bot.handoff.stores import SqlHandoffs
from journey_tracker import open_store
from journey_tracker.ports import UnsupportedDatabase
from tests.handoff.examples import asking


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a SQLite file in a folder that does not exist yet."""
    return f"sqlite:///{tmp_path / 'new' / 'desk.db'}"


class TestSqlHandoffs:
    async def test_remembers_after_a_restart(self, url: str) -> None:
        """Who asked for a call before the restart is still on the list after it."""
        before = SqlHandoffs(url)
        request = await before.request_callback(asking(), key="m1")
        await before.disconnect()

        after = SqlHandoffs(url)

        assert await after.callbacks() == [request]
        await after.disconnect()

    async def test_two_processes_may_start_at_once(self, url: str) -> None:
        """Tables are made once, whoever comes first."""
        stores = await asyncio.gather(*(asyncio.to_thread(SqlHandoffs, url) for _ in range(4)))
        await stores[0].request_callback(asking(), key="m1")

        assert [len(await store.callbacks()) for store in stores] == [1, 1, 1, 1]
        for store in stores:
            await store.disconnect()

    async def test_shares_a_database_with_the_tracker(self, url: str) -> None:
        """One `DATABASE_URL` serves both; each knows which of its own migrations were run."""
        with closing(await asyncio.to_thread(open_store, url)) as journey:
            store = await asyncio.to_thread(SqlHandoffs, url)
            request = await store.request_callback(asking(), key="m1")

            assert await store.callbacks() == [request]
            assert journey.positions("log") == {}
        await store.disconnect()

    async def test_migrations_make_the_tables_the_code_speaks_of(self, url: str) -> None:
        """Nothing differs between the tables in the code and those that the migrations make."""
        await SqlHandoffs(url).disconnect()
        engine = create_engine(url)

        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": MIGRATIONS.version_table})
            differences = compare_metadata(context, METADATA)

        assert differences == []
        engine.dispose()

    async def test_says_when_the_database_is_gone(self, url: str, tmp_path: Path) -> None:
        """A store that cannot be read is an error of its own kind, never an empty list."""
        store = SqlHandoffs(url)
        await store.disconnect()
        for file in (tmp_path / "new").iterdir():
            file.unlink()
        (tmp_path / "new" / "desk.db").mkdir()

        with pytest.raises(HandoffsUnavailable):
            await store.callbacks()

    @pytest.mark.parametrize("wrong", ["sqlite://", "mysql://root:secret@localhost/shop"])
    def test_refuses_a_database_it_does_not_know(self, wrong: str) -> None:
        """The refusal names what is allowed and keeps the password to itself."""
        with pytest.raises(UnsupportedDatabase, match="postgresql") as refused:
            SqlHandoffs(wrong)

        assert "secret" not in str(refused.value)
