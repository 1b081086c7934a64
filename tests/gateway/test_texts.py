from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.gateway import texts
from bot.gateway.app import WEB
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import gateway


class TestRead:
    def test_refusals_speak_as_the_shop_does(self) -> None:
        """In English there is nothing to choose."""
        polite = texts.read(WEB / "widget", address="u")

        assert texts.error(polite, "nl", "empty").startswith("Er staat nog geen vraag in uw bericht.")
        assert polite["en"] == texts.read(WEB / "widget")["en"]


class TestRoutes:
    @pytest.mark.parametrize(("address", "placeholder"), [("je", "Stel je vraag"), ("u", "Stel uw vraag")])
    async def test_the_widget_reads_its_texts_as_set(
        self, log: MemoryLog, tmp_path: Path, address: str, placeholder: str
    ) -> None:
        """At the same address, by pages of any origin."""
        async with TestClient[Any, Any](gateway(log, tmp_path, ADDRESS=address)) as client:
            answer = await client.get("/widget/strings.nl.json")
            english = await client.get("/widget/strings.en.json")

            assert (await answer.json())["placeholder"] == placeholder
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert english.status == 200

    async def test_the_demo_shop_speaks_as_set(self, log: MemoryLog, tmp_path: Path) -> None:
        """Its pages are a shop's pages."""
        async with TestClient[Any, Any](gateway(log, tmp_path, ADDRESS="u")) as client:
            page = await (await client.get("/")).text()

            assert "Een verkoper die met u meedenkt" in page
