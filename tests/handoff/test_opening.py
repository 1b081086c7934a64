"""One URL opens one store."""

from __future__ import annotations

from pathlib import Path

from bot.handoff.memory import MemoryHandoffs
from bot.handoff.opening import open_handoffs
from bot.handoff.stores import SqlHandoffs


class TestOpenHandoffs:
    def test_memory_keeps_nothing_on_disk(self) -> None:
        """`memory:` opens the store that forgets."""
        assert isinstance(open_handoffs("memory:"), MemoryHandoffs)

    async def test_a_database_url_opens_a_database(self, tmp_path: Path) -> None:
        """A SQLAlchemy URL opens the store that lasts."""
        store = open_handoffs(f"sqlite:///{tmp_path / 'desk.db'}")

        assert isinstance(store, SqlHandoffs)
        assert (tmp_path / "desk.db").exists()
        await store.disconnect()
