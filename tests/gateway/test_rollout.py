from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.conversation.memory import MemoryLog
from tests.gateway.visits import gateway


class TestRollout:
    async def test_everybody_sees_the_widget_unless_set(self, client: TestClient[Any, Any]) -> None:
        """Without settings the share is whole, and a shop on any origin may read it, for a minute."""
        answer = await client.get("/widget/rollout.json")

        assert await answer.json() == {"share": 100}
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=60"

    @pytest.mark.parametrize(
        ("word", "query", "share"),
        [
            ("alvast", {}, 20),
            ("alvast", {"preview": "alvas"}, 20),
            ("alvast", {"preview": "alvast"}, 100),
            ("alvast", {"preview": "\u00e9"}, 20),
            ("", {"preview": ""}, 20),
        ],
    )
    async def test_the_word_shows_all(
        self, log: MemoryLog, tmp_path: Path, word: str, query: dict[str, str], share: int
    ) -> None:
        """Whoever knows the word of the preview sees the widget; no word, or another, changes nothing."""
        async with TestClient(gateway(log, tmp_path, WIDGET_SHARE="20", WIDGET_PREVIEW=word)) as client:
            answer = await client.get("/widget/rollout.json", params=query)

            assert await answer.json() == {"share": share}
