from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.errors import LogUnavailable
from bot.conversation.opening import open_log, open_server, reach_server
from tests.servers import running_server

pytestmark = pytest.mark.server


class TestOpenLog:
    async def test_opens_on_the_server_it_is_given(self, tmp_path: Path) -> None:
        """What is said there is there for the next one."""
        with running_server(tmp_path) as server:
            async with open_log(server.url) as log:
                await log.append("anna", "a", {"text": "hoi"})
            async with open_log(server.url) as log:
                assert [entry.body["text"] for entry in await log.read("anna")] == ["hoi"]

    async def test_says_at_once_when_nobody_answers(self) -> None:
        """A wrong address fails at the start, not at the first shopper."""
        with pytest.raises(LogUnavailable, match="did not do its work"):
            async with open_log("redis://127.0.0.1:1"):
                pytest.fail("a log was opened on nothing")


class TestOpenServer:
    async def test_brings_its_own_server(self, tmp_path: Path) -> None:
        """Without an address one runs in the folder, and runs again on what was said."""
        async with open_server("", tmp_path) as url, open_log(url) as log:
            await log.append("anna", "a", {"text": "hoi"})
            epoch = await log.epoch()
        async with open_server("", tmp_path) as url, open_log(url) as log:
            assert [entry.body["text"] for entry in await log.read("anna")] == ["hoi"]
            assert await log.epoch() == epoch

    async def test_uses_the_server_it_is_given(self, tmp_path: Path) -> None:
        """With an address nothing is started, and the folder stays as it was."""
        async with open_server("redis://example:6379", tmp_path / "unused") as url:
            assert url == "redis://example:6379"

        assert not (tmp_path / "unused").exists()

    async def test_serves_several_logs(self, tmp_path: Path) -> None:
        """Each event loop opens its own log on the one server."""
        async with open_server("", tmp_path) as url, open_log(url) as gateway, open_log(url) as worker:
            await gateway.append("anna", "a", {"text": "hoi"})

            assert [entry.body["text"] for entry in await worker.read("anna")] == ["hoi"]


class TestReachServer:
    async def test_finds_the_one_of_the_shop_that_runs(self, tmp_path: Path) -> None:
        """A command beside the shop speaks with the same server, and leaves it running."""
        with running_server(tmp_path / "valkey") as server:
            async with reach_server("", tmp_path / "valkey") as url, open_log(url) as log:
                await log.append("anna", "a", {"text": "hoi"})
            async with open_log(server.url) as log:
                assert len(await log.read("anna")) == 1

    async def test_runs_one_on_the_data_of_a_shop_that_stands_still(self, tmp_path: Path) -> None:
        """For as long as the block lasts."""
        with running_server(tmp_path / "valkey") as server:
            async with open_log(server.url) as log:
                await log.append("anna", "a", {"text": "hoi"})

        async with reach_server("", tmp_path / "valkey") as url, open_log(url) as log:
            assert len(await log.read("anna")) == 1

        with pytest.raises(LogUnavailable):
            async with open_log(url):
                pytest.fail("the server runs on")

    async def test_makes_nothing_where_there_is_nothing(self, tmp_path: Path) -> None:
        """A shop that never ran has no log."""
        async with reach_server("", tmp_path / "valkey") as url:
            assert url == ""

        assert not (tmp_path / "valkey").exists()

    async def test_is_the_one_that_is_set(self, tmp_path: Path) -> None:
        """Whether it answers is seen when it is asked."""
        async with reach_server("redis://example:6379", tmp_path / "valkey") as url:
            assert url == "redis://example:6379"
