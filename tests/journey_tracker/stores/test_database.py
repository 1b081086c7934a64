from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from journey_tracker.ports import StoreUnavailable, UnsupportedDatabase
from journey_tracker.stores import engine
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY, Migrations

STEP = '''
"""A table."""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "1", None


def upgrade():
    op.create_table("thing", sa.Column("id", sa.Integer, primary_key=True))
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database will be."""
    return tmp_path / "x.db"


def pragma(database: Database, name: str) -> int:
    """A setting of the connection."""
    with database.reading() as connection:
        return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


class TestOpening:
    def test_by_many_at_once_makes_the_tables_once(self, empty_url: str) -> None:
        """Processes that start together neither fail nor undo one another."""
        with ThreadPoolExecutor(max_workers=8) as threads:
            opened = list(threads.map(lambda _: Database(empty_url, JOURNEY), range(8)))

        for database in opened:
            with database.reading() as connection:
                assert connection.exec_driver_sql("SELECT count(*) FROM touchpoint").scalar() == 0
            database.close()

    @pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
    def test_waits_for_whoever_holds_the_file(self, file: Path, lock: str) -> None:
        """Also where SQLite itself would not wait: for whoever is about to write."""
        other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        other.execute("CREATE TABLE theirs (id INTEGER)")
        other.execute(f"BEGIN {lock}")
        released = threading.Timer(0.3, lambda: other.execute("COMMIT"))
        released.start()
        started = time.monotonic()

        with closing(Database(f"sqlite:///{file}", JOURNEY)):
            assert time.monotonic() - started > 0.25
        released.join()
        other.close()

    @pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
    def test_does_not_wait_for_ever(self, file: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that stays locked is said to be locked."""
        monkeypatch.setattr(engine, "BUSY_S", 0.2)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("CREATE TABLE theirs (id INTEGER)")
            other.execute(f"BEGIN {lock}")

            with pytest.raises(StoreUnavailable, match="database is locked"):
                Database(f"sqlite:///{file}", JOURNEY)

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_settles_every_connection(self, url: str) -> None:
        """Safe enough after a crash, references kept whole, what is deleted wiped."""
        with closing(Database(url, JOURNEY)) as database:
            assert [pragma(database, name) for name in ("synchronous", "foreign_keys", "secure_delete")] == [1, 1, 1]
            assert pragma(database, "busy_timeout") == engine.BUSY_S * 1000

    @pytest.mark.parametrize("nowhere", ["sqlite://", "sqlite:///:memory:"])
    def test_refuses_memory(self, nowhere: str) -> None:
        """Each thread would see an empty database of its own."""
        with pytest.raises(UnsupportedDatabase, match="sqlite:///FILE"):
            Database(nowhere, JOURNEY)

    def test_leaves_the_tables_of_others_alone(self, url: str, tmp_path: Path) -> None:
        """Two sets of tables in one database, each with its own steps, wherever their folder is."""
        folder = tmp_path / "steps of 100% others"
        folder.mkdir()
        (folder / "v1.py").write_text(STEP, encoding="utf-8")

        with closing(Database(url, JOURNEY)), closing(Database(url, Migrations(folder, "thing_version"))) as things:
            with things.reading() as connection:
                versions = connection.exec_driver_sql("SELECT * FROM journey_version, thing_version").all()
            assert len(versions) == 1
