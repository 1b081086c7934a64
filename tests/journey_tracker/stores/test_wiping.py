from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from journey_tracker.events import PageViewed
from journey_tracker.ports import JourneyStore
from journey_tracker.stores.wiping import wipe
from tests.journey_tracker.shopping import shop


class TestWiping:
    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_empties_the_journal(self, url: str, store: JourneyStore, tmp_path: Path) -> None:
        """All of it is in the file then."""
        store.record([shop(PageViewed(visitor="v1", page="home")).to_json()])
        engine = create_engine(url)
        assert (tmp_path / "journey.db-wal").stat().st_size > 0

        assert wipe(engine)

        assert (tmp_path / "journey.db-wal").stat().st_size == 0
        engine.dispose()

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_says_when_a_reader_was_in_the_way(self, url: str, store: JourneyStore) -> None:
        """Whoever reads an older state needs the journal."""
        engine = create_engine(url, connect_args={"timeout": 0})
        with engine.connect() as reader:
            reader.execute(text("SELECT count(*) FROM event")).all()
            reader.exec_driver_sql("BEGIN")
            reader.execute(text("SELECT count(*) FROM event")).all()
            store.record([shop(PageViewed(visitor="v1", page="home")).to_json()])

            assert not wipe(engine)
        engine.dispose()
