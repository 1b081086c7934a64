"""What a gateway counts and logs of what it hears."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp.test_utils import TestClient
from prometheus_client import CollectorRegistry
from structlog.testing import LogCapture

from bot.gateway.ports import Meters
from bot.meters import GatewayMeters
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import answer, gateway, hello


class Noted:
    """Meters that note every call."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        """The meter of that name."""
        return lambda value=None: self.calls.append((name, value))

    def of(self, name: str) -> list[Any]:
        """What one meter was told."""
        return [value for told, value in self.calls if told == name]


class TestMeters:
    async def test_a_visit_is_counted(self, log: MemoryLog, tmp_path: Path) -> None:
        """What was opened, heard, refused, answered in which time, resumed and closed."""
        noted = Noted()
        async with TestClient(gateway(log, tmp_path, meters=noted)) as client:
            chat, welcome = await hello(client)
            await chat.say("m1")
            await chat.say("m1")
            await chat.say("m2", "")
            await chat.until("error")
            await answer(log, welcome["conversation"], {"text": "ja"})
            await chat.until("done")
            await chat.socket.close()
            await hello(client, token=welcome["token"], epoch=welcome["epoch"])

        assert noted.of("heard") == ["hello", "say", "say", "say", "hello"]
        assert noted.of("refused") == ["empty"]
        assert (len(noted.of("opened")), len(noted.of("closed")), len(noted.of("resumed"))) == (2, 2, 1)
        assert [0 < seconds < 5 for seconds in noted.of("answered")] == [True]

    async def test_the_figures_of_the_program_fit(self, log: MemoryLog, tmp_path: Path) -> None:
        """The meters behind `/metrics` take the same calls."""
        registry = CollectorRegistry()
        meters: Meters = GatewayMeters(registry)
        async with TestClient(gateway(log, tmp_path, meters=meters)) as client:
            await hello(client)

            assert registry.get_sample_value("koopwijzer_gateway_connections") == 1


class TestLogs:
    @pytest.fixture
    def lines(self) -> Any:
        """What is logged, with what is bound to it."""
        capture = LogCapture()
        structlog.configure(processors=[structlog.contextvars.merge_contextvars, capture])
        yield capture.entries
        structlog.reset_defaults()

    async def test_lines_have_ids_and_nothing_of_the_shopper(
        self, log: MemoryLog, tmp_path: Path, lines: list[dict[str, Any]]
    ) -> None:
        """Conversation and message can be followed; no text, token or address stands anywhere."""
        async with TestClient(gateway(log, tmp_path, VISITOR_MESSAGES="6")) as client:
            chat, welcome = await hello(client, page={"url": "https://shop.test/geheim"})
            await chat.say("m1", "mijn geheim")
            await chat.until("ack")
            await chat.say("m2", "nog een geheim")
            await chat.until("error")
            headers = {"Authorization": f"Bearer {welcome['token']}"}
            await client.post("/api/v1/messages", json={"id": "m3", "text": "geheim"}, headers=headers)

        told = [(line["event"], line.get("message"), line.get("code")) for line in lines]
        first = f"{welcome['conversation']}:1"
        assert told == [("heard", first, None), ("refused", None, "too_fast"), ("refused", None, "too_fast")]
        assert {line["conversation"] for line in lines} == {welcome["conversation"]}
        assert [s for s in ("geheim", "m1", welcome["token"], "127.0.0.1") if s in str(lines)] == []
